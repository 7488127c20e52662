//! Two situations that say the same, but for a word put in.
//!
//! Both have at least five words and say the same ([`Essence`]), or one says a word more. A word replaced by another, a number
//! or a "not" makes another situation: the rule rather misses a copy than calls two risks one. Each situation gives one key for each
//! of its words left out and one for all of them, so the work grows with the number of words, not with that of pairs.

use super::likeness::Essence;
use super::prelude::*;
use super::signs::Words;
use rayon::prelude::*;

/// Shorter texts are alike by chance.
const LEAST: usize = 5;

pub(super) const RULE: Rule = Rule::warning("TB605", "near-duplicate-situations").of_registers(check);

/// A key of a situation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    sum: u64,
    /// By its number.
    situation: u32,
    /// Whether the key is that of all words.
    whole: bool,
}

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let rows: Vec<_> = case.rows().collect();
    let mut keys: Vec<Key> = rows.par_iter().flat_map_iter(|row| keys(row.number, &row.situation.text)).collect();
    // Sorted rather than put in a map: a long register has millions of keys, and a map of them three times the room.
    keys.sort_unstable();
    let mut earlier: Vec<Option<u32>> = vec![None; rows.len()];
    for group in keys.chunk_by(|a, b| a.sum == b.sum) {
        // Where no text is whole, each has a word that the others lack: none repeats another.
        let Some(first_whole) = group.iter().find(|key| key.whole).map(|key| key.situation) else { continue };
        for key in group {
            // The earliest situation that it repeats.
            let other = if key.whole { group[0].situation } else { first_whole };
            if other < key.situation {
                let earlier = &mut earlier[key.situation as usize];
                *earlier = Some(earlier.map_or(other, |known| known.min(other)));
            }
        }
    }
    for (row, earlier) in rows.iter().zip(earlier) {
        if let Some(earlier) = earlier.map(|at| at as usize) {
            let message = Message::new("near-duplicate-situations").with("other", rows[earlier].situation.id.as_str());
            case.report(sink, &RULE.code, row, "text", message, "near-duplicate-situations-help");
        }
    }
}

fn keys(situation: u32, text: &str) -> Vec<Key> {
    let typed = Words::of(text);
    let words = typed.list();
    if words.len() < LEAST {
        return Vec::new();
    }
    let essence = Essence::of_words(&words);
    let whole = Key { sum: essence.whole(), situation, whole: true };
    let others = essence.without_one().map(|sum| Key { sum, situation, whole: false });
    std::iter::once(whole).chain(others).collect()
}
