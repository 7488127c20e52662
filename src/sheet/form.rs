//! What makes a sheet a form: what its cells take, what programs say beside them, and what colours them.

use crate::model::Level;

/// The longest message that programs show beside a cell when it is chosen, in characters.
pub const MESSAGE: usize = 255;

/// The longest title of such a message, in characters.
pub const MESSAGE_TITLE: usize = 32;

/// What cells of a column take, and what programs show when one of them is chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The column, 0-based.
    pub column: u16,
    /// The row, 0-based; `None`: all rows below the first.
    pub row: Option<u32>,
    /// What they take.
    pub from: Choices,
    /// The title of the message; empty: there is none.
    pub title: String,
    /// The message. Of one that is longer than [`MESSAGE`] each line is shown as far as there is room.
    pub message: String,
}

/// What a cell takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// Whatever is written.
    Any,
    /// One of these words.
    Words(Vec<String>),
    /// One of the values of a range, by its name in the book.
    Named(&'static str),
    /// The same, but something else may be typed: points are `2 (medium)` in the list and `2` in a hurry.
    Offered(&'static str),
    /// Nothing that is typed: a formula works it out. Rows with it can still be sorted and deleted, as those of a protected
    /// sheet cannot.
    WorkedOut,
}

/// A remark that is shown while the pointer is on a cell.
#[derive(Clone, Debug)]
pub struct Note {
    /// The row of the cell, 0-based.
    pub row: u32,
    /// Its column, 0-based.
    pub column: u16,
    /// What it says.
    pub text: String,
}

/// A column whose cells below the first row have the colour of the level that they name, whoever wrote it there.
#[derive(Clone, Debug)]
pub struct Colored {
    /// The column, 0-based.
    pub column: u16,
    /// The levels, each with its word.
    pub levels: Vec<(String, Level)>,
}

/// A column whose cells below the first row look otherwise while a condition holds.
#[derive(Clone, Debug)]
pub struct Marked {
    /// The column, 0-based.
    pub column: u16,
    /// The condition as a formula for the second row, without the sign of equality before it.
    pub when: String,
    /// How they look then.
    pub mark: Mark,
}

/// How a marked cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Grey and aslant: somebody still has to make it their own.
    Unadapted,
    /// Red: it cannot be understood.
    Faulty,
}

/// A range of a book that formulas and choices call by a name.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its name.
    pub name: &'static str,
    /// The sheet, by its place in the book.
    pub sheet: usize,
    /// Its first cell: row and column, 0-based.
    pub first: (u32, u16),
    /// Its last cell.
    pub last: (u32, u16),
}
