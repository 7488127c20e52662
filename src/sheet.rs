//! A format-neutral grid: what a document says and what each cell means, without fonts, colours or bytes.
//!
//! Reports build [`Book`]s; writers turn them into a workbook or a terminal table. A [`Role`] is a meaning (a heading, a
//! level of risk), not a look. Texts are borrowed where they can be: a book of a large register holds no second copy.

use crate::model::Level;
use jiff::civil::Date;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A document of several sheets.
#[derive(Clone, Debug, Default)]
pub struct Book<'a> {
    /// The document's title.
    pub title: String,
    /// The organisation that it is about.
    pub organization: &'a str,
    /// The day that the document speaks of; a workbook's creation time is this day, so that its bytes do not change.
    pub as_of: Date,
    /// The colours of the method's levels, by the level's place, as `RRGGBB`.
    pub level_colors: Vec<&'a str>,
    /// The page footer: left, centre, right. `{page}` and `{pages}` stand for the page number and their count.
    pub footer: [String; 3],
    /// The mark at the top of each printed page of a draft.
    pub draft: Option<String>,
    /// The sheets.
    pub sheets: Vec<Sheet<'a>>,
}

/// One sheet: rows of cells, and how it is printed.
#[derive(Clone, Debug, Default)]
pub struct Sheet<'a> {
    /// Its name on the tab.
    pub name: String,
    /// The width of each column, in characters.
    pub widths: Vec<u16>,
    /// Its rows.
    pub rows: Vec<Row<'a>>,
    /// Rows after these that are made only when they are written: a sheet of many thousands of rows. It has neither a chart
    /// nor links.
    pub stream: Option<Stream<'a>>,
    /// All of it but its name, made only when it is written: one of many sheets, or a long one.
    pub later: Option<Later<'a>>,
    /// Whether the page lies on its side.
    pub landscape: bool,
    /// Rows repeated on each printed page: first and last, 0-based.
    pub repeat_rows: Option<(u32, u32)>,
    /// Columns repeated on each printed page, from the first: how many.
    pub repeat_columns: u16,
    /// Rows and columns that stay in view when scrolling: how many from the top and from the left.
    pub freeze: Option<(u32, u16)>,
    /// The row of titles (0-based) to which a filter is attached; it reaches down to the last row.
    pub filter: Option<u32>,
    /// A page begins at each of these rows, 0-based.
    pub page_breaks: Vec<u32>,
    /// A page begins at this column, 0-based: the sheet is printed two pages wide.
    pub column_break: Option<u16>,
    /// The scale in percent at which the sheet is printed; `None`: as wide as the page.
    pub scale: Option<u16>,
    /// How the length of what is printed meets the length of the page.
    pub fit: Fit,
    /// A chart.
    pub chart: Option<Chart>,
    /// Whether each text stays in one cell, however tall: a form is read back, not only printed.
    pub uncut: bool,
    /// Columns (0-based) whose cells below the first row are chosen from a list of words.
    pub choices: Vec<(u16, Vec<String>)>,
}

/// How the length of what is printed meets the length of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// It takes as many pages as it needs.
    #[default]
    Flow,
    /// All of it goes on one page.
    OnePage,
    /// What stands between two page breaks goes on one page: the scale is made smaller for it, as far as one can read.
    PageEach,
}

/// How the values of a chart stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Upright, those of a category side by side: few categories of short names.
    Columns,
    /// Lying, those of a category in one bar: many categories, or long names, which then stand line by line.
    Bars,
}

impl Shape {
    /// How many rows of the usual height a chart of so many categories takes.
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

/// Rows that are made one at a time, each when it is written.
#[derive(Clone)]
pub struct Stream<'a> {
    count: usize,
    make: Arc<dyn Fn(usize) -> Row<'a> + Send + Sync + 'a>,
}

impl<'a> Stream<'a> {
    /// So many rows, each made from its number, 0-based.
    pub fn new(count: usize, make: impl Fn(usize) -> Vec<Cell<'a>> + Send + Sync + 'a) -> Self {
        Self { count, make: Arc::new(move |number| Row { cells: make(number) }) }
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// A row by its number.
    #[must_use]
    pub fn row(&self, number: usize) -> Row<'a> {
        (self.make)(number)
    }
}

impl fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("count", &self.count).finish_non_exhaustive()
    }
}

/// A sheet that is made only when it is written, so that a book never holds all of its sheets, and several are made at the
/// same time. It has neither a chart nor links.
#[derive(Clone)]
pub struct Later<'a>(Arc<dyn Fn() -> Sheet<'a> + Send + Sync + 'a>);

