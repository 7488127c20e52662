//! A sheet as a grid of cells: the common form of worksheets and CSV files, before its columns are known.
//!
//! Rows and columns keep the numbers that the user sees, whatever is blank, hidden or merged around them.

use super::merged::Merged;
use crate::model::Axis;
use crate::source::{Spot, TableRows};
use jiff::civil::Date;
use std::sync::Arc;

/// The columns of a worksheet.
pub(super) const COLUMNS: u16 = 16_384;

/// One sheet: a worksheet or a CSV file.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The worksheet's name; empty for a CSV file.
    pub name: Arc<str>,
    /// The worksheet's 0-based number among the file's.
    pub number: u16,
    pub hidden: bool,
    /// The rows that hold anything, ascending.
    pub rows: Vec<GridRow>,
    /// The line of a CSV file at which a quotation mark is opened that nothing closes.
    pub unclosed_quote: Option<u32>,
    pub concealed: Hidden,
    pub merged: Merged,
    /// The cells, row and column, ascending, whose formula makes the point of a scale of its criteria, as the template has it.
    pub combined: Vec<(u32, u16, Axis)>,
    /// Of a table in a document: what is known of it beside its cells.
    pub document: Option<Box<InDocument>>,
}

/// What is known of a table in a Word document beside its cells.
#[derive(Debug, Default)]
pub(super) struct InDocument {
    /// The tables that make it up: more than one where a page cut it.
    pub parts: Vec<TableRows>,
    /// The heading before it.
    pub heading: Option<Arc<str>>,
    /// Texts that Word does not show, which are not read: row, column, text.
    pub unshown: Vec<(u32, u16, String)>,
}

/// A row that holds something.
#[derive(Debug)]
pub(super) struct GridRow {
    /// Its 0-based number in the sheet; in a CSV file, the line at which it begins.
    pub number: u32,
    /// Its cells that hold something, ascending by column.
    pub cells: Vec<(u16, CellValue)>,
}

/// The hidden rows and columns of a worksheet, 0-based; spans, both ends included.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    /// Ascending.
    pub rows: Vec<u32>,
    pub columns: Vec<(u16, u16)>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellValue {
    /// A text that is not blank; a long one that stands in many cells is held once.
    Text(Arc<str>),
    Number(f64),
    Boolean(bool),
    Date(Date),
    /// An error of the spreadsheet, as it shows it: `#REF!`.
    Error(String),
    /// A formula whose value the file does not hold.
    Uncalculated(String),
}

impl CellValue {
    /// The value as text, as a person would type it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Error(text) | Self::Uncalculated(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(flag) => flag.to_string(),
            Self::Date(day) => day.to_string(),
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number that it is or spells.
    pub fn whole(&self) -> Option<i64> {
        match self {
            #[expect(clippy::cast_possible_truncation, reason = "checked: a whole number of moderate size")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => Some(*number as i64),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl GridRow {
    /// The cell of a column.
    pub fn cell(&self, column: u16) -> Option<&CellValue> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&self.cells[at].1)
    }

    /// Whether it is a row of column numbers: `1 2 3 ...`, also as badly typed as `1 2 3 5 6 6 7`.
    pub fn is_column_numbers(&self, columns: usize) -> bool {
        let numbers: Vec<i64> = self.cells.iter().filter_map(|(_, cell)| cell.whole()).collect();
        let limit = i64::try_from(columns + 2).unwrap_or(i64::MAX);
        numbers.len() == self.cells.len()
            && numbers.len() >= 4
            && numbers.len() * 2 > columns
            && numbers[0] == 1
            && numbers.is_sorted()
            && (3..=limit).contains(&numbers[numbers.len() - 1])
    }

    /// Whether any cell holds a whole number.
    pub fn has_whole_number(&self) -> bool {
        let is_number = |cell: &CellValue| matches!(cell, CellValue::Number(_)) && cell.whole().is_some();
        // Numbers first: texts lie elsewhere in memory.
        self.cells.iter().any(|(_, cell)| is_number(cell)) || self.cells.iter().any(|(_, cell)| cell.whole().is_some())
    }

    /// Whether its first cell is a number of a list: `2.`, `1.2`, `3)`.
    pub fn begins_with_a_number(&self) -> bool {
        let is_number = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')'))
        };
        self.cells.first().and_then(|(_, cell)| cell.text()).is_some_and(|text| is_number(text.trim()))
    }

    /// Takes the cell of a column out of the row; an error that no file holds stays in its place.
    pub fn take(&mut self, column: u16) -> Option<CellValue> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(std::mem::replace(&mut self.cells[at].1, CellValue::Error(String::new())))
    }
}

impl Grid {
    /// What its name says: of a table in a document the heading before it, without its number.
    pub fn title(&self) -> Option<Arc<str>> {
        match &self.document {
            // A line like `Organisation: ...` names no table.
            Some(document) => document.heading.clone().filter(|heading| !heading.contains(':')),
            None => Some(Arc::clone(&self.name)),
        }
    }

    /// The place of a cell.
    pub fn spot(&self, row: u32, column: u16) -> Spot {
        Spot::Cell { sheet: self.number, row, column }
    }

    /// The place of a row: its first cell that holds something.
    pub fn row_spot(&self, row: &GridRow) -> Spot {
        self.spot(row.number, row.cells[0].0)
    }

    /// The row of a number, if it holds anything.
    pub fn row(&self, number: u32) -> Option<&GridRow> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        Some(&self.rows[at])
    }

    /// The scale whose point a cell makes of criteria.
    pub fn combined_at(&self, row: u32, column: u16) -> Option<Axis> {
        let at = self.combined.binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column)).ok()?;
        Some(self.combined[at].2)
    }

    /// The merged region that covers a cell.
    pub fn merge_of(&self, row: u32, column: u16) -> Option<(u32, u16, u32, u16)> {
        self.merged.covering(row, column)
    }
}
