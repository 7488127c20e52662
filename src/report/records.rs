//! Flat tables for other programs: English keys, keywords as keys, and the columns that several tables have.
//!
//! In all tables of this program a name of a column has one meaning: `key` is unique in a run, `text` is what can happen, and
//! `situation` is an id.

use crate::case::Row;
use crate::method::Method;
use crate::model::{Keyword as _, Level, Period, Score};
use crate::report::words::joined;
use std::borrow::Cow;

pub(super) type Field<'a> = Cow<'a, str>;

/// A table: its header and its records.
pub struct FlatTable<'a> {
    /// The keys of the columns.
    pub header: &'static [&'static str],
    /// The records, made as they are written: those of hundreds of registers together would not fit into memory.
    pub rows: Box<dyn Iterator<Item = Vec<Field<'a>>> + 'a>,
}

/// The columns of a table of situations: what [`situation`] gives, between others.
macro_rules! columns_of_situations {
    ([$($before:literal),+], [$($after:literal),+]) => {
        &[
            $($before,)+
            "group",
            "function",
            "text",
            "category",
            "unit",
            "positions",
            "elsewhere",
            "declared_level",
            "likelihood",
            "likelihood_justification",
            "harm",
            "harm_justification",
            "sum",
            "inherent",
            "control",
            "control_effectiveness",
            "control_evidence",
            "control_lowers",
            "control_lowered",
            "residual",
            "priority",
            $($after),+
        ]
    };
}

pub(super) use columns_of_situations;

/// A situation: its key and whose it is, its id, all that is known of it.
pub(super) fn situation<'a>(key: String, organization: &'a str, row: &Row<'a>, method: &'a Method) -> Vec<Field<'a>> {
    let Row { function, situation, outcome, .. } = *row;
    let control = situation.control.as_ref();
    let level = |level: Level| Field::from(method.level(level).key.as_str());
    let points = |score: &Score| score.points().map(|points| number(points.into())).unwrap_or_default();
    vec![
        key.into(),
        organization.into(),
        situation.id.as_str().into(),
        optional(function.group.as_deref()),
        function.name.as_str().into(),
        situation.text.as_str().into(),
        optional(situation.category.map(|category| category.key())),
        optional(situation.unit.as_deref()),
        joined(&situation.positions),
        optional(situation.elsewhere.as_deref()),
        situation.declared_level.map(level).unwrap_or_default(),
        points(&situation.likelihood),
        optional(situation.likelihood.justification.as_deref()),
        points(&situation.harm),
        optional(situation.harm.justification.as_deref()),
        outcome.map(|outcome| number(outcome.sum as usize)).unwrap_or_default(),
        outcome.map(|outcome| level(outcome.inherent)).unwrap_or_default(),
        optional(control.and_then(|control| control.description.as_deref())),
        optional(control.and_then(|c| c.effectiveness).map(|grade| method.grade(grade).key.as_str())),
        optional(control.and_then(|control| control.evidence.as_deref())),
        control.map(|control| truth(control.lowers)).unwrap_or_default(),
        outcome.map(|outcome| truth(outcome.lowered())).unwrap_or_default(),
        outcome.map(|outcome| level(outcome.residual)).unwrap_or_default(),
        outcome.map(|outcome| number(outcome.priority)).unwrap_or_default(),
    ]
}

/// A term: its text, its first and its last day, its rhythm.
pub(super) fn term(due: Option<&Period>) -> [Field<'_>; 4] {
    [
        optional(due.map(|due| due.text.as_str())),
        shown(due.and_then(|due| due.from)),
        shown(due.and_then(|due| due.to)),
        optional(due.and_then(|due| due.recurrence).map(|recurrence| recurrence.key())),
    ]
}

pub(super) fn optional(value: Option<&str>) -> Field<'_> {
    value.unwrap_or_default().into()
}

pub(super) fn shown<'a>(value: Option<impl ToString>) -> Field<'a> {
    value.map(|value| value.to_string()).unwrap_or_default().into()
}

pub(super) fn truth<'a>(answer: bool) -> Field<'a> {
    if answer { "true" } else { "false" }.into()
}

/// A number; points and small counts, which are most of them, take no room of their own.
pub(super) fn number<'a>(number: usize) -> Field<'a> {
    const SMALL: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    SMALL.get(number).map_or_else(|| number.to_string().into(), |digit| (*digit).into())
}
