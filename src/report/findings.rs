//! The findings of a register as a sheet: what was found, where, and what to write instead.

pub(super) mod code;
pub(super) mod document;
pub(super) mod sarif;

use crate::case::Case;
use crate::diag::{Diagnostic, Severity};
use crate::locale::{Language, Message};
use crate::sheet::{Cell, Role, Sheet};
use crate::source::{Position, cell_name};

/// The sheet of findings, the worst first; `None` if there are none.
pub(super) fn findings<'a>(case: &Case<'a>) -> Option<Sheet<'a>> {
    if case.findings.is_empty() {
        return None;
    }
    let mut sheet = Sheet {
        name: case.text("sheet-findings"),
        widths: vec![14, 24, 12, 48, 48, 9],
        landscape: true,
        ..Sheet::default()
    };
    let all = sheet.columns();
    sheet.row(vec![Cell::text(Role::Title, case.text("title-findings")).spanning(all)]);
    sheet.row(vec![Cell::text(Role::Remark, case.register.organization.name.as_str()).spanning(all)]);
    let titles = ["head-severity", "head-place", "head-situation", "head-found", "head-advice", "head-code"];
    let head = sheet.row(titles.iter().map(|id| Cell::text(Role::Head, case.text(id))).collect());
    sheet.repeat_rows = Some((head, head));
    sheet.freeze = Some((head + 1, 0));
    sheet.filter = Some(head);
    for severity in Severity::ALL {
        for found in case.findings.iter().filter(|found| found.severity == severity) {
            sheet.row(row(case, found));
        }
    }
    Some(sheet)
}

fn row<'a>(case: &Case<'a>, found: &'a Diagnostic) -> Vec<Cell<'a>> {
    let help = found.help.as_ref().map(|help| case.language.message(help)).unwrap_or_default();
    vec![
        Cell::text(Role::Label, case.text(&format!("severity-{}", found.severity.key()))),
        Cell::text(Role::Body, place(case.language, &found.place.position)),
        Cell::text(Role::Short, found.situation.as_deref().unwrap_or_default()),
        Cell::text(Role::Body, case.language.message(&found.message)),
        Cell::text(Role::Body, help),
        Cell::text(Role::Short, found.code.code),
    ]
}

/// A place in the file, as a person looks for it there.
pub(super) fn place(language: Language, position: &Position) -> String {
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
