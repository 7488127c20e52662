//! A document and its sheets.

use super::cell::{Cell, Row};
use super::chart::Chart;
use super::form::{Choice, Colored, Marked, Name, Note};
use jiff::civil::Date;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A document of several sheets.
#[derive(Clone, Debug, Default)]
pub struct Book<'a> {
    /// The document's title.
    pub title: String,
    /// What it is about besides the organisation: the method.
    pub subject: String,
    /// The language of its texts, by its code.
    pub language: Option<&'static str>,
    /// The organisation that it is about.
    pub organization: &'a str,
    /// The day that the document speaks of; a workbook's creation time is this day, so that its bytes do not change. `None`:
    /// it speaks of no day, as an empty form does.
    pub as_of: Option<Date>,
    /// The colours of the method's levels, by the level's place, as `RRGGBB`.
    pub level_colors: Vec<&'a str>,
    /// The page footer: left, centre, right. `{page}` and `{pages}` stand for the page number and their count.
    pub footer: [String; 3],
    /// The mark at the top of each printed page of a draft.
    pub draft: Option<String>,
    /// The sheets.
    pub sheets: Vec<Sheet<'a>>,
    /// The ranges that formulas and choices call by a name.
    pub names: Vec<Name>,
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
    /// Rows after these that are made only when they are written: a sheet of many thousands of rows.
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
    /// The row of titles (0-based) to which a filter is attached.
    pub filter: Option<u32>,
    /// The last row (0-based) that it filters; `None`: the last one of the sheet.
    pub filter_to: Option<u32>,
    /// A page begins at each of these rows, 0-based.
    pub page_breaks: Vec<u32>,
    /// A page begins at each of these columns, 0-based.
    pub column_breaks: Vec<u16>,
    /// The scale in percent at which the sheet is printed; `None`: as wide as the page.
    pub scale: Option<u16>,
    /// How the length of what is printed meets the length of the page.
    pub fit: Fit,
    /// A chart.
    pub chart: Option<Chart>,
    /// What it is for.
    pub purpose: Purpose,
    /// What cells take.
    pub choices: Vec<Choice>,
    /// Remarks at cells.
    pub notes: Vec<Note>,
    /// Columns coloured by the levels that their cells name.
    pub colored: Vec<Colored>,
    /// Columns whose cells look otherwise while a condition holds.
    pub marked: Vec<Marked>,
    /// Of how many columns, from the first, a row must have one filled to be printed: those below the last such row are not.
    /// `None`: all rows are printed.
    pub printed_by: Option<u16>,
    /// Whether the lines between cells are not shown: a page to read, not a table.
    pub gridless: bool,
    /// Whether the workbook opens on it; otherwise on the first sheet.
    pub opens: bool,
    /// A column, 0-based, that is folded away: a plus sign above the table unfolds it.
    pub folded: Option<u16>,
    /// Columns, the first and the last, 0-based, that can be folded away together: a minus sign above the table does it.
    pub foldable: Option<(u16, u16)>,
    /// The height of the first row in points; `None`: as tall as its texts.
    pub head_height: Option<u16>,
    /// How tall the other rows are.
    pub heights: Heights,
}

/// What a sheet is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// It is printed: a text too tall for a row goes on in further rows.
    #[default]
    Paper,
    /// It stands beside what is printed, and only its first row is printed with it.
    Aside,
    /// It is filled in and read back: each text stays in one cell, however tall.
    Form,
    /// Formulas look it up; it is neither shown nor printed.
    Lookup,
}

/// How tall the rows of a sheet are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heights {
    /// As tall as their texts, for good.
    #[default]
    Set,
    /// As tall as their texts, and taller while somebody writes in them.
    Growing,
    /// As tall as a program finds them: people still write in them, or nobody reads them.
    Unset,
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
        let made = self.stream.iter().flat_map(|stream| (0..stream.count()).map(|number| stream.row(number)));
        self.rows.iter().map(Cow::Borrowed).chain(made.map(Cow::Owned))
    }

    /// The row that will be added next, 0-based.
    #[must_use]
    pub fn next_row(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// The row that was added last, 0-based; `None` if there is none.
    #[must_use]
    pub fn last_row(&self) -> Option<u32> {
        self.next_row().checked_sub(1)
    }

    /// How many columns the sheet has.
    #[must_use]
    pub fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).unwrap_or(u16::MAX)
    }
}

/// Rows that are made one at a time, each when it is written.
#[derive(Clone)]
pub struct Stream<'a> {
    count: usize,
    make: Arc<dyn Fn(usize) -> Row<'a> + Send + Sync + 'a>,
}

impl<'a> Stream<'a> {
    /// `count` rows, each made from its 0-based number.
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
/// same time.
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
