//! Findings one to a line, as editors and scripts read them: `path:line:column: severity[code] id: message`.
//!
//! A cell stands where line and column would: `path:"Sheet"!F14`. Advice and source lines are left out.

use crate::diag::{Diagnostic, in_word};
use crate::locale::{Language, Message};
use crate::source::{Position, cell_name};
use crate::text::printable;

/// The findings, each on a line of its own. Those that are waived count for nothing and are left out.
#[must_use]
pub fn concise(found: &[Diagnostic], language: Language) -> String {
    let counts = found.iter().filter(|finding| finding.waived.is_none());
    counts.map(|finding| line(finding, language) + "\n").collect()
}

/// One finding on one line.
pub(super) fn line(finding: &Diagnostic, language: Language) -> String {
    let mut place = finding.place.path.to_string();
    if let Some(table) = in_word(&finding.place.position) {
        place = language.message(&Message::new("place-in-file").with("path", place).with("place", table).shortened());
    } else if let Some(position) = position(&finding.place.position) {
        place = format!("{place}:{position}");
    }
    let severity = language.text(&format!("severity-{}", finding.severity.key()));
    let id = finding.situation.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
    let message = language.message(&finding.message);
    printable(&format!("{place}: {severity}[{}]{id}: {message}", finding.code.code)).into_owned()
}

/// Where in its file: `12:3`, `"Sheet"!F14`, of a record in a CSV file its line; `None` for the file as a whole.
fn position(position: &Position) -> Option<String> {
    Some(match position {
        Position::File => return None,
        Position::Text { line, column, .. } => format!("{line}:{column}"),
        Position::Cell { sheet: Some(sheet), row, column, .. } => format!("\"{sheet}\"!{}", cell_name(*row, *column)),
        Position::Cell { sheet: None, row, .. } => (row + 1).to_string(),
    })
}
