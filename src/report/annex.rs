//! What makes a list the annex of an order: the line above it that names the order, and the lines below it to sign on.

use crate::locale::{Language, Message};
use crate::sheet::{Cell, Role, Row, Sheet};
use crate::text::{capitalised, words};

/// Beginnings of words for acts, in the three languages.
const ACTS: &str = include_str!("acts.txt");

/// The line above the list: the annex to which order. Where the order is not known, its day and number are left to be filled in; one
/// that names what it is (`токтом № 5`, `распоряжение № 7`) is told as it stands.
pub(super) fn annex_line(order: Option<&str>, number: Option<usize>, language: Language) -> String {
    let annex = annex_name(number);
    let line = match order.map(str::trim).filter(|order| !order.is_empty()) {
        None => Message::new("annex-of-order-open"),
        Some(order) => {
            let names_act = words(order).split(' ').any(|word| ACTS.lines().any(|act| word.starts_with(act)));
            Message::new(if names_act { "annex-of-act" } else { "annex-of-order" }).with("order", order)
        }
    };
    capitalised(&language.message(&line.with("annex", annex)))
}

/// What an annex is called: by its number, where an order has several.
pub(super) fn annex_name(number: Option<usize>) -> Message {
    match number {
        Some(number) => Message::new("annex-numbered").with("number", number),
        None => Message::new("annex-alone"),
    }
}

/// How many columns the line above a list takes: it stands at the right, where annexes have it.
const RIGHT: u16 = 3;

/// Adds the line above a list.
pub(super) fn annex(sheet: &mut Sheet<'_>, order: Option<&str>, language: Language) {
    let line = annex_line(order, None, language);
    sheet.row(annex_row(sheet.columns(), line));
}

/// A sheet with the line above all that it has.
pub(super) fn annexed(mut sheet: Sheet<'_>, line: String) -> Sheet<'_> {
    sheet.rows.insert(0, Row { cells: annex_row(sheet.columns(), line) });
    sheet.repeat_rows = sheet.repeat_rows.map(|(first, last)| (first + 1, last + 1));
    sheet.freeze = sheet.freeze.map(|(rows, columns)| (rows + 1, columns));
    sheet.filter = sheet.filter.map(|row| row + 1);
    sheet.filter_to = sheet.filter_to.map(|row| row + 1);
    sheet.page_breaks.iter_mut().for_each(|row| *row += 1);
    sheet
}

fn annex_row<'a>(columns: u16, line: String) -> Vec<Cell<'a>> {
    // Of two columns it stands above the second.
    let right = RIGHT.min(columns.div_ceil(2));
    vec![Cell::empty(Role::Remark).spanning(columns - right), Cell::text(Role::Remark, line).spanning(right)]
}

/// The rows below a list: who drew it up and who approves it, by post where they are known.
pub(super) fn signatures<'a>(columns: u16, posts: [Option<&str>; 2], language: Language) -> [Vec<Cell<'a>>; 3] {
    let signer = |id: &str, post: Option<&str>| {
        let role = language.text(id);
        let signer = post.filter(|post| !post.is_empty()).map_or(role.clone(), |post| format!("{role}: {post}"));
        let line = Cell::text(Role::Signature, language.text("signature-line")).spanning(columns - 2);
        vec![Cell::text(Role::Label, signer).spanning(2), line]
    };
    let [drawn_up, approved] = posts;
    [Vec::new(), signer("signature-drawn-up", drawn_up), signer("signature-approved", approved)]
}
