//! Rows, cells, and what they mean.

use crate::model::Level;
use jiff::civil::Date;
use std::borrow::Cow;

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

/// Where a click leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Cells of a workbook that lies in the same folder as the document, or of the document itself.
    Cells {
        /// The workbook's file name, without folders; `None`: the document itself.
        file: Option<String>,
        /// The name of the sheet; in the document itself, the one that it was given first.
        sheet: String,
        /// The cell or the cells, as Excel names them: `F14`, `N9:N24`.
        range: String,
    },
    /// A file in the folder of the document or below it: its path from there, with forward slashes.
    File(String),
    /// A row of a sheet of the document itself, 0-based, wherever it stands once it is written.
    Row {
        /// The sheet, by the name that it was given.
        sheet: String,
        /// The row.
        row: u32,
    },
    /// One of the pages of a sheet of the document itself, 0-based.
    Page {
        /// The sheet, by the name that it was given.
        sheet: String,
        /// The page.
        page: u32,
    },
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
    /// A day. Rare, so it takes little room in the other cells.
    Day(Box<Day>),
    /// What a program works out. Rare, too.
    Formula(Box<Formula>),
}

/// A day, and how it is shown where days are no values of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// In words.
    pub shown: String,
}

/// A formula of functions that Excel and LibreOffice both have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What is worked out, without the sign of equality before it.
    pub text: String,
    /// What programs that do not calculate show.
    pub result: String,
}

macro_rules! roles {
    ($($(#[$of_role:meta])* $role:ident,)+) => {
        /// What a cell means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role {
            $($(#[$of_role])* $role,)+
            /// A level of risk.
            Level(Level),
        }

        impl Role {
            /// All roles but the levels.
            pub const PLAIN: [Self; [$(stringify!($role)),+].len()] = [$(Self::$role),+];
        }
    };
}

roles! {
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
    /// A day in a table.
    Day,
    /// What the cells to its right are about.
    Label,
    /// Running text outside a table.
    Text,
    /// A remark, less important than the rest.
    Remark,
    /// What stands at the top right of an order's annex: which annex it is, and who approved it.
    Approval,
    /// The mark of a draft.
    Draft,
    /// A line to sign on.
    Signature,
    /// A link that looks like a button.
    Button,
    /// In a form: a column's title.
    FormHead,
    /// In a form: the title of a column that must be filled.
    NeededHead,
    /// In a form: what the cell to its right asks for.
    FormLabel,
    /// In a form: a group's heading, on one line over the empty cells to its right: joined cells cannot be sorted.
    FormGroup,
    /// In a form: a text to fill in, which stays a text: `1.10` keeps its last digit.
    Answer,
    /// In a form: the same where it must be filled in.
    Needed,
    /// In a form: points to fill in.
    Points,
    /// In a form: points that may be filled in.
    Chosen,
    /// In a form: what a formula works out.
    WorkedOut,
    /// A value that formulas look up, of no look at all.
    Datum,
    /// A cell of somebody's own table, shown again.
    Sent,
    /// The same, in which something is wrong.
    Faulty,
    /// The same, at which somebody should look.
    Doubtful,
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

    /// A cell with a day.
    #[must_use]
    pub fn day(day: Date, shown: String) -> Self {
        Self { value: Value::Day(Box::new(Day { day, shown })), role: Role::Day, span: 1, link: None }
    }

    /// A cell with a formula.
    #[must_use]
    pub fn formula(role: Role, text: String, result: impl Into<String>) -> Self {
        let formula = Formula { text, result: result.into() };
        Self { value: Value::Formula(Box::new(formula)), role, span: 1, link: None }
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
            Value::Day(day) => day.shown.as_str().into(),
            Value::Formula(formula) => formula.result.as_str().into(),
        }
    }
}
