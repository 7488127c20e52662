//! A measure without a term.

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB403", name: "measure-without-term", severity: Severity::Error },
    since: "0.1.0",
    position: Some(6),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in case.measures() {
        if measure.due.is_none() {
            let message = Message::new("measure-without-term");
            case.report_measure(sink, &RULE, &row, number, "due", message).help =
                Some(Message::new("measure-without-term-help"));
        }
    }
}
