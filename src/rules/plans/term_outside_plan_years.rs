//! The term of a measure begins before the years of its plan, or ends after them.

use super::super::prelude::*;

pub(super) const RULE: Rule = Rule::warning("TB807", "term-outside-plan-years").of_plans(check);

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    let Some(years) = &case.plan.record.years else { return };
    let (Some(first), Some(last)) = (years.from, years.to) else { return };
    let said = match (first.year(), last.year()) {
        (one, other) if one == other => one.to_string(),
        (one, other) => format!("{one}–{other}"),
    };
    for (number, planned) in case.measures() {
        let Some(due) = &planned.measure.due else { continue };
        if due.from.is_some_and(|from| from < first) || due.to.is_some_and(|to| to > last) {
            let message =
                Message::new("term-outside-plan-years").with("term", due.text.as_str()).with("years", said.as_str());
            case.report(sink, &RULE.code, (number, planned), "due", message, "term-outside-plan-years-help");
        }
    }
}
