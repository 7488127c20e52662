//! What many registers give together: which organisations come first, where the risks lie, what is to be done, what is common
//! to several, what is missing. For the officer who answers for all of them.

mod common;
mod document;
mod faults;
mod heat;
mod organizations;
mod plan;
mod positions;
mod tables;

pub use document::consolidated_document;
pub use tables::consolidated_tables;

use super::{Digest, Faulty, SituationDigest};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::Level;
use crate::sheet::{Book, Cell, Role, Sheet};
use crate::text::words;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An organisation whose register is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedOrganization {
    /// Its id, as in its register.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
}

/// What a consolidation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Consolidation<'a> {
    /// The registers that were read, in the order of the run.
    pub digests: &'a [Digest],
    /// The files with errors.
    pub faulty: &'a [Faulty],
    /// The organisations whose registers are expected; empty if nobody says.
    pub expected: &'a [ExpectedOrganization],
    /// The method.
    pub method: &'a Method,
    /// The language of the document.
    pub language: Language,
    /// The day that it speaks of.
    pub as_of: Date,
}

/// The consolidated workbook.
#[must_use]
pub fn consolidated_workbook<'a>(all: &Consolidation<'a>) -> Book<'a> {
    let mut sheets = vec![
        organizations::sheet(all),
        heat::sheet(all),
        plan::sheet(all),
        common::sheet(all),
        positions::sheet(all),
        common::elsewhere_sheet(all),
    ];
    sheets.extend(faults::missing_sheet(all));
    sheets.extend(faults::sheet(all));
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    let title = all.text("consolidated-title");
    Book {
        title: title.clone(),
        organization: "",
        as_of: all.as_of,
        level_colors: all.method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [title, all.language.date(all.as_of), all.format(page)],
        draft: None,
        sheets,
    }
}

/// The organisations named as missing or as not expected: ids.
pub(super) struct Presence<'a> {
    /// Expected, and no register of theirs was read.
    pub missing: Vec<&'a ExpectedOrganization>,
    /// Read, and not expected.
    pub unexpected: Vec<&'a Digest>,
}

impl<'a> Consolidation<'a> {
    fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    fn format(&self, message: Message) -> String {
        self.language.message(&message)
    }

    fn label(&self, level: Level) -> &'a str {
        self.method.level(level).label.get(self.language)
    }

    /// A cell with a level in its colour; empty if there is none.
    fn level_cell(&self, level: Option<Level>) -> Cell<'a> {
        level.map_or_else(|| Cell::empty(Role::Short), |level| Cell::text(Role::Level(level), self.label(level)))
    }

    /// The levels that points lead to, the highest first.
    fn levels(&self) -> Vec<Level> {
        self.method.computed_levels().rev().map(|(level, _)| level).collect()
    }

    /// A sheet with its name, title and remark, and the row of its column titles.
    fn table(&self, [name, title, remark]: [&str; 3], columns: &[(&str, u16)]) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.text(name),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            landscape: true,
            ..Sheet::default()
        };
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, self.text(title)).spanning(all)]);
        sheet.row(vec![Cell::text(Role::Remark, self.text(remark)).spanning(all)]);
        let head = sheet.row(columns.iter().map(|(id, _)| Cell::text(Role::Head, self.text(id))).collect());
        sheet.repeat_rows = Some((head, head));
        sheet.freeze = Some((head + 1, 0));
        sheet.filter = Some(head);
        sheet
    }

    /// Every situation with its organisation, in the order of the run.
    fn situations(&self) -> impl Iterator<Item = (&'a Digest, &'a SituationDigest)> + use<'a> {
        self.digests.iter().flat_map(|digest| digest.situations.iter().map(move |situation| (digest, situation)))
    }

    /// Who is missing and who was not expected; `None` if no list was given.
    pub(super) fn presence(&self) -> Option<Presence<'a>> {
        if self.expected.is_empty() {
            return None;
        }
        let read = |one: &&ExpectedOrganization| self.digests.iter().any(|digest| digest.organization.id == one.id);
        let known = |digest: &&Digest| self.expected.iter().any(|one| one.id == digest.organization.id);
        Some(Presence {
            missing: self.expected.iter().filter(|one| !read(one)).collect(),
            unexpected: self.digests.iter().filter(|digest| !known(digest)).collect(),
        })
    }
}

/// Things that are the same but for letter case, punctuation and spaces, under the first way in which they are written, in
/// the order in which they come.
struct Groups<'a, T> {
    places: BTreeMap<String, usize>,
    groups: Vec<(&'a str, Vec<T>)>,
}

impl<'a, T> Groups<'a, T> {
    fn new() -> Self {
        Self { places: BTreeMap::new(), groups: Vec::new() }
    }

    fn add(&mut self, name: &'a str, member: T) {
        let at = *self.places.entry(words(name)).or_insert_with(|| {
            self.groups.push((name, Vec::new()));
            self.groups.len() - 1
        });
        self.groups[at].1.push(member);
    }
}
