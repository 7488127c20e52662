//! Which texts say the same, whatever their order and endings; see [`Essence`].

use super::likeness::Essence;
use std::collections::BTreeMap;

/// From this number of situations on, the same text is a habit and not a coincidence.
pub(super) const OFTEN: usize = 3;

/// The groups of equal texts with more than one member: their places, ascending, in the order of the first.
pub(super) fn repeated<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.enumerate() {
        let Some(essence) = text.map(Essence::of).filter(|essence| !essence.is_empty()) else { continue };
        groups.entry(essence.whole()).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable_by_key(|group| group[0]);
    groups
}
