//! The rules of plans of measures that are not tied to single risks: those of their own, and those that judge any measure.

mod abbreviation_in_several_spellings;
mod abbreviations;
mod broken_numbering;
mod measure_without_funding;
mod measure_without_lead;
mod planned_measure_without_term;
mod term_outside_plan_years;
mod unlisted_abbreviation;

use super::measures::{Circumstances, Judge};
use super::{
    Rule, done_before_last_day, done_below_target, done_without_evidence, done_without_measured_value,
    done_without_result, empty_expected_result, missing_expected_result, not_done_at_target, not_done_without_reason,
    overdue_measure, personal_name, repeated_measure, uncheckable_term, unfunded_measure, vague_responsible,
};
use crate::case::PlanCase;
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::Message;
use crate::model::PlannedMeasure;
use crate::source::Record;

/// A rule of plans alone.
pub struct PlanRule {
    /// Its code, name and weight.
    pub code: &'static Code,
    /// The version that brought it.
    pub since: &'static str,
    check: fn(&PlanCase<'_>, &mut Sink<'_>),
}

/// All rules of plans alone, in the order of their codes.
pub const PLAN_RULES: &[PlanRule] = &[
    broken_numbering::RULE,
    abbreviation_in_several_spellings::RULE,
    unlisted_abbreviation::RULE,
    measure_without_lead::RULE,
    planned_measure_without_term::RULE,
    measure_without_funding::RULE,
    term_outside_plan_years::RULE,
];

/// The rules that judge any measure, whether it stands against a risk or in a plan.
const OF_ANY_MEASURE: &[(Rule, Judge)] = &[
    (vague_responsible::RULE, vague_responsible::judge),
    (uncheckable_term::RULE, uncheckable_term::judge),
    (overdue_measure::RULE, overdue_measure::judge),
    (done_without_result::RULE, done_without_result::judge),
    (not_done_without_reason::RULE, not_done_without_reason::judge),
    (missing_expected_result::RULE, missing_expected_result::judge),
    (empty_expected_result::RULE, empty_expected_result::judge),
    (unfunded_measure::RULE, unfunded_measure::judge),
    (done_below_target::RULE, done_below_target::judge),
    (not_done_at_target::RULE, not_done_at_target::judge),
    (done_without_measured_value::RULE, done_without_measured_value::judge),
    (done_without_evidence::RULE, done_without_evidence::judge),
    (done_before_last_day::RULE, done_before_last_day::judge),
    (personal_name::RULE, personal_name::judge),
];

/// Runs all rules of plans.
pub fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    let mut own = sink.of_same_file();
    check_all(case, &mut own);
    let found = sink.kept_of(own, 0);
    sink.extend(super::whole_table::merged(found, case.origins, sink));
}

fn check_all(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    for rule in PLAN_RULES {
        (rule.check)(case, sink);
    }
    repeated_measure::check_plan(case, sink);
    let circumstances = Circumstances::new(&case.plan.organization, case.as_of);
    for (number, planned) in case.measures() {
        for (rule, judge) in OF_ANY_MEASURE {
            for fault in judge(&planned.measure, &circumstances) {
                case.report(sink, rule.code, (number, planned), fault.key, fault.message).help = Some(fault.help);
            }
        }
    }
}

impl<'a> PlanCase<'a> {
    /// All measures, each with its 0-based number in the plan.
    fn measures(&self) -> impl Iterator<Item = (usize, &'a PlannedMeasure)> {
        self.plan.measures().map(|(_, _, planned)| planned).enumerate()
    }

    /// Reports a finding about a field of a measure.
    pub(super) fn report<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        code: &'static Code,
        (number, planned): (usize, &PlannedMeasure),
        key: &'static str,
        message: Message,
    ) -> &'s mut Diagnostic {
        let found = sink.report(code, self.origins.spot(measure(number), key), message);
        found.concern_measure(&planned.id);
        (found.field, found.key) = (Some(key), Some(key));
        found
    }
}

/// The record of a measure by its 0-based number in the plan.
fn measure(number: usize) -> Record {
    Record::PlannedMeasure(u32::try_from(number).unwrap_or(u32::MAX))
}
