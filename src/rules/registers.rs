//! All rules of registers, and how they are run.

use super::rule::Rule;
use super::whole_table::merged;
use crate::case::Case;
use crate::diag::{Diagnostic, Sink};
use rayon::prelude::*;

/// The codes of rules that are wrong too often (see `docs/judgement.md`): they are looked for where they are selected.
pub const OFF_BY_DEFAULT: &[&str] = &[];

/// All rules, in the order of their codes.
pub const RULES: &[Rule] = &[
    super::missing_score::RULE,
    super::missing_justification::RULE,
    super::control_without_description::RULE,
    super::control_without_evidence::RULE,
    super::missing_controller::RULE,
    super::missing_measure::RULE,
    super::misused_zero_level::RULE,
    super::missing_particulars::RULE,
    super::function_without_situations::RULE,
    super::criterion_without_justification::RULE,
    super::below_criteria::RULE,
    super::repeated_criterion_justification::RULE,
    super::financial_harm_without_amount::RULE,
    super::criterion_without_points::RULE,
    super::declared_level_differs::RULE,
    super::stated_value_differs::RULE,
    super::systemic_with_lowest_likelihood::RULE,
    super::sensitive_function_rated_low::RULE,
    super::outdated_assessment::RULE,
    super::measure_without_responsible::RULE,
    super::vague_responsible::RULE,
    super::measure_without_term::RULE,
    super::uncheckable_term::RULE,
    super::term_before_assessment::RULE,
    super::overdue_measure::RULE,
    super::done_without_result::RULE,
    super::not_done_without_reason::RULE,
    super::missing_expected_result::RULE,
    super::empty_expected_result::RULE,
    super::repeated_measure::RULE,
    super::training_only::RULE,
    super::unfunded_measure::RULE,
    super::done_below_target::RULE,
    super::not_done_at_target::RULE,
    super::done_without_measured_value::RULE,
    super::done_without_evidence::RULE,
    super::target_level_not_lower::RULE,
    super::done_before_last_day::RULE,
    super::incomplete_verification::RULE,
    super::verified_by_executor::RULE,
    super::confirmed_and_not_done::RULE,
    super::repeats::RULE,
    super::repeated_justification::RULE,
    super::scale_as_justification::RULE,
    super::too_short_justification::RULE,
    super::procedure_as_situation::RULE,
    super::near_duplicate_situations::RULE,
    super::copied_cell::RULE,
    super::personal_name::RULE,
    super::flat_scores::RULE,
    super::one_control_for_all::RULE,
    super::unadapted_situation::RULE,
];

/// Runs all rules.
pub fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    // Findings are sorted in the end: the order in which rules finish does not matter.
    let mut found: Vec<Diagnostic> = Vec::new();
    for rules in RULES.chunks(AT_ONCE) {
        let parts: Vec<Sink<'_>> = rules
            .par_iter()
            .map(|rule| {
                let mut own = sink.of_same_file();
                rule.register.iter().for_each(|check| check(case, &mut own));
                rule.measure.iter().for_each(|judge| case.judge(&mut own, &rule.code, *judge));
                own
            })
            .collect();
        for part in parts {
            found.append(&mut sink.kept_of(part, found.len()));
        }
    }
    sink.extend(merged(found, case.origins, sink));
}

/// How many rules run in parallel before their findings are counted against the limit.
const AT_ONCE: usize = 8;
