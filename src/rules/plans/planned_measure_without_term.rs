//! A measure of a plan without a term. One whose term was there and could not be read is the reader's affair.

use super::{PlanRule, measure};
use crate::case::PlanCase;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: PlanRule = PlanRule {
    code: &Code { code: "TB805", name: "planned-measure-without-term", severity: Severity::Warning },
    since: "0.1.0",
    check,
};

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    for (number, planned) in case.measures() {
        if planned.measure.due.is_none() && !case.origins.has(measure(number), "due") {
            let message = Message::new("planned-measure-without-term");
            case.report(sink, RULE.code, (number, planned), "due", message).help =
                Some(Message::new("planned-measure-without-term-help"));
        }
    }
}
