//! A table of a document while it is read: its rows, its merged cells, and the columns that Word shows.

use crate::read::budget::{Budget, COLUMNS, Excess, MERGED, WRITTEN};
use crate::read::grid::{CellValue, GridRow};
use crate::read::merged::Range;
use std::collections::BTreeMap;

/// A column of the layout that is narrower, in twentieths of a point, is none that people see: the edges of two rows were drawn
/// a little apart. No letter has room in it.
const NARROW: u32 = 150;

/// How a cell is merged with another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    Nothing,
    Begins,
    /// It is one with the cell above it, or on its left.
    GoesOn,
}

/// A cell while it is read.
#[derive(Debug)]
pub(super) struct Cell {
    pub span: u32,
    pub down: Merge,
    pub right: Merge,
    /// Whether somebody deleted it, and the deletion is tracked.
    pub is_deleted: bool,
    /// The paragraphs, each on a line.
    pub text: String,
    pub lines: usize,
    pub hidden: String,
    /// The text of paragraphs whose ends are deleted: the next one goes on with it.
    pub carried: String,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            span: 1,
            down: Merge::Nothing,
            right: Merge::Nothing,
            is_deleted: false,
            text: String::new(),
            lines: 0,
            hidden: String::new(),
            carried: String::new(),
        }
    }
}

impl Cell {
    /// Adds a line.
    pub fn line(&mut self, line: &str) {
        if self.lines > 0 {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.lines += 1;
    }

    /// Whether what it holds is shown in another cell, or nowhere.
    pub fn is_covered(&self) -> bool {
        self.is_deleted || self.down == Merge::GoesOn
    }
}

/// A row while it is read.
#[derive(Debug, Default)]
struct Row {
    /// Whether somebody deleted it, and the deletion is tracked.
    is_deleted: bool,
    /// The column of the layout at which the next cell begins.
    at: u32,
    cells: Vec<(u16, CellValue)>,
}

/// Cells that are one: since which row, up to which column and row.
#[derive(Clone, Copy, Debug)]
struct Open {
    first: u32,
    right: u16,
    last: u32,
}

/// What is not shown in a table: row, column, text.
pub(super) type Unshown = (u32, u16, String);

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its place among the tables.
    pub place: usize,
    /// As it is counted: `2`, `2.1` for the first one in it.
    pub label: String,
    /// How many tables stand in it.
    pub inner: usize,
    /// Its widths, as the layout has them, and the column that each of them belongs to.
    widths: Vec<u32>,
    columns: Vec<u16>,
    row: Row,
    pub cell: Option<Cell>,
    pub rows: Vec<GridRow>,
    /// How many rows it has, blank ones too.
    pub count: u32,
    /// How many columns its rows reach over.
    pub width: u16,
    pub merged: Vec<Range>,
    open: BTreeMap<u16, Open>,
    pub unshown: Vec<Unshown>,
}

impl Table {
    pub fn new(place: usize, label: String) -> Self {
        Self { place, label, ..Self::default() }
    }

    pub fn layout(&mut self, width: Option<u32>) {
        if self.widths.len() < usize::from(u16::MAX) {
            self.widths.push(width.unwrap_or_default());
        }
    }

    pub fn begin_row(&mut self) {
        if self.columns.is_empty() {
            self.columns = columns(&self.widths);
        }
        self.row = Row::default();
    }

    pub fn delete_row(&mut self) {
        self.row.is_deleted = true;
    }

    pub fn is_row_deleted(&self) -> bool {
        self.row.is_deleted
    }

    /// Passes over columns before the first cell of a row.
    pub fn skip(&mut self, columns: u32) {
        self.row.at = self.row.at.saturating_add(columns);
    }

    /// The column that people see at a column of the layout.
    fn column(&self, at: u32, budget: &Budget) -> Result<u16, Excess> {
        let known = usize::try_from(at).ok().and_then(|at| self.columns.get(at)).copied();
        // Beyond the layout each column counts.
        let beyond = || {
            let last = self.columns.last().map_or(0, |last| u32::from(*last) + 1);
            let known = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
            last.saturating_add(at.saturating_sub(known))
        };
        let column = known.map_or_else(beyond, u32::from);
        budget.within(column.into(), &COLUMNS)?;
        Ok(u16::try_from(column).unwrap_or(u16::MAX))
    }

