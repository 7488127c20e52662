//! A measure that nobody answers for.

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB401", name: "measure-without-responsible", severity: Severity::Error },
    since: "0.1.0",
    position: Some(6),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in case.measures() {
        if measure.responsible.is_empty() {
            let message = Message::new("measure-without-responsible");
            case.report_measure(sink, &RULE, &row, number, "responsible", message).help =
                Some(Message::new("measure-without-responsible-help"));
        }
    }
}
