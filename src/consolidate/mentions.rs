//! What registers say about other bodies, compared with the registers of those bodies.

use crate::consolidate::consolidation::{Consolidation, Place, short};
use crate::text::words;
use std::collections::{BTreeMap, BTreeSet};

/// The shortest name or id, in letters, that is looked for in a text: a shorter one would be found by chance.
const SHORTEST: usize = 3;

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
    let speaks = |text: Option<&str>| text.is_some_and(|text| !words(text).is_empty());
    if !of.situations().any(|(_, row)| speaks(row.situation.elsewhere.as_deref())) {
        return Vec::new();
    }
    let has: BTreeSet<(u32, Option<u32>)> =
        of.situations().zip(numbers).map(|((place, _), number)| (place.organization, *number)).collect();
    let names = names(of);
    let mut mentions = Vec::new();
    for ((place, row), number) in of.situations().zip(numbers) {
        let words = row.situation.elsewhere.as_deref().map(words).unwrap_or_default();
        if words.is_empty() {
            continue;
        }
        let mut found = found(&words, &names);
        found.remove(&place.organization);
        if found.is_empty() {
            mentions.push(Mention { place, named: None });
        }
        mentions.extend(found.into_iter().map(|organization| {
            let same = number.is_some() && has.contains(&(organization, *number));
            Mention { place, named: Some((organization, same)) }
        }));
    }
    mentions.sort_by_key(|mention| match mention.named {
        Some((_, false)) => 0,
        Some((_, true)) => 1,
        None => 2,
    });
    mentions
}

/// Names and ids in words by their first letters, so that not every name is looked for at every word of every text.
type Names = BTreeMap<String, Vec<Name>>;

struct Name {
    words: String,
    organization: u32,
    /// Whether the last word must end with the name: Kyrgyz puts suffixes to names, never to ids.
    whole: bool,
}

/// The letters by which names are found.
fn begin(words: &str) -> &str {
    words.char_indices().nth(SHORTEST).map_or(words, |(end, _)| &words[..end])
}

fn names(of: &Consolidation<'_>) -> Names {
    let mut names = Names::new();
    for (number, digest) in of.digests.iter().enumerate() {
        for (text, whole) in [(&digest.organization.name, false), (&digest.organization.id, true)] {
            let words = words(text);
            if words.chars().count() >= SHORTEST && words.chars().any(char::is_alphabetic) {
                let name = Name { words, organization: short(number), whole };
                names.entry(begin(&name.words).to_owned()).or_default().push(name);
            }
        }
    }
    names
}

/// The organisations whose names or ids stand in a text, each from the beginning of a word on.
fn found(text: &str, names: &Names) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while !rest.is_empty() {
        let stands = |name: &&Name| {
            rest.strip_prefix(&name.words).is_some_and(|tail| !name.whole || tail.is_empty() || tail.starts_with(' '))
        };
        let candidates = names.get(begin(rest)).into_iter().flatten();
        found.extend(candidates.filter(stands).map(|name| name.organization));
        rest = rest.split_once(' ').map_or("", |(_, after)| after);
    }
    found
}
