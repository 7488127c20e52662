//! The rules of a register that is worth signing: one table, one file for each rule.
//!
//! A rule looks at a register that was read and assessed and reports what it finds; it changes nothing. Its code and name
//! are permanent, its name completes "allow ...". Faults of form (unreadable values, unknown keys) are the readers' affair.

mod control_without_description;
mod control_without_evidence;
mod declared_level_differs;
pub mod examples;
mod missing_controller;
mod missing_justification;
mod missing_measure;
mod missing_score;
mod misused_zero_level;
mod stated_value_differs;

use crate::assess::{Assessment, Outcome};
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::Message;
use crate::method::Method;
use crate::model::{Register, Score, Situation};
use crate::source::{Origins, Record};

/// A rule.
pub struct Rule {
    /// Its code, name and weight.
    pub code: &'static Code,
    check: fn(&Subject<'_>, &mut Sink<'_>),
}

/// All rules, in the order of their codes.
pub const RULES: &[Rule] = &[
    missing_score::RULE,
    missing_justification::RULE,
    control_without_description::RULE,
    control_without_evidence::RULE,
    missing_controller::RULE,
    missing_measure::RULE,
    misused_zero_level::RULE,
    declared_level_differs::RULE,
    stated_value_differs::RULE,
];

/// What a rule looks at.
pub struct Subject<'a> {
    /// The register.
    pub register: &'a Register,
    /// Where its fields were read.
    pub origins: &'a Origins,
    /// The method.
    pub method: &'a Method,
    /// What the method says of it.
    pub assessment: &'a Assessment,
}

/// Runs all rules.
pub fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for rule in RULES {
        (rule.check)(subject, sink);
    }
}

/// A situation with its number and its outcome.
struct Row<'a> {
    number: u32,
    situation: &'a Situation,
    outcome: Option<&'a Outcome>,
}

impl Subject<'_> {
    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..)
            .zip(self.register.situations())
            .zip(&self.assessment.outcomes)
            .map(|((number, (_, situation)), outcome)| Row { number, situation, outcome: outcome.as_ref() })
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
        let record = Record::Situation(row.number);
        let (outer, _) = key.split_once('.').unwrap_or((key, ""));
        let found = sink.report(rule.code, self.origins.spot_near(record, key), message);
        found.situation = Some(row.situation.id.clone());
        found.field = Some(outer);
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
