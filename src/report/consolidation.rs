//! The consolidated document of a ministry or a district: what many registers say together.
//!
//! Long sheets are [`crate::sheet::Stream`]s, made row by row while they are written. Each sheet has a file, and so have the JSON
//! document and the tables for a data warehouse.

mod attendance;
mod common;
mod document;
mod heat;
mod mentions;
mod plan;
mod positions;
mod ranking;
mod records;

pub(in crate::report) use document::ConsolidatedDocument;
pub use document::consolidated_document;
pub(super) use records::HEADERS;
pub use records::consolidated_tables;

use crate::case::Row;
use crate::consolidate::{Consolidation, Overall};
use crate::locale::Message;
use crate::model::Level;
use crate::sheet::{Book, Cell, Later, Role, Sheet};
use std::borrow::Cow;

/// How many organisations a cell names before it counts the rest.
const NAMES_SHOWN: usize = 5;

/// The consolidated workbook: summary, ranking, heat map, plan, comparison, positions, other bodies, missing, faults.
/// The sheet of missing organisations is there only if somebody said which are expected.
#[must_use]
pub fn consolidated_workbook<'a>(all: &'a Overall<'a>) -> Book<'a> {
    let of = &all.of;
    let mut sheets = vec![
        ranking::summary(all),
        ranking::ranking(all),
        later(all, "consolidated-sheet-heat", heat::heat),
        later(all, "sheet-plan", plan::plan),
        later(all, "consolidated-sheet-common", common::common),
        later(all, "sheet-positions", positions::positions),
        later(all, "consolidated-sheet-elsewhere", mentions::mentions),
    ];
    sheets.extend(attendance::missing(of));
    sheets.push(attendance::faulty(of));
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    let title = of.text("consolidated-title");
    Book {
        organization: of.title.unwrap_or_default(),
        as_of: Some(of.as_of),
        level_colors: of.method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [of.title.unwrap_or(&title).to_owned(), of.language.date(of.as_of), of.format(page)],
        draft: of.draft(),
        title,
        names: Vec::new(),
        sheets,
    }
}

fn later<'a>(all: &'a Overall<'a>, name: &str, make: fn(&'a Overall<'a>) -> Sheet<'a>) -> Sheet<'a> {
    Later::sheet(all.of.text(name), move || make(all))
}

impl<'a> Consolidation<'a> {
    fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    fn label(&self, id: &str) -> Cow<'static, str> {
        self.language.label(id)
    }

    fn format(&self, message: Message) -> String {
        self.language.message(&message)
    }

    fn level_cell(&self, level: Option<Level>) -> Cell<'a> {
        match level {
            Some(level) => Cell::text(Role::Level(level), self.method.level(level).label.get(self.language)),
            None => Cell::text(Role::Short, self.label("not-assessed-short")),
        }
    }

    /// The mark of a draft, if the document is one.
    fn draft(&self) -> Option<String> {
        self.unsettled().mark(self.language)
    }

    /// A sheet with its title and whose it is.
    fn sheet(&self, name: &str, title: &str, widths: Vec<u16>) -> Sheet<'a> {
        let mut sheet = Sheet { name: self.text(name), widths, landscape: true, ..Sheet::default() };
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, self.text(title)).spanning(all)]);
        if let Some(title) = self.title {
            sheet.row(vec![Cell::text(Role::Title, title).spanning(all)]);
        }
        if let Some(draft) = self.draft() {
            sheet.row(vec![Cell::text(Role::Draft, draft).spanning(all)]);
        }
        sheet
    }

    /// Adds a remark across a sheet.
    fn remark(&self, sheet: &mut Sheet<'a>, id: &str) {
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Remark, self.text(id)).spanning(all)]);
    }

    /// Adds the row of titles of a table: it is repeated on each page, stays in view and carries the filter.
    fn head(sheet: &mut Sheet<'a>, titles: impl IntoIterator<Item = String>, columns: u16) {
        let head = sheet.row(titles.into_iter().map(|title| Cell::text(Role::Head, title)).collect());
        sheet.repeat_rows = Some((head, head));
        sheet.freeze = Some((head + 1, columns));
        sheet.filter = Some(head);
    }

    /// The same from ids of the catalogue.
    fn titles(&self, ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| self.text(id)).collect()
    }
}

/// `id · text`, as a situation is named where its register is not at hand.
fn named(row: Row<'_>) -> String {
    [row.situation.id.as_str(), " · ", &row.situation.text].concat()
}
