//! All rules of registers, and how they are run.

use super::rule::Rule;
use super::{
    control_without_description, control_without_evidence, copied_cell, declared_level_differs, done_before_last_day,
    done_below_target, done_without_evidence, done_without_measured_value, done_without_result, empty_expected_result,
    flat_scores, function_without_situations, measure_without_responsible, measure_without_term, missing_controller,
    missing_expected_result, missing_justification, missing_measure, missing_particulars, missing_score,
    misused_zero_level, near_duplicate_situations, not_done_at_target, not_done_without_reason, one_control_for_all,
    outdated_assessment, overdue_measure, personal_name, procedure_as_situation, repeated_justification,
    repeated_measure, scale_as_justification, sensitive_function_rated_low, stated_value_differs,
    systemic_with_lowest_likelihood, target_level_not_lower, term_before_assessment, too_short_justification,
    training_only, uncheckable_term, unfunded_measure, vague_responsible, whole_table,
};
use crate::case::Case;
use crate::diag::{Diagnostic, Sink};
use rayon::prelude::*;

/// The codes of rules that are wrong too often (see `docs/judgement.md`): they are looked for where they are selected.
pub const OFF_BY_DEFAULT: &[&str] = &[];

/// All rules, in the order of their codes.
pub const RULES: &[Rule] = &[
    missing_score::RULE,
    missing_justification::RULE,
    control_without_description::RULE,
    control_without_evidence::RULE,
    missing_controller::RULE,
    missing_measure::RULE,
    misused_zero_level::RULE,
    missing_particulars::RULE,
    function_without_situations::RULE,
    declared_level_differs::RULE,
    stated_value_differs::RULE,
    systemic_with_lowest_likelihood::RULE,
    sensitive_function_rated_low::RULE,
    outdated_assessment::RULE,
    measure_without_responsible::RULE,
    vague_responsible::RULE,
    measure_without_term::RULE,
    uncheckable_term::RULE,
    term_before_assessment::RULE,
    overdue_measure::RULE,
    done_without_result::RULE,
    not_done_without_reason::RULE,
    missing_expected_result::RULE,
    empty_expected_result::RULE,
    repeated_measure::RULE,
    training_only::RULE,
    unfunded_measure::RULE,
    done_below_target::RULE,
    not_done_at_target::RULE,
    done_without_measured_value::RULE,
    done_without_evidence::RULE,
    target_level_not_lower::RULE,
    done_before_last_day::RULE,
    repeated_justification::RULE,
    scale_as_justification::RULE,
    too_short_justification::RULE,
    procedure_as_situation::RULE,
    near_duplicate_situations::RULE,
    copied_cell::RULE,
    personal_name::RULE,
    flat_scores::RULE,
    one_control_for_all::RULE,
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
    sink.extend(whole_table::merged(found, case.origins, sink));
}

/// How many rules run beside each other before it is looked whether there is room for what they found.
const AT_ONCE: usize = 8;
