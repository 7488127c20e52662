//! Which texts are the same, letter case, punctuation and spaces aside.

use crate::text::words;
use std::collections::HashMap;

/// From so many situations on, the same text is a habit and not a coincidence.
pub(super) const OFTEN: usize = 3;

/// The groups of equal texts with more than one member: their places, ascending, in the order of the first.
pub(super) fn repeated<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, text) in texts.enumerate() {
        let Some(text) = text.map(words).filter(|text| !text.is_empty()) else { continue };
        if let Some(group) = known.get(&text) {
            groups[*group].push(at);
        } else {
            known.insert(text, groups.len());
            groups.push(vec![at]);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}
