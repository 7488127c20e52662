//! A measure whose source of funds is left open in a plan that names it for others. A plan in a form without that column
//! is not asked.

use super::PlanRule;
use crate::case::PlanCase;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: PlanRule = PlanRule {
    code: &Code { code: "TB806", name: "measure-without-funding", severity: Severity::Warning },
    since: "0.1.0",
    check,
};

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    if case.measures().all(|(_, planned)| planned.measure.funding.is_none()) {
        return;
    }
    for (number, planned) in case.measures().filter(|(_, planned)| planned.measure.funding.is_none()) {
        let message = Message::new("measure-without-funding");
        case.report(sink, RULE.code, (number, planned), "funding", message).help =
            Some(Message::new("measure-without-funding-help"));
    }
}
