//! A chart over a table of its sheet.

use crate::model::Level;

/// How the values of a chart stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Upright, those of a category side by side: few categories of short names.
    Columns,
    /// Lying, those of a category in one bar: many categories, or long names, which then stand line by line.
    Bars,
}

impl Shape {
    /// How many rows of the usual height a chart of `categories` takes.
    #[must_use]
    pub fn rows(self, categories: usize) -> u32 {
        match self {
            Self::Columns => 16,
            Self::Bars => 6 + 2 * u32::try_from(categories.min(20)).unwrap_or_default(),
        }
    }
}

/// A chart over a table of the same sheet: one series for each value column, coloured by series.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// How its values stand.
    pub shape: Shape,
    /// The largest value, or the largest sum of a category's in one bar: the axis is divided by it.
    pub tallest: usize,
    /// The row of the series' names, 0-based; the values begin in the next row.
    pub head: u32,
    /// The column of the categories, 0-based; the series are the columns after it.
    pub column: u16,
    /// How many categories.
    pub categories: u32,
    /// How many series.
    pub series: u16,
    /// The level of risk that each series counts, whose colour it has; empty: series have colours of their own.
    pub levels: Vec<Level>,
    /// The row at which the chart is placed, 0-based.
    pub at: u32,
}
