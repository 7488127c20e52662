//! Which reports say the same as an earlier one: found by keys that two of them have in common, so that the work grows with
//! the number of words, not with that of pairs.

use super::said::{Said, hash};
use super::told::{EVIDENCE, MEASURED, RESULT, Says, Told};
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// A report with an earlier one that says the same, and the fields in which they do.
pub(super) struct Repeat {
    pub later: usize,
    pub earlier: usize,
    pub fields: Vec<usize>,
}

/// With how many of the first and of the last reports before it one is compared that has a key in common with them.
const COMPARED: usize = 4;

/// For each report the first earlier one that says the same, where `is_repeat` says of later, earlier and field that this is one.
pub(super) fn repeats(all: &[&Told], is_repeat: impl Fn(usize, usize, usize) -> bool + Sync) -> Vec<Repeat> {
    let mut found: BTreeMap<usize, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for field in [RESULT, EVIDENCE, MEASURED] {
        let same = |&(later, earlier): &(usize, usize)| {
            all[later].place(field) != all[earlier].place(field)
                && are_same(all[later], all[earlier], field)
                && is_repeat(later, earlier, field)
        };
        for (later, earlier) in alike(all, field).into_par_iter().filter(same).collect::<Vec<_>>() {
            found.entry(later).or_default().entry(earlier).or_default().push(field);
        }
    }
    let first = |(later, of_it): (usize, BTreeMap<usize, Vec<usize>>)| {
        let (earlier, fields) = of_it.into_iter().next()?;
        Some(Repeat { later, earlier, fields })
    };
    found.into_iter().filter_map(first).collect()
}

fn are_same(later: &Told, earlier: &Told, field: usize) -> bool {
    match (later.given[field].as_ref().map(|given| &given.says), earlier.given[field].as_ref().map(|given| &given.says))
    {
        (Some(Says::Text(one)), Some(Says::Text(two))) => {
            // A document is shown, whatever is said of it beside.
            let tells = one.has_dated() || two.has_dated() || (!one.documents.is_empty() && one.unusual() > 0);
            let shown = field == EVIDENCE && tells && one.numbers == two.numbers && one.documents == two.documents;
            shown || one.is(two)
        }
        (
            Some(Says::Value { indicator, value, .. }),
            Some(Says::Value { indicator: of_earlier, value: before, .. }),
        ) => indicator == of_earlier && value == before,
        _ => false,
    }
}

/// How many of the rarest words of a report make keys: each two of them.
const RAREST: usize = 4;

/// Pairs of later and earlier reports that have a key in common, in the order of the later, then of the earlier.
fn alike(all: &[&Told], field: usize) -> Vec<(usize, usize)> {
    let often = Often::of(all, field);
    let keys_of = |(number, told): (usize, &&Told)| {
        let keys = match told.given[field].as_ref().map(|given| &given.says) {
            Some(Says::Text(said)) => {
                let mut keys = said.keys();
                keys.extend(often.keys(said));
                keys
            }
            Some(Says::Value { indicator, value, .. }) => vec![indicator.wrapping_add(value.unsigned_abs())],
            None => Vec::new(),
        };
        keys.into_iter().map(move |key| (key, number)).collect::<Vec<_>>()
    };
    // Sorted rather than put in a map: a long register has hundreds of thousands of keys.
    let mut keys: Vec<(u64, usize)> = all.par_iter().enumerate().flat_map_iter(keys_of).collect();
    keys.par_sort_unstable();
    keys.dedup();
    let mut pairs = Vec::new();
    for group in keys.chunk_by(|one, two| one.0 == two.0) {
        for (at, (_, later)) in group.iter().enumerate() {
            let near = at.saturating_sub(COMPARED).max(COMPARED.min(at))..at;
            let compared = group[..COMPARED.min(at)].iter().chain(&group[near]);
            pairs.extend(compared.map(|(_, earlier)| (*later, *earlier)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How many reports have a word.
struct Often(HashMap<u64, u32, FixedState>);

impl Often {
    fn of(all: &[&Told], field: usize) -> Self {
        let mut often: HashMap<u64, u32, FixedState> = HashMap::default();
        for word in all.iter().filter_map(|told| told.text(field)).flat_map(|said| &said.words) {
            *often.entry(*word).or_default() += 1;
        }
        Self(often)
    }

    /// A key for each two of the rarest words that another report has too, with all numbers: of two near-equal texts, words
    /// may be missing or mistyped, but hardly the same few.
    fn keys(&self, said: &Said) -> Vec<u64> {
        let shared = said.words.iter().filter_map(|word| Some((*self.0.get(word)?, *word)));
        let mut rarest: Vec<(u32, u64)> = shared.filter(|(often, _)| *often > 1).collect();
        rarest.sort_unstable();
        rarest.truncate(RAREST);
        let numbers = said.numbers_key();
        let two = |at: usize| rarest[..at].iter().map(move |other| (other.1, at));
        let pairs = (1..rarest.len()).flat_map(two);
        pairs.map(|(other, at)| hash(&(other.wrapping_add(rarest[at].1), numbers))).collect()
    }
}
