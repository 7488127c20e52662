//! Which texts are the same, letter case, punctuation and spaces aside.

use crate::text::words;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher as _;

/// From so many situations on, the same text is a habit and not a coincidence.
pub(super) const OFTEN: usize = 3;

/// The groups of equal texts with more than one member: their places, ascending, in the order of the first.
pub(super) fn repeated<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Vec<Vec<usize>> {
    let texts: Vec<Option<&str>> = texts.collect();
    // By the hash of its words, the place where a text first stands, and its group once it has one. The words themselves
    // would be the whole register once more.
    let mut known: HashMap<u64, (usize, Option<usize>), FixedState> = HashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let Some(text) = text.map(words).filter(|text| !text.is_empty()) else { continue };
        let mut key = FixedState::default().hash_one(&text);
        // Another text of the same hash is passed over. What is repeated is mostly repeated as it stands.
        let is_other = |first: usize| texts[first] != texts[at] && texts[first].map(words).as_ref() != Some(&text);
        while known.get(&key).is_some_and(|(first, _)| is_other(*first)) {
            key = key.wrapping_add(1);
        }
        let (first, group) = known.entry(key).or_insert((at, None));
        match group {
            Some(group) => groups[*group].push(at),
            None if *first == at => {}
            None => {
                *group = Some(groups.len());
                groups.push(vec![*first, at]);
            }
        }
    }
    groups.sort_unstable_by_key(|group| group[0]);
    groups
}
