//! A measure whose source of funds is left open in a plan that names it for others. A plan in a form without that column
//! is not asked.

use super::super::prelude::*;

pub(super) const RULE: Rule = Rule::warning("TB806", "measure-without-funding").of_plans(check);

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    if case.measures().all(|(_, planned)| planned.measure.funding.is_none()) {
        return;
    }
    for (number, planned) in case.measures().filter(|(_, planned)| planned.measure.funding.is_none()) {
        let message = Message::new("measure-without-funding");
        case.report(sink, &RULE.code, (number, planned), "funding", message, "measure-without-funding-help");
    }
}
