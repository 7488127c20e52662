//! An abbreviation among the executors is not in the list that the plan has.

use super::super::prelude::*;
use super::abbreviations::families;

pub(super) const RULE: Rule = Rule::warning("TB803", "unlisted-abbreviation").of_plans(check);

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    if case.plan.abbreviations.is_empty() {
        return;
    }
    for family in families(case).iter().filter(|family| family.listed.is_none()) {
        let uses = || family.forms.iter().flat_map(|form| &form.uses);
        let Some((number, planned)) = uses().min_by_key(|(number, _)| *number) else { continue };
        let message =
            Message::new("unlisted-abbreviation").with("found", family.forms[0].text).with("count", uses().count());
        case.report(sink, &RULE.code, (*number, planned), "responsible", message, "unlisted-abbreviation-help");
    }
}
