//! The assessment and the plan as flat tables for other programs: English keys, keywords as keys, one row a situation (or
//! a line of the plan). In all tables of this program a name of a column has one meaning: `key` is unique in a run, `situation` is an
//! id, `text` is what can happen.

use crate::assess::Outcome;
use crate::case::Case;
use crate::model::Keyword as _;
use crate::report::consolidation::HEADERS as CONSOLIDATED;
use std::borrow::Cow;

pub(in crate::report) type Field<'a> = Cow<'a, str>;

/// A table: its header and its rows.
pub struct FlatTable<'a> {
    /// The keys of the columns.
    pub header: &'static [&'static str],
    /// The rows, made as they are written: those of hundreds of registers together would not fit into memory.
    pub rows: Box<dyn Iterator<Item = Vec<Field<'a>>> + 'a>,
}

/// The columns of the assessment.
const ASSESSMENT: &[&str] = &[
    "key",
    "organization",
    "id",
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
    "measures",
];

/// The columns of the plan.
const PLAN: &[&str] = &[
    "key",
    "organization",
    "priority",
    "situation",
    "text",
    "inherent",
    "residual",
    "level",
    "head_control",
    "measure",
    "due",
    "due_from",
    "due_to",
    "recurrence",
    "responsible",
    "expected_result",
    "indicator",
    "funding",
    "status",
];

/// The headers of all tables that this program makes: a CSV file is known as one of its own by the whole of its header, since
/// a register may well begin with a column called `organization`.
#[must_use]
pub fn table_headers() -> Vec<&'static [&'static str]> {
    [&[ASSESSMENT, PLAN], CONSOLIDATED.as_slice()].concat()
}

/// One row for each situation of each case, in the registers' order.
#[must_use]
pub fn assessment_rows(cases: Vec<Case<'_>>) -> FlatTable<'_> {
    let rows = cases.into_iter().flat_map(|case| {
        let keys = case.keys();
        case.rows().map(move |row| (case, row, keys(&row)))
    });
    let rows = rows.map(|(case, row, key)| {
        let (situation, outcome) = (row.situation, row.outcome);
        let control = situation.control.as_ref();
        let level = |level| Cow::from(case.method.level(level).key.as_str());
        vec![
            key.into(),
            case.register.organization.id.as_str().into(),
            situation.id.as_str().into(),
            optional(row.function.group.as_deref()),
            row.function.name.as_str().into(),
            situation.text.as_str().into(),
            optional(situation.category.map(|category| category.key())),
            optional(situation.unit.as_deref()),
            Case::posts(&situation.positions),
            optional(situation.elsewhere.as_deref()),
            situation.declared_level.map(level).unwrap_or_default(),
            shown(situation.likelihood.points),
            optional(situation.likelihood.justification.as_deref()),
            shown(situation.harm.points),
            optional(situation.harm.justification.as_deref()),
            shown(outcome.map(|outcome| outcome.sum)),
            outcome.map(|outcome| level(outcome.inherent)).unwrap_or_default(),
            optional(control.and_then(|control| control.description.as_deref())),
            optional(control.and_then(|c| c.effectiveness).map(|grade| case.method.grade(grade).key.as_str())),
            optional(control.and_then(|control| control.evidence.as_deref())),
            shown(control.map(|control| control.lowers)),
            shown(outcome.map(Outcome::lowered)),
            outcome.map(|outcome| level(outcome.residual)).unwrap_or_default(),
            shown(outcome.map(|outcome| outcome.priority)),
            situation.measures.len().to_string().into(),
        ]
    });
    FlatTable { header: ASSESSMENT, rows: Box::new(rows) }
}

/// One row for each line of the plan of each case, the most urgent first within a case.
#[must_use]
pub fn plan_rows<'a>(cases: Vec<Case<'a>>) -> FlatTable<'a> {
    let lines = cases.into_iter().flat_map(|case| {
        let keys = case.keys();
        case.plan_lines().into_iter().map(move |line| (case, line, keys(&line.row)))
    });
    let rows = lines.map(|(case, line, key)| {
        let outcome = line.outcome;
        let level = |level| Cow::from(case.method.level(level).key.as_str());
        let due = line.measure.and_then(|measure| measure.due.as_ref());
        let of_measure =
            |value: fn(&'a crate::model::Measure) -> Option<&'a str>| optional(line.measure.and_then(value));
        vec![
            key.into(),
            case.register.organization.id.as_str().into(),
            outcome.priority.to_string().into(),
            line.row.situation.id.as_str().into(),
            line.row.situation.text.as_str().into(),
            level(outcome.inherent),
            level(outcome.residual),
            level(outcome.treated_level(case.method)),
            outcome.head_control.to_string().into(),
            of_measure(|measure| Some(&measure.text)),
            optional(due.map(|due| due.text.as_str())),
            shown(due.and_then(|due| due.from)),
            shown(due.and_then(|due| due.to)),
            optional(due.and_then(|due| due.recurrence).map(|recurrence| recurrence.key())),
            line.measure.map(|measure| Case::posts(&measure.responsible)).unwrap_or_default(),
            of_measure(|measure| measure.expected_result.as_deref()),
            of_measure(|measure| measure.indicator.as_deref()),
            of_measure(|measure| measure.funding.as_deref()),
            of_measure(|measure| measure.status.map(|status| status.key())),
        ]
    });
    FlatTable { header: PLAN, rows: Box::new(rows) }
}

pub(in crate::report) fn optional(value: Option<&str>) -> Field<'_> {
    value.unwrap_or_default().into()
}

pub(in crate::report) fn shown<'a>(value: Option<impl ToString>) -> Field<'a> {
    value.map(|value| value.to_string()).unwrap_or_default().into()
}