impl<'a> Later<'a> {
    /// A sheet of this name that is made later.
    pub fn sheet(name: String, make: impl Fn() -> Sheet<'a> + Send + Sync + 'a) -> Sheet<'a> {
        Sheet { name, later: Some(Self(Arc::new(make))), ..Sheet::default() }
    }
}

impl fmt::Debug for Later<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Later").finish_non_exhaustive()
    }
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// Its cells from the first column on.
    pub cells: Vec<Cell<'a>>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// What it holds.
    pub value: Value<'a>,
    /// What it means.
    pub role: Role,
    /// How many columns it spans; the next cell of the row stands after them.
    pub span: u16,
    /// Where a click on it leads. Rare, so it takes little room in the other cells.
    pub link: Option<Box<Link>>,
}

/// Cells of a workbook that lies in the same folder as the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The workbook's file name, without folders.
    pub file: String,
    /// The name of the sheet.
    pub sheet: String,
    /// The cell or the cells, as Excel names them: `F14`, `N9:N24`.
    pub range: String,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// A text, always a text: never a formula.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
}

/// What a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title of a sheet.
    Title,
    /// A heading inside a sheet.
    Heading,
    /// A column's title.
    Head,
    /// A group's heading across a table.
    Group,
    /// A cell of a table.
    Body,
    /// A short cell of a table that stands in the middle: ids, numbers.
    Short,
    /// What the cells to its right are about.
    Label,
    /// A level of risk.
    Level(Level),
    /// Running text outside a table.
    Text,
    /// A remark, less important than the rest.
    Remark,
    /// The mark of a draft.
    Draft,
    /// A line to sign on.
    Signature,
}

impl Role {
    /// All roles but the levels.
    pub const PLAIN: [Self; 11] = [
        Self::Title,
        Self::Heading,
        Self::Head,
        Self::Group,
        Self::Body,
        Self::Short,
        Self::Label,
        Self::Text,
        Self::Remark,
        Self::Draft,
        Self::Signature,
    ];
}

impl<'a> Cell<'a> {
    /// A cell with a text.
    #[must_use]
    pub fn text(role: Role, text: impl Into<Cow<'a, str>>) -> Self {
        Self { value: Value::Text(text.into()), role, span: 1, link: None }
    }

    /// A cell with a text, empty if there is none.
    #[must_use]
    pub fn optional(role: Role, text: Option<&'a str>) -> Self {
        text.map_or_else(|| Self::empty(role), |text| Self::text(role, text))
    }

    /// A cell with a number.
    #[must_use]
    pub fn number(role: Role, number: impl TryInto<i64>) -> Self {
        Self { value: Value::Number(number.try_into().unwrap_or(i64::MAX)), role, span: 1, link: None }
    }

    /// An empty cell.
    #[must_use]
    pub fn empty(role: Role) -> Self {
        Self { value: Value::Empty, role, span: 1, link: None }
    }

    /// The cell over several columns.
    #[must_use]
    pub fn spanning(mut self, columns: u16) -> Self {
        self.span = columns;
        self
    }

    /// The cell with a link, if there is one.
    #[must_use]
    pub fn linked(mut self, link: Option<Link>) -> Self {
        self.link = link.map(Box::new);
        self
    }

    /// The cell's content as text.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Empty => "".into(),
            Value::Text(text) => text.as_ref().into(),
            Value::Number(number) => number.to_string().into(),
        }
    }
}

impl<'a> Sheet<'a> {
    /// Adds a row and says at which row, 0-based, it stands.
    pub fn row(&mut self, cells: Vec<Cell<'a>>) -> u32 {
        self.rows.push(Row { cells });
        self.next_row() - 1
    }

    /// Adds an empty row.
    pub fn gap(&mut self) {
        self.rows.push(Row::default());
    }

    /// How many cells it has, those of rows that are made on the way left out.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).sum()
    }

    /// The sheet, made if it has still to be made.
    #[must_use]
    pub fn made(self) -> Self {
        match &self.later {
            Some(Later(make)) => make(),
            None => self,
        }
    }

    /// All rows: those that stand there, then those that are made on the way.
    pub fn every_row(&self) -> impl Iterator<Item = Cow<'_, Row<'a>>> {
        let made = self.stream.iter().flat_map(|stream| (0..stream.count).map(|number| stream.row(number)));
        self.rows.iter().map(Cow::Borrowed).chain(made.map(Cow::Owned))
    }

    /// The row that will be added next, 0-based.
    #[must_use]
    pub fn next_row(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// How many columns the sheet has.
    #[must_use]
    pub fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).unwrap_or(u16::MAX)
    }
}
