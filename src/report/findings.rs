//! The findings of a register as a sheet: what was found, where, and what to write instead.

pub(super) mod code;
pub(super) mod document;
pub(super) mod sarif;

use crate::case::Case;
use crate::diag::{Diagnostic, Severity, in_word};
use crate::locale::{Language, Message};
use crate::report::layout::{self, heads};
use crate::sheet::{Book, Cell, Purpose, Role, Sheet};
use crate::source::{Position, cell_name};

/// The findings in a document: a sheet that says that it is no part of what is signed, and is not printed with it; `None` if there
/// are none.
pub(super) fn findings_aside<'a>(case: &Case<'a>) -> Option<Sheet<'a>> {
    (!case.findings.is_empty()).then(|| {
        let sheet = empty(case);
        let mut aside = Sheet { purpose: Purpose::Aside, ..sheet };
        aside.across(Role::Draft, case.text("findings-aside"));
        filled(aside, case)
    })
}

/// The findings as a workbook of their own, to lie beside the document.
#[must_use]
pub fn findings_workbook<'a>(case: &Case<'a>) -> Book<'a> {
    let mut sheet = filled(empty(case), case);
    if case.findings.is_empty() {
        sheet.across(Role::Text, case.text("consolidated-nothing"));
    }
    let name = case.register.organization.name.as_str();
    Book {
        title: case.text("title-findings"),
        organization: name,
        sheets: vec![sheet],
        ..layout::book(name, case.as_of, case.method, case.language)
    }
}

fn empty<'a>(case: &Case<'a>) -> Sheet<'a> {
    let widths = vec![14, 24, 12, 48, 48, 9];
    Sheet { name: case.text("sheet-findings"), widths, landscape: true, ..Sheet::default() }
}

/// The findings, the worst first.
fn filled<'a>(mut sheet: Sheet<'a>, case: &Case<'a>) -> Sheet<'a> {
    sheet.across(Role::Title, case.text("title-findings"));
    sheet.across(Role::Remark, case.register.organization.name.as_str());
    let titles = ["head-severity", "head-place", "head-situation", "head-found", "head-advice", "head-code"];
    sheet.head(heads(case.language, titles), 0);
    for severity in Severity::ALL {
        sheet.add(case.findings.iter().filter(|found| found.severity == severity).map(|found| row(case, found)));
    }
    sheet
}

fn row<'a>(case: &Case<'a>, found: &'a Diagnostic) -> Vec<Cell<'a>> {
    let [place, message, help] = told(Some(found), case.language);
    vec![
        Cell::text(Role::Label, case.text(&format!("severity-{}", found.severity.key()))),
        place,
        Cell::text(Role::Short, found.situation.as_deref().unwrap_or_default()),
        message,
        help,
        Cell::text(Role::Short, found.code.code),
    ]
}

/// The place of a finding, what was found, and the advice; empty cells without a finding.
pub(super) fn told<'c>(found: Option<&Diagnostic>, language: Language) -> [Cell<'c>; 3] {
    let place = found.map(|found| place(language, &found.place.position));
    let message = found.map(|found| language.message(&found.message));
    let help = found.and_then(|found| found.help.as_ref()).map(|help| language.message(help));
    [place, message, help].map(|text| Cell::text(Role::Body, text.unwrap_or_default()))
}

/// A place in the file, as a person looks for it there.
fn place(language: Language, position: &Position) -> String {
    if let Some(place) = in_word(position) {
        return language.message(&place.shortened());
    }
    let message = match position {
        Position::File => return String::new(),
        Position::Text { line, .. } => Message::new("place-line").with("line", *line),
        Position::Cell { sheet: None, row, .. } => Message::new("place-line").with("line", row + 1),
        Position::Cell { sheet: Some(sheet), row, column, .. } => {
            Message::new("place-cell").with("sheet", sheet.as_ref()).with("cell", cell_name(*row, *column))
        }
    };
    language.message(&message)
}
