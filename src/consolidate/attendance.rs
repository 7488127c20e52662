//! Whose registers are missing, and whose were not expected.

use crate::consolidate::consolidation::{Consolidation, ExpectedOrganization};
use crate::consolidate::digest::{Digest, Faulty};
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// The expected organisations without a register, in the expected order, each with the file of its name that could not be read,
/// if there is one.
pub(crate) fn absent<'a>(of: &Consolidation<'a>) -> Vec<(&'a ExpectedOrganization, Option<&'a Faulty>)> {
    let mut settled: BTreeSet<String> = of.digests.iter().flat_map(ids).collect();
    let mut refused = BTreeMap::new();
    for file in of.faulty.iter().filter(|file| file.refused) {
        refused.entry(comparable(&file.id)).or_insert(file);
    }
    let absent = of.expected.iter().filter(|expected| settled.insert(comparable(&expected.id)));
    absent.map(|expected| (expected, refused.get(&comparable(&expected.id)).copied())).collect()
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
