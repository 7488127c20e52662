//! The assessment and the plan as flat tables: a record for each situation, or for each line of the plan.

use crate::case::Case;
use crate::model::{Keyword as _, Level, Measure};
use crate::report::records::{Field, FlatTable, columns_of_situations, number, optional, situation, term, truth};
use crate::report::words::joined;

/// The columns of the assessment.
pub(in crate::report) const ASSESSMENT: &[&str] = columns_of_situations!(["key", "organization", "id"], ["measures"]);

/// The columns of the plan.
pub(in crate::report) const PLAN: &[&str] = &[
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

/// One record for each situation of each case, in the registers' order.
#[must_use]
pub fn assessment_rows(cases: Vec<Case<'_>>) -> FlatTable<'_> {
    let rows = cases.into_iter().flat_map(|case| {
        let keys = case.keys();
        case.rows().map(move |row| {
            let mut record = situation(keys(&row), &case.register.organization.id, &row, case.method);
            record.push(number(row.situation.measures.len()));
            record
        })
    });
    FlatTable { header: ASSESSMENT, rows: Box::new(rows) }
}

/// One record for each line of the plan of each case, the most urgent first within a case.
#[must_use]
pub fn plan_rows<'a>(cases: Vec<Case<'a>>) -> FlatTable<'a> {
    let lines = cases.into_iter().flat_map(|case| {
        let keys = case.keys();
        case.plan_lines().into_iter().map(move |line| (case, line, keys(&line.row)))
    });
    let rows = lines.map(|(case, line, key)| {
        let outcome = line.outcome;
        let level = |level: Level| Field::from(case.method.level(level).key.as_str());
        let of_measure = |value: fn(&'a Measure) -> Option<&'a str>| optional(line.measure.and_then(value));
        let mut record = vec![
            key.into(),
            case.register.organization.id.as_str().into(),
            number(outcome.priority),
            line.row.situation.id.as_str().into(),
            line.row.situation.text.as_str().into(),
            level(outcome.inherent),
            level(outcome.residual),
            level(outcome.treated_level(case.method)),
            truth(outcome.head_control),
            of_measure(|measure| Some(&measure.text)),
        ];
        record.extend(term(line.measure.and_then(|measure| measure.due.as_ref())));
        record.extend([
            line.measure.map(|measure| joined(&measure.responsible)).unwrap_or_default(),
            of_measure(|measure| measure.expected_result.as_deref()),
            of_measure(|measure| measure.indicator.as_deref()),
            of_measure(|measure| measure.funding.as_deref()),
            of_measure(|measure| measure.status.map(|status| status.key())),
        ]);
        record
    });
    FlatTable { header: PLAN, rows: Box::new(rows) }
}
