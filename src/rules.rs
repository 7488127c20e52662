//! The rules of a register that is worth signing: one table, one file for each rule.
//!
//! A rule looks at a register that was read and assessed and reports what it finds; it changes nothing. Its code and name
//! are permanent, its name completes "allow ...". Faults of form (unreadable values, unknown keys) are the readers' affair.

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
mod procedure_as_situation;
mod repeated;
mod repeated_justification;
mod repeated_measure;
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
mod uncheckable_term;
mod unfunded_measure;
mod vague_responsible;
mod whole_table;
mod words;

use crate::case::{Case, Row};
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::{Arg, Message};
use crate::method::Method;
use crate::model::{Measure, Score, Situation};
use crate::source::{Record, Spot};
use rayon::prelude::*;

/// A rule.
pub struct Rule {
    /// Its code, name and weight.
    pub code: &'static Code,
    /// The version that brought it.
    pub since: &'static str,
    /// The position of Annex I that it guards; `None`: a lesson of practice.
    pub position: Option<u8>,
    check: fn(&Case<'_>, &mut Sink<'_>),
}

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
                (rule.check)(case, &mut own);
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

/// How many situations or measures a message names.
const NAMED: usize = 8;

impl Case<'_> {
    /// All measures, each with its situation and its number there.
    fn measures(&self) -> impl Iterator<Item = (Row<'_>, u32, &Measure)> {
        self.rows()
            .flat_map(|row| (0..).zip(&row.situation.measures).map(move |(number, measure)| (row, number, measure)))
    }

    /// The ids of situations by their numbers: the first few, then that there are more.
    fn ids(&self, numbers: impl IntoIterator<Item = u32>) -> Arg {
        let wanted: Vec<u32> = numbers.into_iter().collect();
        let all: Vec<&Situation> = self.register.situations().map(|(_, situation)| situation).collect();
        let shown = wanted.iter().take(NAMED).filter_map(|number| all.get(*number as usize));
        let mut ids: Vec<Arg> = shown.map(|situation| Arg::from(situation.id.as_str())).collect();
        if wanted.len() > NAMED {
            ids.push(Arg::from("…"));
        }
        Arg::List(ids)
    }

    /// Reports a finding about a field of a measure.
    fn report_measure<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        rule: &Rule,
        row: &Row<'_>,
        number: u32,
        key: &'static str,
        message: Message,
    ) -> &'s mut Diagnostic {
        let record = Record::Measure(row.number, number);
        let (own, mut spot) = (self.origins.spot(record, ""), self.origins.spot(record, key));
        // A table may have no cell for it: what a person would click then is the measure, not the first cell of its row.
        if spot == own && matches!(own, Spot::Cell { .. }) {
            spot = self.origins.spot(record, "text");
        }
        let found = sink.report(rule.code, spot, message);
        found.situation = Some(row.situation.id.clone());
        (found.field, found.key) = (Some("measure"), Some(key));
        found
    }

    /// Reports a finding about a field of a situation; a dotted key stands for the field of an inline table.
    fn report<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        rule: &Rule,
        row: &Row<'_>,
        key: &'static str,
        message: Message,
    ) -> &'s mut Diagnostic {
        self.report_code(sink, rule.code, row, key, message)
    }

    /// Reports that a field is missing: at its empty cell, where the table lacks its column, else at another field that calls
    /// for it.
    fn report_lacking<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        rule: &Rule,
        row: &Row<'_>,
        (key, beside): (&'static str, &'static str),
        message: Message,
    ) -> &'s mut Diagnostic {
        let record = Record::Situation(row.number);
        let is_absent = self.origins.absent().iter().any(|absent| absent.key == key);
        let own = (is_absent || self.origins.empty_cell(record, key).is_some())
            .then(|| sink.place(self.origins.spot(record, key)));
        let found = self.report(sink, rule, row, beside, message);
        if let Some(place) = own {
            (found.place, found.key) = (place, Some(key));
        }
        found
    }

    /// The same for a code that is no rule's.
    fn report_code<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        code: &'static Code,
        row: &Row<'_>,
        key: &'static str,
        message: Message,
    ) -> &'s mut Diagnostic {
        let record = Record::Situation(row.number);
        let (outer, _) = key.split_once('.').unwrap_or((key, ""));
        let found = sink.report(code, self.origins.spot_near(record, key), message);
        found.situation = Some(row.situation.id.clone());
        found.field = Some(outer);
        found.key = Some(key);
        found
    }
}

/// The two scores of a situation, each with its key and the id of its name.
fn scores(situation: &Situation) -> [(&'static str, &'static str, &Score); 2] {
    [("likelihood.score", "field-likelihood", &situation.likelihood), ("harm.score", "field-harm", &situation.harm)]
}

/// Whether a register declares the level that no points lead to, with a reason and without points.
fn declared_without_points(situation: &Situation, method: &Method) -> bool {
    situation.declared_without_points(|level| method.level(level).declared_only)
}
