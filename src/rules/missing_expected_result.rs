//! Neither a result nor an indicator: nobody will be able to say whether the measure helped.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB409", name: "missing-expected-result", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in subject.measures() {
        if measure.expected_result.is_none() && measure.indicator.is_none() {
            let message = Message::new("missing-expected-result");
            subject.report_measure(sink, &RULE, &row, number, "expected_result", message).help =
                Some(Message::new("missing-expected-result-help"));
        }
    }
}
