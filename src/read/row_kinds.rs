//! What a row is by itself: one with an id, one with a day, a heading.

use super::codes;
use super::columns::Header;
use super::grid::{Grid, GridRow};
use super::term::term;
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::Table;
use crate::source::Spot;
use crate::text::excerpt;

/// Whether the rows have ids of their own: some row has one and holds more than a heading does.
pub(super) fn has_ids(rows: &[GridRow], header: &Header) -> bool {
    let Some(ids) = header.column(Table::Situation, "id") else { return false };
    let few = header.columns.len().min(2);
    rows.iter()
        .any(|row| row.cell(ids).is_some() && row.cells.len() > few && !row.is_column_numbers(header.columns.len()))
        || rows.iter().all(|row| row.cells.len() <= few)
}

/// The day that a text writes with its year: `01.02.2026`, `2026-02-01`; a number such as `1.2.3` is none.
pub(super) fn day_of(text: &str) -> Option<jiff::civil::Date> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let period = (digits == 8 || digits == 7).then(|| term(text.trim()).ok()).flatten()?;
    period.from.filter(|from| period.to == Some(*from) && period.recurrence.is_none())
}

/// Reports a row that is not understood.
pub(super) fn report_row(grid: &Grid, row: &GridRow, id: &'static str, help: &'static str, sink: &mut Sink<'_>) {
    let shown: Vec<String> = row.cells.iter().map(|(_, cell)| cell.shown()).collect();
    let message = Message::new(id).with("found", excerpt(&shown.join(" | "), 80));
    sink.report(&codes::ROW_NOT_UNDERSTOOD, grid.row_spot(row), message).help = Some(Message::new(help));
}

/// The text of a row whose only text stands in its first cell, or is merged across the table.
pub(super) fn heading(grid: &Grid, header: &Header, row: &GridRow) -> Option<(String, Spot)> {
    let [(column, cell)] = row.cells.as_slice() else { return None };
    let text = cell.text().filter(|_| cell.whole().is_none())?;
    let first = header.columns.first().is_none_or(|first| *column <= first.number);
    let across = grid.merge_of(row.number, *column).is_some_and(|merge| merge.3 - merge.1 >= 2);
    (first || across).then(|| (text.trim().to_owned(), grid.spot(row.number, *column)))
}
