//! What makes a list the annex of an order: the line above it that names the order, and the lines below it to sign on.

use crate::locale::{Language, Message};
use crate::sheet::{Cell, Role, Sheet};
use crate::text::words;

/// Beginnings of words for acts, in the three languages.
const ACTS: &str = include_str!("acts.txt");

/// The line above the list: the annex to which order. Where the order is not known, its day and number are left to be filled in; one
/// that names what it is (`токтом № 5`, `распоряжение № 7`) is told as it stands.
pub(super) fn annex_line(order: Option<&str>, language: Language) -> String {
    let Some(order) = order.map(str::trim).filter(|order| !order.is_empty()) else {
        return language.text("annex-of-order-open");
    };
    let names_act = words(order).split(' ').any(|word| ACTS.lines().any(|act| word.starts_with(act)));
    let id = if names_act { "annex-of-act" } else { "annex-of-order" };
    language.message(&Message::new(id).with("order", order))
}

/// How many columns the line above a list takes: it stands at the right, where annexes have it.
const RIGHT: u16 = 3;

/// Adds the line above a list.
pub(super) fn annex(sheet: &mut Sheet<'_>, order: Option<&str>, language: Language) {
    let left = Cell::empty(Role::Remark).spanning(sheet.columns() - RIGHT);
    sheet.row(vec![left, Cell::text(Role::Remark, annex_line(order, language)).spanning(RIGHT)]);
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
