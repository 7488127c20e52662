//! How a sheet is printed: paper, margins, scale, header and footer.

use super::looks::FONT;
use crate::sheet::{Book, Fit, Sheet};
use rust_xlsxwriter::Worksheet;

/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The room for rows on a page of A4 between the margins, in points; a little less than there is.
const PAGE_HEIGHT: f64 = 735.0;
/// The smallest scale, in percent, at which 10-point type can still be read on paper.
const LEAST_SCALE: u16 = 55;
/// The longest text at the left of a page footer, on an upright sheet and on a broad one: a longer one would be printed over
/// the day in the middle.
const FOOTER_PARTS: (usize, usize) = (40, 64);

/// Paper, margins, scale, header and footer.
pub(super) fn page(out: &mut Worksheet, sheet: &Sheet<'_>, book: &Book<'_>, tallest_page: f64) {
    out.set_paper_size(A4).set_print_center_horizontally(true);
    out.set_margins(0.5, 0.4, 0.6, 0.7, 0.3, 0.3);
    if sheet.landscape {
        out.set_landscape();
    }
    match (sheet.fit, sheet.scale) {
        (Fit::OnePage, _) => out.set_print_fit_to_pages(1, 1),
        (Fit::PageEach, scale) => {
            let wanted = PAGE_HEIGHT * 100.0 / tallest_page.max(1.0);
            let scale = (LEAST_SCALE..=scale.unwrap_or(100)).rev().find(|scale| f64::from(*scale) <= wanted);
            out.set_print_scale(scale.unwrap_or(LEAST_SCALE))
        }
        (Fit::Flow, Some(scale)) => out.set_print_scale(scale),
        (Fit::Flow, None) => out.set_print_fit_to_pages(1, 0),
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
