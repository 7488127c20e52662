//! What became of each body since an earlier run: whose register is new, corrected, unchanged, still faulty, gone.

use crate::consolidate::consolidation::Consolidation;
use crate::consolidate::earlier::EarlierBody;
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// Where a body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// It was not there, or had no register that could be read and has one without errors.
    New,
    /// It had errors, and has none.
    Corrected,
    /// Another file without errors, as before.
    Changed,
    /// The same file, without errors.
    Unchanged,
    /// It has errors, or still no register that can be read.
    StillFaulty,
    /// It had a register, and has none.
    Gone,
}

impl Since {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Corrected, Self::Changed, Self::Unchanged, Self::StillFaulty, Self::Gone];

    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Corrected => "corrected",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::StillFaulty => "still-faulty",
            Self::Gone => "gone",
        }
    }
}

/// A body, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved<'a> {
    pub organization: &'a str,
    pub since: Since,
    /// How many errors there were, and are.
    pub errors: [usize; 2],
    /// The errors that are gone, as the earlier run named them.
    pub gone: Vec<&'a (String, String)>,
}

/// The bodies of both runs, in the order of this one, then those that are gone.
pub(crate) fn moved<'a>(of: &Consolidation<'a>) -> Vec<Moved<'a>> {
    let Some(earlier) = of.since else { return Vec::new() };
    let before: BTreeMap<String, &EarlierBody> = earlier.iter().map(|body| (comparable(&body.id), body)).collect();
    let mut faulty: BTreeMap<String, BTreeSet<(&str, String)>> = BTreeMap::new();
    for file in of.faulty {
        let found = file.findings.iter().map(|found| (found.code.code, of.language.message(&found.message)));
        faulty.entry(comparable(&file.id)).or_default().extend(found);
    }
    let none = BTreeSet::new();
    let gone_of = |id: &str, body: &'a EarlierBody| -> Vec<&'a (String, String)> {
        let now = faulty.get(&comparable(id)).unwrap_or(&none);
        body.findings.iter().filter(|(code, message)| !now.contains(&(code.as_str(), message.clone()))).collect()
    };
    let mut seen = BTreeSet::new();
    let mut all: Vec<Moved<'a>> = Vec::new();
    for digest in of.digests {
        let id = digest.organization.id.as_str();
        let body = before.get(&comparable(id)).or_else(|| before.get(&comparable(&digest.own_id))).copied();
        seen.extend([comparable(id), comparable(&digest.own_id)]);
        let errors = digest.findings[0];
        let was_read = body.filter(|body| body.sha256.is_some());
        let since = match (was_read, errors) {
            (None, _) if body.is_none() => Since::New,
            (_, 1..) => Since::StillFaulty,
            (None, 0) => Since::New,
            (Some(body), 0) if body.errors > 0 => Since::Corrected,
            (Some(body), 0) if body.sha256.as_deref() == Some(digest.sha256.as_str()) => Since::Unchanged,
            (Some(_), 0) => Since::Changed,
        };
        let gone = body.map(|body| gone_of(id, body)).unwrap_or_default();
        all.push(Moved { organization: id, since, errors: [body.map_or(0, |body| body.errors), errors], gone });
    }
    for file in of.faulty.iter().filter(|file| file.refused && seen.insert(comparable(&file.id))) {
        let errors = [before.get(&comparable(&file.id)).map_or(0, |body| body.errors), file.errors];
        all.push(Moved { organization: &file.id, since: Since::StillFaulty, errors, gone: Vec::new() });
    }
    let gone = earlier.iter().filter(|body| body.sha256.is_some() && !seen.contains(&comparable(&body.id)));
    all.extend(gone.map(|body| Moved {
        organization: &body.id,
        since: Since::Gone,
        errors: [body.errors, 0],
        gone: Vec::new(),
    }));
    all
}
