//! A measure whose source of funds is left open in a plan that names it for others. A plan in a form without that column
//! is not asked.

use super::{PlanRule, PlanSubject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: PlanRule = PlanRule {
    code: &Code { code: "TB806", name: "measure-without-funding", severity: Severity::Warning },
    since: "0.1.0",
    check,
};

fn check(subject: &PlanSubject<'_>, sink: &mut Sink<'_>) {
    if subject.measures().all(|(_, planned)| planned.measure.funding.is_none()) {
        return;
    }
    for (number, planned) in subject.measures().filter(|(_, planned)| planned.measure.funding.is_none()) {
        let message = Message::new("measure-without-funding");
        subject.report(sink, RULE.code, (number, planned), "funding", message).help =
            Some(Message::new("measure-without-funding-help"));
    }
}
