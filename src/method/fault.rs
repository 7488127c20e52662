//! Something wrong with a method, and what the proofs share.

use super::definition::Point;
use crate::locale::Message;

/// Something wrong with a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The entry, as `cell[3].level`; places in lists are 0-based.
    pub path: String,
    /// What is wrong.
    pub message: Message,
}

pub(super) fn fault(found: &mut Vec<Fault>, path: impl Into<String>, message: Message) {
    found.push(Fault { path: path.into(), message });
}

/// The entries that one before them is the same as, each with its place.
pub(super) fn repeated<T>(entries: &[T], same: fn(&T, &T) -> bool) -> impl Iterator<Item = (usize, &T)> {
    let is_repeated = move |(at, entry): &(usize, &T)| entries[..*at].iter().any(|other| same(other, entry));
    entries.iter().enumerate().filter(is_repeated)
}

/// The pairs of points that do not ascend.
pub(super) fn descents(points: &[Point]) -> impl Iterator<Item = (usize, &[Point])> {
    points.windows(2).enumerate().filter(|(_, pair)| pair[0].points >= pair[1].points)
}
