//! A situation only names a procedure ("public procurement"): nobody does anything wrong in it.
//!
//! What a person looks for is an act or a deviation: somebody takes, hides, favours, delays, inflates, demands, or a rule is
//! passed by. Where no sign of that stands, the text is a procedure if it has no words but the function's own and "cases of", or
//! if its head is the name of a procedure: the first word that is no adjective in Russian, the last word in Kyrgyz. How many
//! words it has does not matter, and a text that is neither is let pass.

use super::likeness::Essence;
use super::prelude::*;
use super::signs::{Signs, Words};
use super::words::WORDS;
use crate::text::excerpt;

pub(super) const RULE: Rule = Rule::warning("TB604", "procedure-as-situation").by_position(7).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (row, (function, _)) in case.rows().zip(case.register.situations()) {
        if only_a_procedure(&row.situation.text, &function.name) {
            let message = Message::new("procedure-as-situation").with("found", excerpt(&row.situation.text, 60));
            case.report(sink, &RULE.code, &row, "text", message, "procedure-as-situation-help");
        }
    }
}

fn only_a_procedure(text: &str, function: &str) -> bool {
    let typed = Words::of(text);
    let words = typed.list();
    // That the text is missing is the reader's finding.
    if words.is_empty() || deviates(&words) {
        return false;
    }
    let own: Vec<&str> = words.iter().copied().filter(|word| !WORDS.cases.are(&[*word])).collect();
    if own.is_empty() || Essence::of_words(&own).is_within(&Essence::of(function)) {
        return true;
    }
    // "Keeping of" is a word of procedures as well as of their cases.
    let ends = WORDS.procedures.end(&own) || WORDS.procedures.end(&words);
    if WORDS.verbal_nouns.occur(&own) {
        return ends;
    }
    let is_verb = |word: &&str| WORDS.finite_verbs.are(&[*word]) && !WORDS.no_verbs.are(&[*word]);
    let head = own.iter().position(|word| !is_adjective(word));
    let begins = head.is_some_and(|head| WORDS.procedures.length_at(&own[head..]).is_some());
    (ends || begins) && !own.iter().any(is_verb)
}

/// Whether words speak of something that is not as it should be.
pub(super) fn deviates(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        let rest = &words[at..];
        WORDS.innocent_words.length_at(rest).is_none()
            && (WORDS.deviation.length_at(rest).is_some() || says_in_what_manner(rest))
    })
}

/// Whether Kyrgyz words begin with a converb that says how the act behind it is done: "writing it smaller", not "buying".
fn says_in_what_manner(words: &[&str]) -> bool {
    let [converb, verb, ..] = words else { return false };
    let is = |signs: &Signs, word: &str| signs.are(&[word]);
    WORDS.converbs.taken_off(converb, CONVERB).is_some()
        && !is(&WORDS.nouns_in_p, converb)
        && is(&WORDS.verbal_nouns, verb)
        && !is(&WORDS.auxiliaries, verb)
}

/// Shorter words in "p" are nouns.
const CONVERB: usize = 3;

/// Whether a word may be a Russian adjective, which tells nothing by itself.
fn is_adjective(word: &str) -> bool {
    WORDS.adjectives.are(&[word]) && !WORDS.procedures.are(&[word])
}
