//! A measure of a plan without an executor: the one named first leads, and there is none.

use super::super::prelude::*;

pub(super) const RULE: Rule = Rule::error("TB804", "measure-without-lead").of_plans(check);

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    for (number, planned) in case.measures().filter(|(_, planned)| planned.measure.responsible.is_empty()) {
        let message = Message::new("measure-without-lead");
        case.report(sink, &RULE.code, (number, planned), "responsible", message, "measure-without-lead-help");
    }
}
