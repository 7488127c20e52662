//! A text taken apart: its clauses, and the acts in them.

use super::signs::Words;
use super::words::WORDS;

/// The parts of a text between punctuation marks.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', ':', '.', '(', ')', '\n'])
}

/// The acts of a text, each of which has a verb of its own: its clauses, taken apart at "and". A number before an act is that of
/// a list.
pub(super) fn acts(text: &str) -> Vec<Words> {
    let of_clause = |clause: &str| -> Vec<Words> {
        let typed = Words::of(clause);
        let words = typed.list();
        let acts = words.split(|word| WORDS.ands.are(&[*word])).map(|act| {
            let numbers = act.iter().take_while(|word| word.chars().all(char::is_numeric)).count();
            Words(act[numbers..].join(" "))
        });
        acts.collect()
    };
    clauses(text).flat_map(of_clause).collect()
}
