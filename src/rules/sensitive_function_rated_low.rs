//! A field in which corruption is found everywhere (procurement, land, public property, inspection, licensing, recruitment)
//! is rated at the lowest level, and no control is named that would explain it.

use super::words::WORDS;
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::words;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB304", name: "sensitive-function-rated-low", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some((lowest, spec)) = subject.method.computed_levels().next() else { return };
    for (row, (function, _)) in subject.rows().zip(subject.register.situations()) {
        if row.outcome.is_none_or(|outcome| outcome.inherent != lowest) || row.situation.control.is_some() {
            continue;
        }
        let texts = [words(&function.name), words(&row.situation.text)];
        if let Some(field) = WORDS.sensitive.iter().find(|field| texts.iter().any(|text| field.in_text(text))) {
            let message = Message::new("sensitive-function-rated-low")
                .with("level", &spec.label)
                .with("area", Message::new(field.message_id()));
            subject.report(sink, &RULE, &row, "likelihood.score", message).help =
                Some(Message::new("sensitive-function-rated-low-help"));
        }
    }
}
