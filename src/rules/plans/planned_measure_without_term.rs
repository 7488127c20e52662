//! A measure of a plan without a term. The reader reports a term that is there and cannot be read.

use super::super::prelude::*;
use super::super::report::measure;

pub(super) const RULE: Rule = Rule::warning("TB805", "planned-measure-without-term").of_plans(check);

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    for (number, planned) in case.measures() {
        if planned.measure.due.is_none() && !case.origins.has(measure(number), "due") {
            let message = Message::new("planned-measure-without-term");
            case.report(sink, &RULE.code, (number, planned), "due", message, "planned-measure-without-term-help");
        }
    }
}
