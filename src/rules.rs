//! The rules of a register that is worth signing: one table, one file for each rule.
//!
//! A rule looks at a register that was read and assessed and reports what it finds; it changes nothing. Its code and name
//! are permanent, its name completes "allow ...". Faults of form (unreadable values, unknown keys) are found by the readers.

mod acts;
mod control_without_description;
mod control_without_evidence;
mod copied_cell;
mod declared_level_differs;
mod done_before_last_day;
mod done_below_target;
mod done_without_evidence;
mod done_without_measured_value;
mod done_without_result;
mod emptiness;
mod empty_expected_result;
pub mod examples;
mod executors;
mod flat_scores;
mod function_without_situations;
mod likeness;
mod measure_without_responsible;
mod measure_without_term;
mod measures;
mod missing_controller;
mod missing_expected_result;
mod missing_justification;
mod missing_measure;
mod missing_particulars;
mod missing_score;
mod misused_zero_level;
mod names;
mod near_duplicate_situations;
mod not_done_at_target;
mod not_done_without_reason;
mod one_control_for_all;
mod outdated_assessment;
mod overdue_measure;
mod personal_name;
pub mod plans;
pub mod policy;
mod prelude;
mod procedure_as_situation;
mod registers;
mod repeated;
mod repeated_justification;
mod repeated_measure;
mod report;
mod rule;
mod scale_as_justification;
pub mod seal;
mod sensitive_function_rated_low;
mod signs;
mod stated_value_differs;
mod systemic_with_lowest_likelihood;
mod target_level_not_lower;
mod term_before_assessment;
mod too_short_justification;
mod training_only;
mod unadapted_situation;
mod uncheckable_term;
mod unfunded_measure;
mod vague_responsible;
mod whole_table;
mod words;

pub use registers::{OFF_BY_DEFAULT, RULES, check};
pub use rule::Rule;
