//! Pages that are to be one page each: the size of letters with which what stands between two page breaks goes on one, as far as
//! one can read it. Word has no scale for printing, as a worksheet has.

use super::blocks::{Block, GAP};
use super::styles::is_bold;
use super::table::{AIR, SIGNED};
use crate::sheet::{Cell, Fit, Role, Row, Sheet};
use crate::write::xlsx::text_width::{Type, lines};

/// The sizes that are tried, in half-points: type of 8 points can still be read on paper.
const SIZES: [u8; 4] = [22, 20, 18, 16];
/// The height of a line in hundredths of the size of its type.
const LINE: u32 = 116;
/// The height of a page's title and of another line above its table, in twentieths of a point.
const TITLE: u32 = 560;
const TEXT: u32 = 360;

/// The first row of each page and the size of its letters; nothing for a sheet that flows from page to page.
pub(super) fn sizes(sheet: &Sheet<'_>, widths: &[u32], page: u32) -> Vec<(u32, u8)> {
    if sheet.fit != Fit::PageEach {
        return Vec::new();
    }
    let (mut pages, mut from, mut heights) = (Vec::new(), 0, [0; SIZES.len()]);
    let fitting = |heights: [u32; SIZES.len()]| {
        let fits = SIZES.into_iter().zip(heights).find(|(_, height)| *height <= page);
        // What fits at no size goes on on a second page, as large as it is easily read.
        fits.map_or(SIZES[1], |(size, _)| size)
    };
    for (number, row) in (0..).zip(sheet.every_row()) {
        if number > 0 && sheet.page_breaks.binary_search(&number).is_ok() {
            pages.push((from, fitting(heights)));
            (from, heights) = (number, [0; SIZES.len()]);
        }
        for (size, height) in SIZES.into_iter().zip(&mut heights) {
            *height += height_of(&row, widths, size);
        }
    }
    pages.push((from, fitting(heights)));
    pages
}

/// About how tall a row is, in twentieths of a point.
fn height_of(row: &Row<'_>, widths: &[u32], size: u8) -> u32 {
    match Block::of(row) {
        Block::Line(Cell { role: Role::Title, .. }, _) => TITLE,
        Block::Line(..) => TEXT,
        Block::Gap => GAP,
        Block::Table(cells) => tallest(cells, widths, size),
        Block::Signature(cells) => tallest(cells, widths, size).max(SIGNED),
    }
}

fn tallest(cells: &[Cell<'_>], widths: &[u32], size: u8) -> u32 {
    let (mut from, mut most) = (0, 1);
    for cell in cells {
        let width: u32 = widths.iter().skip(from).take(cell.span.into()).sum();
        from += usize::from(cell.span);
        // At 96 dots to the inch, as cells of a worksheet are measured.
        let pixels = usize::try_from(width / 15).unwrap_or_default();
        most = most.max(lines(&cell.shown(), pixels, Type { size: size / 2, bold: is_bold(cell.role) }));
    }
    u32::try_from(most).unwrap_or(u32::MAX).saturating_mul(u32::from(size) * LINE / 10) + 2 * AIR + 10
}
