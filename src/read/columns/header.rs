//! A header: what a table is, and what each of its columns holds.

use super::fields::{Form, Holds, key_of, name};
use crate::locale::{Arg, Message, Texts};
use crate::method::{Criterion, Method};
use crate::model::{Axis, JUSTIFICATION, Table, Text};
use crate::read::grid::{CellValue, GridRow};
use crate::text::comparable;
use std::sync::Arc;

/// By what a column was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum By {
    Canonical,
    /// Its title.
    Title,
    /// Its title, with a letter corrected.
    SimilarTitle,
    /// What stands below its title.
    Content,
    Setting,
}

impl By {
    /// The key in machine formats.
    pub fn key(self) -> &'static str {
        match self {
            Self::Canonical | Self::Title => "title",
            Self::SimilarTitle => "similar-title",
            Self::Content => "content",
            Self::Setting => "setting",
        }
    }
}

/// A column of the points by a criterion, or of their justification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct OfCriterion {
    pub axis: Axis,
    /// Its number among all criteria of the method.
    pub number: Option<u32>,
    /// The criterion's key in the method.
    pub key: Text,
    pub label: Texts,
}

impl OfCriterion {
    pub fn new(method: &Method, axis: Axis, criterion: &Criterion) -> Self {
        let number = method.criterion_number(axis, &criterion.key);
        Self { axis, number, key: criterion.key.clone(), label: criterion.label.clone() }
    }
}

/// A column of the table.
#[derive(Clone, Debug)]
pub(in crate::read) struct Column {
    /// Its 0-based number in the sheet.
    pub number: u16,
    /// What it holds; `None` if it is not read.
    pub holds: Option<Holds>,
    /// Its title as the file has it, on one line, with that of the group above it.
    pub title: Arc<str>,
    /// Its own title alone.
    pub own: Arc<str>,
    pub by: By,
    /// The keys of the fields that it most likely holds, of a column that is not read.
    pub likeliest: Vec<&'static str>,
    /// The criterion, of a column that holds something of one.
    pub criterion: Option<Box<OfCriterion>>,
}

impl Column {
    /// The key of the field that it holds; `None` if it is not read.
    pub fn key(&self) -> Option<String> {
        match (self.holds?, &self.criterion) {
            (Holds::Criterion { justification }, Some(of)) => {
                let key = format!("{}_{}", of.axis.key(), &*of.key);
                Some(if justification { format!("{key}_{JUSTIFICATION}") } else { key })
            }
            (holds, _) => Some(key_of(holds)),
        }
    }

    /// What users call what it holds; `None` if it is not read.
    pub fn name(&self) -> Option<Arg> {
        Some(match (self.holds?, &self.criterion) {
            (Holds::Criterion { justification: false }, Some(of)) => Arg::from(&of.label),
            (Holds::Criterion { justification: true }, Some(of)) => {
                Message::new("field-justification-of").with("criterion", &of.label).into()
            }
            (holds, _) => name(&key_of(holds)),
        })
    }

    /// Whether it holds something of a criterion.
    pub fn is_of(&self, axis: Axis, key: &str) -> bool {
        self.criterion.as_ref().is_some_and(|of| of.axis == axis && *of.key == *key)
    }
}

/// A header that was found.
#[derive(Debug)]
pub(in crate::read) struct Header {
    pub form: Form,
    /// Whether it could be the other form as well.
    pub doubtful: bool,
    /// The index, in the grid's rows, of the first row after the header.
    pub after: usize,
    /// The 0-based numbers of the header's first and last row.
    pub first: u32,
    pub row: u32,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// Columns that name a field which another column holds already.
    pub repeated: Vec<Column>,
    /// The numbers of the columns that are not read because they speak of measures, and a register has no column of these.
    pub without_measure: Vec<u16>,
}

impl Header {
    /// All columns, whatever became of them.
    pub fn all(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().chain(&self.repeated)
    }

    /// How many columns are read.
    pub fn known(&self) -> usize {
        self.columns.iter().filter(|column| column.holds.is_some()).count()
    }

    /// The column of a field.
    pub fn column(&self, table: Table, key: &str) -> Option<u16> {
        let holds = |column: &&Column| match column.holds {
            Some(Holds::Field(t, k)) => t == table && k == key,
            Some(Holds::Point(score)) => table == Table::Situation && score == key,
            Some(Holds::Justifications) => {
                table == Table::Situation && matches!(key, "likelihood.justification" | "harm.justification")
            }
            _ => false,
        };
        self.columns.iter().find(holds).map(|column| column.number)
    }

    /// Whether a column holds points by a criterion of a scale.
    pub fn has_criteria(&self, axis: Axis) -> bool {
        let is_one = |column: &Column| column.criterion.as_ref().is_some_and(|of| of.axis == axis);
        self.columns.iter().any(is_one)
    }

    /// Whether a row has something in a column of a criterion of a scale.
    pub fn has_criteria_in(&self, row: &GridRow, axis: Axis) -> bool {
        let of_axis = |column: &&Column| column.criterion.as_ref().is_some_and(|of| of.axis == axis);
        self.columns.iter().filter(of_axis).any(|column| row.cell(column.number).is_some())
    }

    /// Whether a row has points by a criterion.
    pub fn has_points_by_criteria(&self, row: &GridRow) -> bool {
        let of_points = |column: &&Column| column.holds == Some(Holds::Criterion { justification: false });
        self.columns.iter().filter(of_points).any(|column| row.cell(column.number).is_some())
    }

    /// The cell of a field in a row.
    pub fn cell<'r>(&self, row: &'r GridRow, table: Table, key: &str) -> Option<&'r CellValue> {
        row.cell(self.column(table, key)?)
    }

    /// Whether a row repeats the header's titles, as after a page break.
    pub fn is_repeated_in(&self, row: &GridRow) -> bool {
        // Most rows are data, and data holds numbers.
        if row.has_whole_number() {
            return false;
        }
        let same = |column: &&Column| {
            row.cell(column.number).and_then(CellValue::text).is_some_and(|text| {
                let text = comparable(text);
                !text.is_empty() && (text == comparable(&column.own) || text == comparable(&column.title))
            })
        };
        let equal = self.columns.iter().filter(same).count();
        equal >= self.columns.len().min(3) && equal * 2 > row.cells.len()
    }

    /// Whether most of its titles are this program's own.
    pub fn is_canonical(&self) -> bool {
        let own = self.columns.iter().filter(|column| column.by == By::Canonical).count();
        own * 10 >= self.columns.len() * 6
    }

    /// Whether another table has the same form: the same fields under the same titles.
    pub fn is_like(&self, other: &Self) -> bool {
        let fields = |header: &Self| {
            let mut fields: Vec<(String, String)> = header
                .columns
                .iter()
                .filter_map(|column| Some((format!("{:?}", column.holds?), comparable(&column.title))))
                .collect();
            fields.sort_unstable();
            fields
        };
        self.form == other.form && fields(self) == fields(other)
    }
}
