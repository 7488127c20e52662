//! The consolidated document of a ministry or a district: what many registers say together.
//!
//! It is made from [`Digest`]s, not from registers: hundreds of registers are read, written and let go one after the
//! other, and only their digests stay. Texts are borrowed from them; long sheets are [`crate::sheet::Stream`]s, made row by
//! row while they are written. Each sheet has a file, and so have the JSON document and the tables for a data warehouse.

mod attendance;
mod common;
mod document;
mod elsewhere;
mod heat;
mod overall;
mod plan;
mod positions;
mod ranking;
mod tables;

pub use document::consolidated_document;
pub use overall::Overall;
pub(super) use tables::HEADERS;
pub use tables::consolidated_tables;

use super::{Configuration, Digest, Faulty, SituationDigest, Unsettled};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::Level;
use crate::sheet::{Book, Cell, Later, Role, Sheet};
use foldhash::fast::FixedState;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// How many organisations a cell names before it counts the rest.
const NAMES_SHOWN: usize = 5;

/// What a consolidated document is made from.
#[derive(Clone, Copy, Debug)]
pub struct Consolidation<'a> {
    /// The registers, digested, in the order of the run: the registers' order of every document made from them.
    pub digests: &'a [Digest],
    /// The files with errors, and those that are no registers.
    pub faulty: &'a [Faulty],
    /// The organisations whose registers are expected; empty: nobody said.
    pub expected: &'a [ExpectedOrganization],
    /// The method.
    pub method: &'a Method,
    /// The configuration that governs the run, if there is one.
    pub configuration: Option<&'a Configuration>,
    /// The language of the document.
    pub language: Language,
    /// The day that the document speaks of.
    pub as_of: Date,
    /// Whose document it is: the ministry, the district; it stands under the title of each sheet.
    pub title: Option<&'a str>,
}

/// An organisation whose register is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedOrganization {
    /// Its id, as in its register.
    pub id: String,
    /// Its name, if it was told.
    pub name: Option<String>,
}

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
        later(all, "consolidated-sheet-elsewhere", elsewhere::elsewhere),
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

    /// The situation of an organisation by their numbers.
    fn situation(&self, organization: usize, situation: usize) -> SituationDigest<'a> {
        self.digests[organization].situation(situation)
    }

    /// The key of a situation.
    fn key(&self, place: Place) -> String {
        self.digests[place.organization as usize].key(place.situation as usize)
    }

    /// All situations in the order of the run, each with its place.
    fn situations(&self) -> impl Iterator<Item = (Place, SituationDigest<'a>)> + use<'a> {
        self.digests.iter().enumerate().flat_map(|(organization, digest)| {
            let place = move |situation| Place { organization: short(organization), situation: short(situation) };
            digest.situations().enumerate().map(move |(number, situation)| (place(number), situation))
        })
    }

    /// The mark of a draft, if the document is one.
    fn draft(&self) -> Option<String> {
        let unsettled: Unsettled = self.digests.iter().map(Digest::unsettled).sum();
        unsettled.mark(self.language)
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

    /// What each organisation is called: its name; where several have the same one, with the id.
    fn names(&self) -> Vec<Cow<'a, str>> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for digest in self.digests {
            *count.entry(&digest.organization.name).or_default() += 1;
        }
        let name = |digest: &'a Digest| match count.get(digest.organization.name.as_str()) {
            Some(1) => digest.organization.name.as_str().into(),
            _ => format!("{} ({})", digest.organization.name, digest.organization.id).into(),
        };
        self.digests.iter().map(name).collect()
    }
}

/// The place of a situation: the number of its organisation in the run, and its own in the register. By it are ordered
/// situations that are equal in everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    organization: u32,
    situation: u32,
}

impl Place {
    /// The situation that stands there.
    fn of<'a>(self, all: &Consolidation<'a>) -> SituationDigest<'a> {
        all.situation(self.organization as usize, self.situation as usize)
    }
}

/// A number in half the room: there are no four thousand million situations.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// `id · text`, as a situation is named where its register is not at hand.
fn named(situation: SituationDigest<'_>) -> String {
    [situation.id(), " · ", situation.text()].concat()
}

/// Texts as numbers: equal words, equal number; the numbers rise with the first appearance. Texts without words have none.
fn numbered<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Option<u32>> {
    // Room for all: to make more of it, maps would hash each text again.
    let texts: Vec<&str> = texts.collect();
    let mut numbers: HashMap<String, u32, FixedState> =
        HashMap::with_capacity_and_hasher(texts.len(), FixedState::default());
    // Most texts that have the same words are the same to the last sign.
    let mut known: HashMap<&str, Option<u32>, FixedState> =
        HashMap::with_capacity_and_hasher(texts.len(), FixedState::default());
    let mut number = |text| {
        let words = crate::text::words(text);
        let next = short(numbers.len());
        (!words.is_empty()).then(|| *numbers.entry(words).or_insert(next))
    };
    texts.into_iter().map(|text| *known.entry(text).or_insert_with(|| number(text))).collect()
}
