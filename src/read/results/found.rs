//! What was found in a register, as a document of results tells it.

use crate::diag::{Code, Diagnostic, Severity, Waiver};
use crate::locale::Message;
use crate::model::field_named;
use crate::read::scan;
use crate::source::{Place, Position, SourceFile};
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;

/// A finding of an earlier run: its sentence stays in the language in which it was said.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundBefore {
    /// The code.
    pub code: String,
    severity: String,
    situation: Option<String>,
    field: Option<String>,
    message: String,
    waived: Option<WaivedBefore>,
    place: PlaceBefore,
}

#[derive(Clone, Debug, Deserialize)]
struct WaivedBefore {
    reason: String,
    by: Option<String>,
    until: String,
}

#[derive(Clone, Debug, Deserialize)]
struct PlaceBefore {
    sheet: Option<String>,
    cell: Option<String>,
    line: Option<u32>,
    column: Option<u16>,
}

/// The findings of a register's object; `None` where one of them is malformed.
pub(super) fn found_before(register: &Value) -> Option<Vec<FoundBefore>> {
    let Some(found) = register.get("findings") else { return Some(Vec::new()) };
    Vec::deserialize(found).ok()
}

impl FoundBefore {
    /// The finding as it was, at the same place of the file that it was found in; `None` if it is malformed.
    #[must_use]
    pub fn again(self, code: &'static Code, file: &SourceFile) -> Option<Diagnostic> {
        let position = self.place.position(file.is_of_tables())?;
        let place = Place { path: Arc::clone(&file.path), position };
        let message = Message::new("finding-as-said").with("message", self.message);
        let severity = Severity::ALL.into_iter().find(|severity| severity.key() == self.severity)?;
        let mut let_pass = None;
        if let Some(WaivedBefore { reason, by, until }) = self.waived {
            // A text that is no day is a malformed finding, not one that counts again.
            let until = until.parse().ok()?;
            let (code, situation) = (self.code, self.situation.clone());
            let_pass = Some(Arc::new(Waiver { code, situation, organization: None, reason, by, until }));
        }
        Some(Diagnostic {
            severity,
            situation: self.situation,
            field: self.field.as_deref().and_then(field_named),
            waived: let_pass,
            ..Diagnostic::new(code, place, message)
        })
    }
}

impl PlaceBefore {
    /// The position; of a text only line and column are known.
    fn position(self, is_of_tables: bool) -> Option<Position> {
        Some(match (self.cell, self.line, self.column) {
            (Some(cell), ..) => {
                let (row, column) = scan::cell(cell.as_bytes())?;
                Position::Cell { sheet: self.sheet.map(Arc::from), row, column, title: None }
            }
            (None, Some(line), Some(column)) if is_of_tables => {
                let (row, column) = (line.checked_sub(1)?, column.checked_sub(1)?);
                Position::Cell { sheet: None, row, column, title: None }
            }
            (None, Some(line), Some(column)) => {
                Position::Text { line: usize::try_from(line).ok()?, column: column.into(), start: 0, end: 0 }
            }
            _ => Position::File,
        })
    }
}
