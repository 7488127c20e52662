//! How workbooks and tables are laid out: lines across a sheet, rows of titles, facts, footers.

use crate::locale::{Language, Message};
use crate::method::Method;
use crate::sheet::{Book, Cell, Role, Row, Sheet};
use jiff::civil::Date;
use std::borrow::Cow;

/// A workbook without sheets yet; its footer says whose it is, of which day, and the number of the page.
pub(super) fn book<'a>(whose: &str, as_of: Date, method: &'a Method, language: Language) -> Book<'a> {
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    Book {
        as_of: Some(as_of),
        subject: method.title.get(language).to_owned(),
        language: Some(language.code()),
        level_colors: method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [whose.to_owned(), language.date(as_of), language.message(&page)],
        ..Book::default()
    }
}

/// Titles of columns, by the ids of their messages.
pub(super) fn heads<'i, 'a>(language: Language, ids: impl IntoIterator<Item = &'i str>) -> Vec<Cell<'a>> {
    ids.into_iter().map(|id| Cell::text(Role::Head, language.label(id))).collect()
}

/// The number of situations at each level, the highest on top, below the titles: counts before controls, after them and,
/// if there are three, of the levels that measures aim at.
pub(super) fn level_counts<'a>(method: &'a Method, language: Language, counts: &[&[usize]]) -> Vec<Vec<Cell<'a>>> {
    let titles = ["head-level", "head-inherent-count", "head-residual-count", "head-target-count"];
    let mut rows = vec![heads(language, titles.into_iter().take(counts.len() + 1))];
    rows.extend(method.computed_levels().rev().map(|(level, spec)| {
        let label = Cell::text(Role::Level(level), spec.label.get(language));
        let numbers = counts.iter().map(|counts| Cell::number(Role::Short, counts[level.index()]));
        std::iter::once(label).chain(numbers).collect()
    }));
    rows
}

impl<'a> Sheet<'a> {
    /// A table for the terminal.
    pub(super) fn table(name: String, rows: impl IntoIterator<Item = Vec<Cell<'a>>>) -> Self {
        let mut sheet = Self { name, ..Self::default() };
        sheet.add(rows);
        sheet
    }

    pub(super) fn add(&mut self, rows: impl IntoIterator<Item = Vec<Cell<'a>>>) {
        self.rows.extend(rows.into_iter().map(|cells| Row { cells }));
    }

    /// Adds a line across all columns.
    pub(super) fn across(&mut self, role: Role, text: impl Into<Cow<'a, str>>) {
        let cell = Cell::text(role, text).spanning(self.columns());
        self.row(vec![cell]);
    }

    /// Adds the mark of a draft, where there is one.
    pub(super) fn draft(&mut self, mark: Option<String>) {
        if let Some(mark) = mark {
            self.across(Role::Draft, mark);
        }
    }

    /// Adds a label and, over all other columns, what it is about.
    pub(super) fn fact(&mut self, label: impl Into<Cow<'a, str>>, role: Role, value: impl Into<Cow<'a, str>>) {
        let value = Cell::text(role, value).spanning(self.columns() - 1);
        self.row(vec![Cell::text(Role::Label, label), value]);
    }

    /// Adds the row of titles: it is repeated on each page, carries the filter, and stays in view with the first `columns`.
    pub(super) fn head(&mut self, titles: Vec<Cell<'a>>, columns: u16) {
        let head = self.row(titles);
        self.repeat_rows = Some((head, head));
        self.freeze = Some((head + 1, columns));
        self.filter = Some(head);
    }
}
