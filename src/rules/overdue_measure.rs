//! The last day of the term is past, and the measure is neither done nor given up with a reason.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB406", name: "overdue-measure", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(6),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in subject.measures() {
        let Some(last) = measure.due.as_ref().and_then(|due| due.to) else { continue };
        if last < subject.as_of && !matches!(measure.status, Some(Status::Done | Status::NotDone)) {
            let message = Message::new("overdue-measure").with("last", last);
            subject.report_measure(sink, &RULE, &row, number, "due", message).help =
                Some(Message::new("overdue-measure-help"));
        }
    }
}
