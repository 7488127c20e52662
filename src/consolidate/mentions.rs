//! What registers say about other bodies, compared with the registers of those bodies.

use crate::consolidate::consolidation::{Consolidation, ExpectedOrganization, Place, short};
use crate::inbox::{NameFrom, Names};
use crate::text::{comparable, words};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Answers, in words, that speak of no other body: the official column asks whether it may arise elsewhere.
const NOWHERE: &str = include_str!("nowhere.txt");

/// Whether a text speaks of other bodies at all.
fn speaks(text: &str) -> bool {
    let words = words(text);
    !words.is_empty() && NOWHERE.lines().all(|answer| answer != words)
}

/// What a register says about other bodies in one situation.
pub(crate) struct Mention {
    /// The situation.
    pub place: Place,
    /// The organisation of the run that is named there, and whether it has a situation of the same words; `None` if none
    /// is named.
    pub named: Option<(u32, bool)>,
}

/// Everything that registers say about other bodies: an entry for each organisation that is named, or one without. First
/// what the named organisation lacks, then what it has, then what names none; each in the order of the run. Situations of the
/// same words have the same number.
pub(crate) fn mentions(of: &Consolidation<'_>, numbers: &[Option<u32>]) -> Vec<Mention> {
    if !of.situations().any(|(_, row)| row.situation.elsewhere.as_deref().is_some_and(speaks)) {
        return Vec::new();
    }
    let has: BTreeSet<(u32, Option<u32>)> =
        of.situations().zip(numbers).map(|((place, _), number)| (place.organization, *number)).collect();
    let names = names(of);
    // Many registers say the same: each text is read once.
    let mut known: HashMap<&str, Option<Vec<usize>>, FixedState> = HashMap::default();
    let mut mentions = Vec::new();
    for ((place, row), number) in of.situations().zip(numbers) {
        let Some(text) = row.situation.elsewhere.as_deref() else { continue };
        let bodies = known.entry(text).or_insert_with(|| speaks(text).then(|| names.named_in(text)));
        let Some(bodies) = bodies else { continue };
        let others =
            bodies.iter().map(|organization| short(*organization)).filter(|other| *other != place.organization);
        let before = mentions.len();
        mentions.extend(others.map(|organization| {
            let same = number.is_some() && has.contains(&(organization, *number));
            Mention { place, named: Some((organization, same)) }
        }));
        if mentions.len() == before {
            mentions.push(Mention { place, named: None });
        }
    }
    mentions.sort_by_key(|mention| match mention.named {
        Some((_, false)) => 0,
        Some((_, true)) => 1,
        None => 2,
    });
    mentions
}

/// The names of the bodies of the run: as their registers have them, and as the list of the configuration knows those bodies.
fn names(of: &Consolidation<'_>) -> Names {
    let listed: BTreeMap<String, &ExpectedOrganization> =
        of.expected.iter().map(|expected| (comparable(&expected.id), expected)).collect();
    let mut names = Names::default();
    for (number, digest) in of.digests.iter().enumerate() {
        names.add(number, &digest.organization.name, NameFrom::Register);
        let known = [&digest.own_id, &digest.organization.id].into_iter().find_map(|id| listed.get(&comparable(id)));
        for name in known.iter().flat_map(|one| one.name.iter().chain(&one.aliases)) {
            names.add(number, name, NameFrom::List);
        }
    }
    names
}
