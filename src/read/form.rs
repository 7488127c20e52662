//! What a reader of a table does not see: points that are texts, data in hidden rows and columns.

use super::codes;
use super::columns::{Header, Holds};
use super::grid::{CellValue, Grid};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{FieldSpec, Kind, Table};

/// Reports what is found between the header and the end of the table.
pub(super) fn report(grid: &Grid, header: &Header, end: usize, sink: &mut Sink<'_>) {
    // In a CSV file every number is a text, and nothing is hidden.
    if grid.name.is_empty() {
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
