//! The only answer to a high risk is training: it changes what people know, not what they can do unseen.
//!
//! Explaining, round tables, leaflets and informing are training; a measure that also changes something is not.

use super::signs::{Words, acts};
use super::words::WORDS;
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB412", name: "training-only", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(6),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for row in subject.rows() {
        let measures = &row.situation.measures;
        let high = row.outcome.is_some_and(|outcome| outcome.head_control);
        if high && !measures.is_empty() && measures.iter().all(|measure| only_trains(&measure.text)) {
            subject.report_measure(sink, &RULE, &row, 0, "text", Message::new("training-only")).help =
                Some(Message::new("training-only-help"));
        }
    }
}

fn only_trains(measure: &str) -> bool {
    let acts = acts(measure);
    // The verb stands at the end of a Kyrgyz act and at the beginning of a Russian one: what stands between is what it is about.
    let changes =
        |act: &Words| WORDS.change_endings.end(&act.list()) || WORDS.change_beginnings.length_at(&act.list()).is_some();
    WORDS.training.occur(&Words::of(measure).list()) && !acts.iter().any(changes)
}
