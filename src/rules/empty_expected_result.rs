//! The expected result only says that something was done or got better, and no indicator says more.
//!
//! What a person looks for is what she could go and see: a number, a thing that is there now, a case that can no longer happen.
//! A result that ends in "measures were taken", "carried out" or "improved", or begins so in Russian, has none of these; one that
//! repeats the measure has none either, nor one of such words alone.

use super::prelude::*;
use super::signs::{Words, composition};
use super::words::WORDS;
use crate::text::{excerpt, has_words, words};

pub(super) const RULE: Rule = Rule::warning("TB410", "empty-expected-result").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let (Some(result), None) = (&measure.expected_result, &measure.indicator) else { return Vec::new() };
    let empty = says_only_that_something_was_done(result) || has_words(&measure.text, &words(result));
    let message = || Message::new("empty-expected-result").with("found", excerpt(result, 60));
    fault_if(empty, "expected_result", message, "empty-expected-result-help")
}

fn says_only_that_something_was_done(result: &str) -> bool {
    let typed = Words::of(result);
    let words = typed.list();
    if result.bytes().any(|letter| letter.is_ascii_digit()) || WORDS.figures.occur(&words) {
        return false;
    }
    let ending = without_tail(&words);
    if WORDS.empty_phrases.end(ending) || WORDS.empty_phrases.length_at(&words).is_some() {
        return true;
    }
    // Nothing but work, measures and that they got better. A single word may be the name of a paper.
    if words.len() > 1 && composition(&words, &[&WORDS.result_words]).is_some() {
        return true;
    }
    if WORDS.concrete.occur(&words) {
        return false;
    }
    if WORDS.measures_taken.end(ending) {
        return true;
    }
    if WORDS.seen.occur(&words) {
        return false;
    }
    // What stands behind a comma may say more.
    let begins = || {
        !result.trim_end_matches('.').contains([',', ';', '.']) && WORDS.empty_beginnings.length_at(&words).is_some()
    };
    WORDS.empty_endings.end(ending) || begins()
}

/// The words without "in time", "in full" at their end.
fn without_tail<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    let mut words = words;
    while let Some(tail) = (1..words.len()).find(|at| WORDS.result_tails.are(&words[*at..])) {
        words = &words[..tail];
    }
    words
}
