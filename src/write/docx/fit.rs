//! Pages that are to be one page each: the size of letters with which what stands between two page breaks goes on one, as far as
//! one can read it. Word has no scale for printing, as a worksheet has.

use super::blocks::{Block, GAP};
use super::styles::is_bold;
use super::table::{AIR, SIGNED};
use crate::sheet::{Cell, Fit, Role, Row, Sheet};
use crate::write::xlsx::text_width::{self, lines};

/// What is tried, the most easily read first: type of 8 points can still be read on paper, at last with
/// less room around it.
const TRIED: [Type; 6] = [
    Type { size: 22, air: AIR },
    Type { size: 20, air: AIR },
    Type { size: 18, air: AIR },
    Type { size: 16, air: AIR },
    Type { size: 16, air: 16 },
    Type { size: 16, air: 8 },
];
/// What fits at none goes on on a second page, as large as it is easily read.
const ON_TWO_PAGES: Type = TRIED[1];
/// The height of a line in hundredths of the size of its type.
const LINE: u32 = 116;
/// The height of a page's title and of another line above its table, in twentieths of a point.
const TITLE: u32 = 560;
const TEXT: u32 = 360;

/// How a page is set: the size of letters in half-points, and the room above and below the text of a cell in twentieths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub size: u8,
    pub air: u32,
}

/// The first row of each page and how it is set; nothing for a sheet that flows from page to page.
pub(super) fn sizes(sheet: &Sheet<'_>, widths: &[u32], page: u32) -> Vec<(u32, Type)> {
    if sheet.fit != Fit::PageEach {
        return Vec::new();
    }
    let (mut pages, mut from, mut heights) = (Vec::new(), 0, [0; TRIED.len()]);
    let fitting = |heights: [u32; TRIED.len()]| {
        let fits = TRIED.into_iter().zip(heights).find(|(_, height)| *height <= page);
        fits.map_or(ON_TWO_PAGES, |(set, _)| set)
    };
    for (number, row) in (0..).zip(sheet.every_row()) {
        if number > 0 && sheet.page_breaks.binary_search(&number).is_ok() {
            pages.push((from, fitting(heights)));
            (from, heights) = (number, [0; TRIED.len()]);
        }
        for (set, height) in TRIED.into_iter().zip(&mut heights) {
            *height += height_of(&row, widths, set);
        }
    }
    pages.push((from, fitting(heights)));
    pages
}

/// About how tall a row is, in twentieths of a point.
fn height_of(row: &Row<'_>, widths: &[u32], set: Type) -> u32 {
    match Block::of(row) {
        Block::Line(Cell { role: Role::Title, .. }, _) => TITLE,
        Block::Line(..) => TEXT,
        Block::Gap => GAP,
        Block::Table(cells) => tallest(cells, widths, set),
        Block::Signature(cells) => tallest(cells, widths, set).max(SIGNED),
    }
}

fn tallest(cells: &[Cell<'_>], widths: &[u32], Type { size, air }: Type) -> u32 {
    let (mut from, mut most) = (0, 1);
    for cell in cells {
        let width: u32 = widths.iter().skip(from).take(cell.span.into()).sum();
        from += usize::from(cell.span);
        // At 96 dots to the inch, as cells of a worksheet are measured.
        let pixels = usize::try_from(width / 15).unwrap_or_default();
        most = most.max(lines(&cell.shown(), pixels, text_width::Type { size: size / 2, bold: is_bold(cell.role) }));
    }
    u32::try_from(most).unwrap_or(u32::MAX).saturating_mul(u32::from(size) * LINE / 10) + 2 * air + 10
}
