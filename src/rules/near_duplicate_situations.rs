//! Two situations that say the same with one word changed.
//!
//! The measure: both have at least five words, and their words, cut to five letters so that endings do not matter, are the
//! same in any order but for at most one word that is put in, left out or replaced. Each situation gives one key for each of
//! its words left out and one for all of them, so the work grows with the number of words, not with that of pairs.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::words;

/// Shorter texts are alike by chance.
const LEAST: usize = 5;
/// So many letters of a word are compared.
const LETTERS: usize = 5;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB605", name: "near-duplicate-situations", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let rows: Vec<_> = subject.rows().collect();
    let mut shared: Vec<(u64, u32)> = Vec::new();
    for (at, row) in (0..).zip(&rows) {
        shared.extend(keys(&row.situation.text).into_iter().map(|key| (key, at)));
    }
    // Sorted rather than put in a map: a long register has millions of keys, and a map of them three times the room.
    shared.sort_unstable();
    let mut earlier: Vec<Option<u32>> = vec![None; rows.len()];
    for group in shared.chunk_by(|a, b| a.0 == b.0) {
        // The earliest situation that shares a key is the one that the others repeat.
        let first = group[0].1;
        for (_, at) in group.iter().filter(|(_, at)| *at > first) {
            let earlier = &mut earlier[*at as usize];
            *earlier = Some(earlier.map_or(first, |other| other.min(first)));
        }
    }
    for (row, earlier) in rows.iter().zip(earlier) {
        if let Some(earlier) = earlier.map(|at| at as usize) {
            let message = Message::new("near-duplicate-situations").with("other", rows[earlier].situation.id.as_str());
            subject.report(sink, &RULE, row, "text", message).help =
                Some(Message::new("near-duplicate-situations-help"));
        }
    }
}

/// The sums of the hashes of all words, and of all but one: equal for the same words in any order.
fn keys(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> = words(text).split(' ').map(hash).collect();
    if hashes.len() < LEAST {
        return Vec::new();
    }
    let all = hashes.iter().fold(0_u64, |sum, hash| sum.wrapping_add(*hash));
    std::iter::once(all).chain(hashes.iter().map(|hash| all.wrapping_sub(*hash))).collect()
}

/// FNV-1a of the first letters, spread so that sums of different words do not meet.
fn hash(word: &str) -> u64 {
    let fnv = word
        .chars()
        .take(LETTERS)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| (hash ^ u64::from(letter)).wrapping_mul(0x100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}
