//! Cells that are merged downwards: what stands in the first of their rows holds for all of them.

use super::columns::Header;
use super::grid::{CellValue, Grid, GridRow};
use std::collections::HashMap;

/// The merged cells that reach into the current row.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Merges over several rows, by the row at which they begin: column and last row.
    begin: HashMap<u32, Vec<(u16, u32)>>,
    /// The cells that hold now: column, last row, value.
    now: Vec<(u16, u32, CellValue)>,
    /// The columns of the current row whose cell begins above it.
    filled: Vec<u16>,
}

impl Held {
    /// The merged cells below a header, in the columns that are read.
    pub fn of(grid: &Grid, header: &Header) -> Self {
        let mut held = Self::default();
        let known = |column: u16| header.columns.iter().any(|c| c.number == column && c.holds.is_some());
        for (first, column, last, _) in grid.merged.iter().filter(|merge| merge.2 > merge.0 && merge.0 > header.row) {
            if known(*column) {
                held.begin.entry(*first).or_default().push((*column, *last));
            }
        }
        held
    }

    /// Copies the cells that reach down into a row to where it has none of its own.
    pub fn fill(&mut self, row: &mut GridRow, header: &Header) {
        self.filled.clear();
        if self.begin.is_empty() && self.now.is_empty() {
            return;
        }
        self.now.retain(|(_, last, _)| *last >= row.number);
        for (column, _, value) in &self.now {
            if let Err(at) = row.cells.binary_search_by_key(column, |(column, _)| *column) {
                row.cells.insert(at, (*column, value.clone()));
                self.filled.push(*column);
            }
        }
        for (column, last) in self.begin.remove(&row.number).unwrap_or_default() {
            if let Some(cell) = row.cell(column) {
                // Two ranges over one cell are no ranges of a spreadsheet: the later one holds.
                let cell = cell.clone();
                self.now.retain(|(other, ..)| *other != column);
                self.now.push((column, last, cell));
            }
        }
        // A row that has nothing of its own is no row.
        if row.cells.iter().all(|(column, _)| self.filled.contains(column)) {
            row.cells.clear();
        }
        debug_assert!(row.cells.is_sorted_by_key(|(column, _)| *column), "{header:?}");
    }

    /// Whether the cell of a column in the current row begins above it.
    pub fn is_held(&self, column: Option<u16>) -> bool {
        column.is_some_and(|column| self.filled.contains(&column))
    }
}
