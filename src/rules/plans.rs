//! The rules of plans of measures that are not tied to single risks: those of their own, and those that judge any measure.

mod abbreviation_in_several_spellings;
mod abbreviations;
mod broken_numbering;
mod measure_without_funding;
mod measure_without_lead;
mod planned_measure_without_term;
mod term_outside_plan_years;
mod unlisted_abbreviation;

use super::measures::Circumstances;
use super::registers::RULES;
use super::rule::Rule;
use super::whole_table::merged;
use crate::case::PlanCase;
use crate::diag::Sink;

/// All rules of plans alone, in the order of their codes.
pub const PLAN_RULES: &[Rule] = &[
    broken_numbering::RULE,
    abbreviation_in_several_spellings::RULE,
    unlisted_abbreviation::RULE,
    measure_without_lead::RULE,
    planned_measure_without_term::RULE,
    measure_without_funding::RULE,
    term_outside_plan_years::RULE,
];

/// Runs all rules of plans, and those of registers that look at plans or at any measure.
pub fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    let mut own = sink.of_same_file();
    for check in PLAN_RULES.iter().chain(RULES).filter_map(|rule| rule.plan) {
        check(case, &mut own);
    }
    let circumstances = Circumstances::new(&case.plan.organization, case.as_of);
    for (number, planned) in case.measures() {
        for (rule, judge) in RULES.iter().filter_map(|rule| Some((rule, rule.measure?))) {
            for fault in judge(&planned.measure, &circumstances) {
                case.report(&mut own, &rule.code, (number, planned), fault.key, fault.message, fault.help);
            }
        }
    }
    let found = sink.kept_of(own, 0);
    sink.extend(merged(found, case.origins, sink));
}
