//! What makes a list the annex of an order: at its top right which annex it is and who approved it, below it the line of who drew
//! it up.

use crate::locale::{Arg, Language, Message};
use crate::model::AssessmentRecord;
use crate::sheet::{Cell, Role, Row, Sheet};
use crate::text::{capitalised, words};

/// Beginnings of words for acts, in the three languages.
const ACTS: &str = include_str!("acts.txt");
/// How many columns the lines above a list take: they stand at the right, where annexes have them.
const RIGHT: u16 = 3;
/// How many rows stand above an annex that is approved.
pub(super) const LINES: u32 = 2;

/// An annex: of which order, which one of several, and by whose post it is approved.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Annex<'r> {
    pub order: Option<&'r str>,
    pub number: Option<usize>,
    pub approver: Option<&'r str>,
}

impl<'r> Annex<'r> {
    /// The annex of a register.
    pub fn of(record: &'r AssessmentRecord, number: Option<usize>) -> Self {
        Self { order: record.order.as_deref(), number, approver: record.high_level_controller.as_deref() }
    }

    /// A sheet with what tells the annex above all that it has: which one it is, and the approval.
    pub fn approved(self, sheet: Sheet<'_>, language: Language) -> Sheet<'_> {
        let blank = || Arg::from(Message::new("approval-post-open"));
        let post = self.approver.filter(|post| !post.is_empty()).map_or_else(blank, Arg::from);
        let approval = language.message(&Message::new("approval").with("post", post));
        below(vec![self.line(language), approval], sheet)
    }

    /// The same without an approval: of what is only kept.
    pub fn kept(self, sheet: Sheet<'_>, language: Language) -> Sheet<'_> {
        below(vec![self.line(language)], sheet)
    }

    fn line(self, language: Language) -> String {
        annex_line(self.order, self.number, language)
    }
}

/// A sheet below some lines at its top right.
fn below(lines: Vec<String>, mut sheet: Sheet<'_>) -> Sheet<'_> {
    let columns = sheet.columns();
    // Of two columns they stand above the second.
    let right = RIGHT.min(columns.div_ceil(2));
    let added = u32::try_from(lines.len()).unwrap_or_default();
    let rows = lines.into_iter().map(|line| {
        let left = Cell::empty(Role::Approval).spanning(columns - right);
        Row { cells: vec![left, Cell::text(Role::Approval, line).spanning(right)] }
    });
    sheet.rows.splice(0..0, rows);
    sheet.repeat_rows = sheet.repeat_rows.map(|(first, last)| (first + added, last + added));
    sheet.freeze = sheet.freeze.map(|(rows, columns)| (rows + added, columns));
    sheet.filter = sheet.filter.map(|row| row + added);
    sheet.filter_to = sheet.filter_to.map(|row| row + added);
    sheet.page_breaks.iter_mut().for_each(|row| *row += added);
    sheet
}

/// The line above the list: the annex to which order. What is not known of the order, its day or its number, is left to be filled
/// in; one that names what it is (`токтом № 5`, `распоряжение № 7`) is told as it stands.
fn annex_line(order: Option<&str>, number: Option<usize>, language: Language) -> String {
    let line = match order.map(str::trim).filter(|order| !order.is_empty()) {
        None => Message::new("annex-of-order-open"),
        Some(order) => {
            let names_act = words(order).split(' ').any(|word| ACTS.lines().any(|act| word.starts_with(act)));
            let id = match (names_act, names_day(order)) {
                (true, _) => "annex-of-act",
                (false, true) => "annex-of-order",
                (false, false) => "annex-of-order-undated",
            };
            Message::new(id).with("order", order)
        }
    };
    capitalised(&language.message(&line.with("annex", annex_name(number))))
}

/// Whether an order is named with its day: with a year of four digits, or in digits between dots.
fn names_day(order: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_year = order
        .split(|letter: char| !letter.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
    has_year || order.split_whitespace().any(|word| word.split('.').filter(|part| is_number(part)).count() == 3)
}

/// What an annex is called: by its number, where an order has several.
pub(super) fn annex_name(number: Option<usize>) -> Message {
    match number {
        Some(number) => Message::new("annex-numbered").with("number", number),
        None => Message::new("annex-alone"),
    }
}

/// The rows below a list: who drew it up, by post where it is known.
pub(super) fn signatures<'a>(columns: u16, drawn_up: Option<&str>, language: Language) -> [Vec<Cell<'a>>; 2] {
    let role = language.text("signature-drawn-up");
    let signer = drawn_up.filter(|post| !post.is_empty()).map_or(role.clone(), |post| format!("{role}: {post}"));
    let line = Cell::text(Role::Signature, language.text("signature-line")).spanning(columns - 2);
    [Vec::new(), vec![Cell::text(Role::Label, signer).spanning(2), line]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_of_an_order_is_left_to_be_filled_in() {
        let line = |order| annex_line(order, Some(1), Language::Ru);
        assert_eq!(line(Some("№ 114")), "Приложение 1 к приказу № 114 от «____» ______________ 20___ г.");
        for order in ["№ 114 от 19 мая 2026 года", "№ 01-14/125 от 19.5.26"] {
            assert_eq!(line(Some(order)), format!("Приложение 1 к приказу {order}"));
        }
        assert_eq!(line(Some("токтом № 5")), "Приложение 1: токтом № 5");
        assert_eq!(line(None), line(Some(" ")));
    }
}
