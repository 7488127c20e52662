//! The cells of a file's sheets as its sender sees them, as plain data: for a reply that shows them again.

use super::columns::Asked;
use super::grid::{CellValue, Grid};
use super::spreadsheet;
use crate::source::{ShownCell, ShownRow, ShownSheet};

/// The visible sheets of a file of tables, by its bytes, within the limits of reading ([`super::budget`]); none of what is no
/// file of tables.
#[must_use]
pub fn shown_sheets(bytes: &[u8]) -> Vec<ShownSheet> {
    let grids = spreadsheet::grids(bytes, &Asked::default()).unwrap_or_default();
    grids.into_iter().filter(|grid| !grid.hidden).map(shown).collect()
}

fn shown(grid: Grid) -> ShownSheet {
    let rows = grid.rows.into_iter().filter_map(|row| {
        // A formula whose value the file does not hold shows nothing, or what only the sender's program knows.
        let has_value = |(_, value): &(u16, CellValue)| !matches!(value, CellValue::Uncalculated(_));
        let cells = row.cells.into_iter().filter(has_value).map(|(column, value)| (column, cell(value)));
        let cells: Vec<(u16, ShownCell)> = cells.collect();
        (!cells.is_empty()).then_some(ShownRow { number: row.number, cells })
    });
    let name = (!grid.name.is_empty()).then_some(grid.name);
    ShownSheet { name, rows: rows.collect(), merged: grid.merged.iter().copied().collect() }
}

fn cell(value: CellValue) -> ShownCell {
    match (value.whole(), value) {
        (_, CellValue::Text(text)) => ShownCell::Text(text),
        (_, CellValue::Date(day)) => ShownCell::Date(day),
        (Some(whole), CellValue::Number(_)) => ShownCell::Number(whole),
        // As the program of the sender shows it.
        (_, CellValue::Boolean(flag)) => ShownCell::Text(if flag { "TRUE" } else { "FALSE" }.into()),
        (_, other) => ShownCell::Text(other.shown().into()),
    }
}
