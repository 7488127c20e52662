//! Whose registers are missing, and whose were not expected.

use crate::consolidate::consolidation::{Consolidation, ExpectedOrganization};
use crate::consolidate::digest::Digest;
use crate::inbox::Accounted;
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// The expected organisations without a register, in the expected order, each with the file that came from it and is none,
/// if there is one.
pub(crate) fn absent<'a>(of: &Consolidation<'a>) -> Vec<(&'a ExpectedOrganization, Option<&'a Accounted>)> {
    let mut settled: BTreeSet<String> = of.digests.iter().flat_map(ids).collect();
    let mut sent = BTreeMap::new();
    for file in of.files {
        if let Some(id) = &file.organization {
            sent.entry(comparable(id)).or_insert(file);
        }
    }
    let absent = of.expected.iter().filter(|expected| settled.insert(comparable(&expected.id)));
    absent.map(|expected| (expected, sent.get(&comparable(&expected.id)).copied())).collect()
}

/// The names of the bodies of the run and of those that are expected, by their ids.
pub(crate) fn names<'a>(of: &Consolidation<'a>) -> BTreeMap<&'a str, &'a str> {
    let expected = of.expected.iter().filter_map(|body| Some((body.id.as_str(), body.name.as_deref()?)));
    let read = of.digests.iter().map(|body| (body.organization.id.as_str(), body.organization.name.as_str()));
    expected.chain(read).collect()
}

/// The ids under which an organisation may be expected: its own, and the one that it goes by where several have that.
fn ids(digest: &Digest) -> [String; 2] {
    [comparable(&digest.organization.id), comparable(&digest.own_id)]
}

/// The organisations of the run that nobody expected, in the order of the run; none if nobody said who is expected.
pub(crate) fn unexpected<'a>(of: &Consolidation<'a>) -> Vec<&'a Digest> {
    let expected: BTreeSet<String> = of.expected.iter().map(|expected| comparable(&expected.id)).collect();
    let is_new = |digest: &&Digest| !expected.is_empty() && !ids(digest).iter().any(|id| expected.contains(id));
    of.digests.iter().filter(is_new).collect()
}
