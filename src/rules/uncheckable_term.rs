//! A term that never comes: continuous, without a period after which anybody looks.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Recurrence;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB404", name: "uncheckable-term", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in subject.measures() {
        let Some(due) = &measure.due else { continue };
        if due.recurrence == Some(Recurrence::Continuous) && due.to.is_none() {
            let message = Message::new("uncheckable-term").with("term", due.text.as_str());
            subject.report_measure(sink, &RULE, &row, number, "due", message).help =
                Some(Message::new("uncheckable-term-help"));
        }
    }
}
