//! A measure is called done, but not when, or not what came of it.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB407", name: "done-without-result", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(8),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in subject.measures() {
        if measure.status == Some(Status::Done) {
            for (key, name, missing) in [
                ("done_on", "field-done-on", measure.done_on.is_none()),
                ("result", "field-result", measure.result.is_none()),
            ] {
                if missing {
                    let message = Message::new("done-without-result").with("field", Message::new(name));
                    subject.report_measure(sink, &RULE, &row, number, key, message).help =
                        Some(Message::new("done-without-result-help"));
                }
            }
        }
    }
}
