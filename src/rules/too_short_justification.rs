//! One or two words cannot say why these points and no others.

use super::{Rule, Subject, scores};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::{first_words, words};

/// A justification has at least so many words.
const LEAST: usize = 3;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB603", name: "too-short-justification", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(7),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for row in subject.rows() {
        let keys = ["likelihood.justification", "harm.justification"];
        for (key, (_, name, score)) in keys.into_iter().zip(scores(row.situation)) {
            let Some(text) = &score.justification else { continue };
            // Most say enough with their first words.
            let too_short = |words: String| words.split(' ').count() < LEAST;
            if too_short(first_words(text, 2 * LEAST)) && too_short(words(text)) {
                let message = Message::new("too-short-justification")
                    .with("field", Message::new(name))
                    .with("found", text.as_str())
                    .with("least", LEAST);
                subject.report(sink, &RULE, &row, key, message).help =
                    Some(Message::new("too-short-justification-help"));
            }
        }
    }
}
