//! A measure of a plan without an executor: the one named first leads, and there is none.

use super::PlanRule;
use crate::case::PlanCase;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: PlanRule = PlanRule {
    code: &Code { code: "TB804", name: "measure-without-lead", severity: Severity::Error },
    since: "0.1.0",
    check,
};

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    for (number, planned) in case.measures().filter(|(_, planned)| planned.measure.responsible.is_empty()) {
        let message = Message::new("measure-without-lead");
        case.report(sink, RULE.code, (number, planned), "responsible", message).help =
            Some(Message::new("measure-without-lead-help"));
    }
}