    /// Takes a cell that is whole.
    pub fn end_cell(&mut self, budget: &mut Budget, counted: &mut Counted) -> Result<(), Excess> {
        let Some(mut cell) = self.cell.take() else { return Ok(()) };
        counted.cells += 1;
        budget.within(counted.cells, &WRITTEN)?;
        if !cell.carried.is_empty() {
            let carried = std::mem::take(&mut cell.carried);
            cell.line(&carried);
        }
        if cell.is_deleted || self.row.is_deleted {
            return Ok(());
        }
        let at = self.row.at;
        let after = at.saturating_add(cell.span.max(1));
        let (left, right) = (self.column(at, budget)?, self.column(after - 1, budget)?);
        self.row.at = after;
        let row = self.count;
        self.width = self.width.max(right + 1);
        let text = cell.text.trim();
        if !cell.hidden.trim().is_empty() {
            self.unshown.push((row, left, cell.hidden.trim().to_owned()));
        }
        if cell.right == Merge::GoesOn {
            // An older way to merge: the cell on the left reaches as far.
            let over =
                self.merged.iter_mut().rev().take_while(|range| range.0 == row).find(|range| range.3 + 1 == left);
            match over {
                Some(range) => range.3 = right,
                None if left > 0 => self.merged.push((row, left - 1, row, right)),
                None => {}
            }
            self.not_shown(row, left, text);
            return Ok(());
        }
        match (cell.down, self.open.get_mut(&left)) {
            (Merge::GoesOn, Some(open)) if open.last + 1 == row => {
                open.last = row;
                self.not_shown(row, left, text);
                return Ok(());
            }
            (Merge::Begins | Merge::GoesOn, _) => {
                self.close(left);
                self.open.insert(left, Open { first: row, right, last: row });
            }
            (Merge::Nothing, _) if right > left => self.merged.push((row, left, row, right)),
            (Merge::Nothing, _) => {}
        }
        self.put(left, text, budget)?;
        counted.merged += 1;
        budget.within(self.merged.len() as u64, &MERGED)
    }

    fn not_shown(&mut self, row: u32, column: u16, text: &str) {
        if !text.is_empty() {
            self.unshown.push((row, column, text.to_owned()));
        }
    }

    fn put(&mut self, column: u16, text: &str, budget: &mut Budget) -> Result<(), Excess> {
        if text.is_empty() {
            return Ok(());
        }
        match self.row.cells.last_mut() {
            // Two cells in a column that only the layout has.
            Some((last, CellValue::Text(before))) if *last >= column => *before = format!("{before} {text}").into(),
            _ => self.row.cells.push((column, CellValue::Text(text.into()))),
        }
        // The text was counted when it was read.
        budget.cell(0, self.row.cells.len())
    }

    /// Ends the merged cells that begin in a column.
    fn close(&mut self, column: u16) {
        if let Some(Open { first, right, last }) = self.open.remove(&column)
            && (last > first || right > column)
        {
            self.merged.push((first, column, last, right));
        }
    }

    pub fn end_row(&mut self, budget: &mut Budget) -> Result<(), Excess> {
        let Row { is_deleted, mut cells, .. } = std::mem::take(&mut self.row);
        if is_deleted {
            return Ok(());
        }
        let ended: Vec<u16> = self.open.iter().filter(|(_, open)| open.last < self.count).map(|(at, _)| *at).collect();
        for column in ended {
            self.close(column);
        }
        if !cells.is_empty() {
            budget.row()?;
            cells.shrink_to_fit();
            self.rows.push(GridRow { number: self.count, cells });
        }
        self.count += 1;
        Ok(())
    }

    pub fn end(&mut self) {
        let open: Vec<u16> = self.open.keys().copied().collect();
        for column in open {
            self.close(column);
        }
    }

    /// Its text, a line for each row, as it stands in the cell around it.
    pub fn text(&self) -> String {
        let line = |row: &GridRow| row.cells.iter().map(|(_, cell)| cell.shown()).collect::<Vec<_>>().join(" ");
        self.rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// What has been counted in all tables.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub cells: u64,
    pub merged: u64,
}

/// The column that each column of the layout belongs to: those that are too narrow go with the one on their right.
fn columns(widths: &[u32]) -> Vec<u16> {
    let wide = widths.iter().filter(|width| **width >= NARROW).count();
    // A layout of hardly any width says nothing.
    let is_told = wide >= 2 && wide * 2 >= widths.len();
    let mut next = 0;
    let mut columns = Vec::with_capacity(widths.len());
    for width in widths {
        columns.push(next);
        next += u16::from(!is_told || *width >= NARROW || *width == 0);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_that_were_drawn_a_little_apart_are_one() {
        assert_eq!(columns(&[500, 40, 2000, 1500, 20]), [0, 1, 1, 2, 3]);
        assert_eq!(columns(&[500, 0, 2000]), [0, 1, 2]);
        assert_eq!(columns(&[10, 10, 10]), [0, 1, 2]);
    }
}
