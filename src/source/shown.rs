//! A file as its sender sees it: the cells of its sheets, or the lines of its text.

use jiff::civil::Date;
use std::sync::Arc;

/// A sheet of a file, cell for cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShownSheet {
    /// Its name; `None` for a file without sheets.
    pub name: Option<Arc<str>>,
    /// The rows that hold something, ascending.
    pub rows: Vec<ShownRow>,
    /// Cells that are one: first row, first column, last row, last column, all 0-based; by first row.
    pub merged: Vec<(u32, u16, u32, u16)>,
}

/// A row that holds something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShownRow {
    /// Its 0-based number, as the sender sees it; in a text file, its line.
    pub number: u32,
    /// The cells that hold something, ascending by their 0-based columns.
    pub cells: Vec<(u16, ShownCell)>,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub enum ShownCell {
    /// A text; never a formula, whatever it begins with.
    Text(Arc<str>),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(Date),
}

impl ShownSheet {
    /// The lines of a text file, each a row of one cell.
    #[must_use]
    pub fn of_lines(text: &str) -> Self {
        let filled = (0..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let row = |(number, line): (u32, &str)| ShownRow { number, cells: vec![(0, ShownCell::Text(line.into()))] };
        Self { rows: filled.map(row).collect(), ..Self::default() }
    }
}
