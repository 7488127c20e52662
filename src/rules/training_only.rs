//! The only answer to a high risk is training: it changes what people know, not what they can do unseen.
//!
//! Explaining, round tables, leaflets and informing are training; a measure that also changes something is not.

use super::acts::acts;
use super::prelude::*;
use super::signs::{Signs, Words};
use super::words::WORDS;

pub(super) const RULE: Rule = Rule::warning("TB412", "training-only").by_position(6).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        let measures = &row.situation.measures;
        let high = row.outcome.is_some_and(|outcome| outcome.head_control);
        if high && !measures.is_empty() && measures.iter().all(|measure| only_trains(&measure.text)) {
            case.report_measure(
                sink,
                &RULE.code,
                (&row, 0),
                "text",
                Message::new("training-only"),
                "training-only-help",
            );
        }
    }
}

fn only_trains(measure: &str) -> bool {
    let acts = acts(measure);
    // The verb stands at the end of a Kyrgyz act and at the beginning of a Russian one: what stands between is what it is about.
    let changes =
        |act: &Words| WORDS.change_endings.end(&act.list()) || WORDS.change_beginnings.length_at(&act.list()).is_some();
    let about = |at: usize| acts[at + 1..].iter().any(|act| WORDS.about.occur(&act.list()));
    let acts_otherwise = |(at, act): (usize, &Words)| changes(act) || does_something_else(act, about(at));
    trains(&Words::of(measure).list()) && !acts.iter().enumerate().any(acts_otherwise)
}

/// Whether words speak of training; a textbook and a school do not.
fn trains(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        let rest = &words[at..];
        WORDS.training.length_at(rest).is_some() && WORDS.no_training.length_at(rest).is_none()
    })
}

/// Whether the verb of an act is neither one of training nor one of holding something: "checking the notes of lectures".
fn does_something_else(act: &Words, about_follows: bool) -> bool {
    let words = act.list();
    let speaks_of = |signs: &Signs, from: usize| signs.length_at(&words[from..]).is_some();
    if let Some(verb) = words.iter().position(|word| WORDS.acting.are(&[*word])) {
        // Before the verb of a Russian act may stand whom it is about.
        return !(0..=verb).any(|at| speaks_of(&WORDS.training, at)) && !speaks_of(&WORDS.conducting, verb);
    }
    // That of a Kyrgyz act stands at its end, unless the next act says what is taught about it.
    let ends = words.last().is_some_and(|last| WORDS.verbal_nouns.are(&[*last]));
    ends && !about_follows && !trains(&words) && !WORDS.conducting.end(&words)
}
