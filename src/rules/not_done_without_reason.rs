//! A measure is called not done, and nobody says why.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB408", name: "not-done-without-reason", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(8),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in subject.measures() {
        if measure.status == Some(Status::NotDone) && measure.reason.is_none() {
            let message = Message::new("not-done-without-reason");
            subject.report_measure(sink, &RULE, &row, number, "reason", message).help =
                Some(Message::new("not-done-without-reason-help"));
        }
    }
}
