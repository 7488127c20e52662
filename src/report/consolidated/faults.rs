//! Who has sent nothing, and whose file has faults.

use super::Consolidation;
use crate::sheet::{Cell, Role, Sheet};
use crate::source::{Position, cell_name};

/// The organisations that are missing, and those that nobody expected; `None` if no list was given.
pub(super) fn missing_sheet<'a>(all: &Consolidation<'a>) -> Option<Sheet<'a>> {
    let presence = all.presence()?;
    let columns = [("consolidated-id", 20), ("fact-organization", 60), ("consolidated-presence", 30)];
    let mut sheet =
        all.table(["consolidated-sheet-missing", "consolidated-missing", "consolidated-missing-remark"], &columns);
    for one in presence.missing {
        sheet.row(vec![
            Cell::text(Role::Body, one.id.as_str()),
            Cell::optional(Role::Body, one.name.as_deref()),
            Cell::text(Role::Body, all.text("consolidated-is-missing")),
        ]);
    }
    for digest in presence.unexpected {
        sheet.row(vec![
            Cell::text(Role::Body, digest.organization.id.as_str()),
            Cell::text(Role::Body, digest.organization.name.as_str()),
            Cell::text(Role::Body, all.text("consolidated-is-unexpected")),
        ]);
    }
    Some(sheet)
}

/// The files with errors; `None` if there are none.
pub(super) fn sheet<'a>(all: &Consolidation<'a>) -> Option<Sheet<'a>> {
    if all.faulty.is_empty() {
        return None;
    }
    let mut sheet = all.table(
        ["consolidated-sheet-faults", "consolidated-faults", "consolidated-faults-remark"],
        &[
            ("consolidated-file", 34),
            ("consolidated-state", 18),
            ("severity-errors", 9),
            ("head-place", 20),
            ("head-found", 50),
            ("head-advice", 50),
        ],
    );
    for faulty in all.faulty {
        let state = if faulty.refused { "consolidated-refused" } else { "consolidated-with-errors" };
        for finding in &faulty.findings {
            let place = match &finding.place.position {
                Position::File => String::new(),
                Position::Text { line, column, .. } => format!("{line}:{column}"),
                Position::Cell { sheet: Some(sheet), row, column, .. } => {
                    format!("\"{sheet}\"!{}", cell_name(*row, *column))
                }
                Position::Cell { sheet: None, row, column, .. } => format!("{}:{}", row + 1, column + 1),
            };
            let help = finding.help.as_ref().map(|help| all.language.message(help)).unwrap_or_default();
            sheet.row(vec![
                Cell::text(Role::Body, faulty.path.as_str()),
                Cell::text(Role::Body, all.text(state)),
                Cell::number(Role::Short, faulty.errors),
                Cell::text(Role::Body, place),
                Cell::text(Role::Body, all.language.message(&finding.message)),
                Cell::text(Role::Body, help),
            ]);
        }
    }
    Some(sheet)
}
