//! The only answer to a high risk is training: it changes what people know, not what they can do unseen.

use super::words::{WORDS, has_stem};
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::words;

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
        let trains = |text: &str| {
            let text = words(text);
            WORDS.training.iter().any(|stem| has_stem(&text, stem))
        };
        if high && !measures.is_empty() && measures.iter().all(|measure| trains(&measure.text)) {
            subject.report_measure(sink, &RULE, &row, 0, "text", Message::new("training-only")).help =
                Some(Message::new("training-only-help"));
        }
    }
}
