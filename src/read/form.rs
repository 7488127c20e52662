//! What a reader of a table does not see: points that are texts, data in hidden rows and columns.

use super::codes;
use super::columns::{Header, Holds};
use super::grid::{CellValue, Grid};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{FieldSpec, Kind, Table};
use crate::text::excerpt;

/// Reports the texts in tables of a document that Word does not show, and which were not read.
pub(super) fn report_unshown(grid: &Grid, sink: &mut Sink<'_>) {
    for (row, column, text) in grid.document.iter().flat_map(|document| &document.unshown) {
        let message = Message::new("hidden-text").with("found", excerpt(text, TOLD));
        sink.report(&codes::HIDDEN_DATA, grid.spot(*row, *column), message).help =
            Some(Message::new("hidden-text-help"));
    }
}

/// How much of a hidden text is told, in characters.
const TOLD: usize = 60;

/// Reports what is found between the header and the end of the table.
pub(super) fn report(grid: &Grid, header: &Header, end: usize, sink: &mut Sink<'_>) {
    // In a CSV file and in a document every number is a text.
    if grid.name.is_empty() || grid.document.is_some() {
        return;
    }
    let rows = &grid.rows[header.after..end];
    for column in &header.columns {
        let Some(Holds::Field(Table::Situation, key)) = column.holds else { continue };
        let Some(field) = FieldSpec::find(Table::Situation, key).filter(|field| field.kind == Kind::Points) else {
            continue;
        };
        for row in rows {
            if let Some(cell @ CellValue::Text(text)) = row.cell(column.number)
                && cell.whole().is_some()
                && !header.is_repeated_in(row)
            {
                let message =
                    Message::new("number-as-text").with("field", Message::new(field.name)).with("found", text.trim());
                sink.report(&codes::NUMBER_AS_TEXT, grid.spot(row.number, column.number), message).field =
                    key.split('.').next();
            }
        }
    }
    for (first, last) in &grid.concealed.columns {
        for column in header.columns.iter().filter(|column| (first..=last).contains(&&column.number)) {
            let cells = rows.iter().filter(|row| row.cell(column.number).is_some()).count();
            if cells > 0 {
                let message = Message::new("hidden-column").with("title", column.title.as_ref()).with("cells", cells);
                sink.report(&codes::HIDDEN_DATA, grid.spot(header.row, column.number), message).help =
                    Some(Message::new("hidden-data-help"));
            }
        }
    }
    for row in rows.iter().filter(|row| grid.concealed.rows.binary_search(&row.number).is_ok()) {
        let spot = grid.row_spot(row);
        sink.report(&codes::HIDDEN_DATA, spot, Message::new("hidden-row")).help =
            Some(Message::new("hidden-data-help"));
    }
}
