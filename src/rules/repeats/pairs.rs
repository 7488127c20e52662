//! Which reports say the same as an earlier one: found by keys that two of them have in common, so that the work grows with
//! the number of words, not with that of pairs.

use super::told::{EVIDENCE, MEASURED, RESULT, Says, Told};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A report with an earlier one that says the same, and the fields in which they do.
pub(super) struct Repeat {
    pub later: usize,
    pub earlier: usize,
    pub fields: Vec<usize>,
}

/// With how many of the first and of the last reports before it one is compared that has a key in common with them.
const COMPARED: usize = 4;

/// For each report the first earlier one that says the same, where `is_repeat` says of later, earlier and field that this is one.
pub(super) fn repeats(all: &[&Told], is_repeat: impl Fn(usize, usize, usize) -> bool) -> Vec<Repeat> {
    let mut found: BTreeMap<usize, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for field in [RESULT, EVIDENCE, MEASURED] {
        for (later, earlier) in alike(all, field) {
            if all[later].place(field) != all[earlier].place(field)
                && are_same(all[later], all[earlier], field)
                && is_repeat(later, earlier, field)
            {
                found.entry(later).or_default().entry(earlier).or_default().push(field);
            }
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
            let tells = one.has_dated() || (!one.documents.is_empty() && one.unusual() > 0);
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

/// Pairs of later and earlier reports that have a key in common, in the order of the later, then of the earlier.
fn alike(all: &[&Told], field: usize) -> Vec<(usize, usize)> {
    let keys_of = |(number, told): (usize, &&Told)| {
        let keys = match told.given[field].as_ref().map(|given| &given.says) {
            Some(Says::Text(said)) => said.keys(),
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
