//! What a consolidation is made from, and how it names its situations.

use crate::case::{Configuration, Row, Unsettled};
use crate::consolidate::digest::{Digest, Faulty};
use crate::consolidate::earlier::EarlierBody;
use crate::consolidate::found::FoundIn;
use crate::inbox::Accounted;
use crate::locale::Language;
use crate::method::Method;
use crate::text::words;
use foldhash::fast::FixedState;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// What a consolidated document is made from.
#[derive(Clone, Copy, Debug)]
pub struct Consolidation<'a> {
    /// The digests of the registers in the order of the run, which is their order in every document.
    pub digests: &'a [Digest],
    /// The files with errors, and those that are no registers.
    pub faulty: &'a [Faulty],
    /// What became of each file that was found.
    pub files: &'a [Accounted],
    /// What was found in the files that count, for the table of all findings.
    pub found: &'a [FoundIn],
    /// What an earlier run knew of each body; `None` where none is named.
    pub since: Option<&'a [EarlierBody]>,
    /// The organisations whose registers are expected; empty where nobody said.
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
    /// Its name, if it is known.
    pub name: Option<String>,
    /// What it is called besides.
    pub aliases: Vec<String>,
    /// The body above it, by id or name.
    pub parent: Option<String>,
}

impl<'a> Consolidation<'a> {
    /// The key of a situation.
    pub(crate) fn key(&self, place: Place) -> String {
        self.digests[place.organization as usize].key(place.situation as usize)
    }

    /// All situations in the order of the run, each with its place.
    pub(crate) fn situations(&self) -> impl Iterator<Item = (Place, Row<'a>)> + use<'a> {
        self.digests.iter().enumerate().flat_map(|(organization, digest)| {
            let place = move |situation| Place { organization: short(organization), situation: short(situation) };
            digest.situations().enumerate().map(move |(number, situation)| (place(number), situation))
        })
    }

    /// What each organisation is called: its name; where several have one of the same words, with the id.
    pub(crate) fn names(&self) -> Vec<Cow<'a, str>> {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for digest in self.digests {
            *count.entry(words(&digest.organization.name)).or_default() += 1;
        }
        let name = |digest: &'a Digest| match count.get(&words(&digest.organization.name)) {
            Some(1) => digest.organization.name.as_str().into(),
            _ => format!("{} ({})", digest.organization.name, digest.organization.id).into(),
        };
        self.digests.iter().map(name).collect()
    }

    /// What makes the document a draft.
    pub(crate) fn unsettled(&self) -> Unsettled {
        self.digests.iter().map(Digest::unsettled).sum()
    }
}

/// The place of a situation: the number of its organisation in the run, and its own in the register. Situations that are equal in
/// everything else are ordered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub organization: u32,
    pub situation: u32,
}

impl Place {
    /// The situation that stands there.
    pub fn of<'a>(self, all: &Consolidation<'a>) -> Row<'a> {
        all.digests[self.organization as usize].situation(self.situation as usize)
    }
}

/// A number in 32 bits: no run has four thousand million situations.
pub(crate) fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Numbers for texts: equal words, equal number; the numbers rise with the first appearance. Texts without words have none.
pub(super) fn numbered<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Option<u32>> {
    // Room for all: a map that grows hashes each text again.
    let texts: Vec<&str> = texts.collect();
    let mut numbers = HashMap::with_capacity_and_hasher(texts.len(), FixedState::default());
    // Most texts that have the same words are the same to the last sign.
    let mut known = HashMap::with_capacity_and_hasher(texts.len(), FixedState::default());
    let mut number = |text| {
        let words = words(text);
        let next = short(numbers.len());
        (!words.is_empty()).then(|| *numbers.entry(words).or_insert(next))
    };
    texts.into_iter().map(|text| *known.entry(text).or_insert_with(|| number(text))).collect()
}
