//! How a sheet is printed: paper, margins, scale, header and footer.

use super::looks::FONT;
use super::text_width::column_pixels;
use crate::sheet::{Book, Fit, Sheet};
use rust_xlsxwriter::Worksheet;

/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The room for rows on a page of A4 between the margins, in points, upright and on its side; a little less than there is.
const PAGE_HEIGHTS: (f64, f64) = (735.0, 492.0);
/// The room for columns, in pixels at 96 dots an inch; a twentieth less than there is, since programs do not agree about the widths
/// of columns, and a column that has no room would be printed on pages of its own.
const PAGE_WIDTHS: (usize, usize) = (672, 984);
/// The smallest scale, in percent, at which 10-point type can still be read on paper.
const LEAST_SCALE: u16 = 55;
/// The longest text at the left of a page footer, on an upright sheet and on a broad one: a longer one would be printed over
/// the day in the middle.
const FOOTER_PARTS: (usize, usize) = (40, 64);

/// The scale of a sheet in percent, as a number: programs find the same one where they fit it to the width of a page.
pub(super) fn scale(sheet: &Sheet<'_>, tallest_page: f64) -> u16 {
    let width: usize = sheet.widths.iter().map(|width| column_pixels(*width)).sum();
    let room = if sheet.landscape { PAGE_WIDTHS.1 } else { PAGE_WIDTHS.0 };
    let fitting = u16::try_from(room * 100 / width.max(1)).unwrap_or(u16::MAX).clamp(10, 100);
    match (sheet.fit, sheet.scale) {
        (Fit::PageEach, scale) => {
            let wanted = page_height(sheet) * 100.0 / tallest_page.max(1.0);
            let scale = (LEAST_SCALE..=scale.unwrap_or(fitting)).rev().find(|scale| f64::from(*scale) <= wanted);
            scale.unwrap_or(LEAST_SCALE)
        }
        (_, scale) => scale.unwrap_or(fitting),
    }
}

/// The room for rows on a page at a scale, in points of the sheet.
pub(super) fn room(sheet: &Sheet<'_>, scale: u16) -> f64 {
    page_height(sheet) * 100.0 / f64::from(scale)
}

fn page_height(sheet: &Sheet<'_>) -> f64 {
    if sheet.landscape { PAGE_HEIGHTS.1 } else { PAGE_HEIGHTS.0 }
}

/// Paper, margins, scale, header and footer; without a scale all columns go on one page.
pub(super) fn page(out: &mut Worksheet, sheet: &Sheet<'_>, book: &Book<'_>, scale: Option<u16>) {
    out.set_paper_size(A4).set_print_center_horizontally(true);
    out.set_margins(0.5, 0.4, 0.6, 0.7, 0.3, 0.3);
    if sheet.landscape {
        out.set_landscape();
    }
    match (sheet.fit, scale) {
        (Fit::OnePage, _) => out.set_print_fit_to_pages(1, 1),
        (_, Some(scale)) => out.set_print_scale(scale),
        (_, None) => out.set_print_fit_to_pages(1, 0),
    };
    let [left, center, right] = &book.footer;
    // Excel takes 255 characters for all three parts, codes included; the organisation's name gives way.
    let footer = |length: usize| {
        let short: String = left.chars().take(length).collect();
        let left = if short.len() < left.len() { short + "…" } else { short };
        let pages = coded(right).replace("{page}", "&P").replace("{pages}", "&N");
        format!("&L&8{}&C&8{}&R&8{pages}", coded(&left), coded(center))
    };
    let longest = if sheet.landscape { FOOTER_PARTS.1 } else { FOOTER_PARTS.0 };
    let fitting = (0..=longest).rev().map(footer).find(|footer| footer.encode_utf16().count() <= 250);
    out.set_footer(fitting.unwrap_or_default());
    if let Some(draft) = &book.draft {
        out.set_header(format!("&R&\"{FONT},Bold\"&KC00000{}", coded(draft)));
    }
}

/// A text in the codes of headers and footers: `&` stands for itself when doubled, and what the library would take for a
/// code of its own (`&[Page]`) is kept apart by a code that changes nothing. A space keeps digits from the size before.
fn coded(text: &str) -> String {
    let text = text.replace('\n', " ").replace('&', "&&").replace("&&[", "&&&8[");
    format!(" {text}")
}
