//! The consolidation as flat tables for a data warehouse: English keys, one row an organisation, a situation, a measure.

use super::Consolidation;
use super::organizations::standings;
use crate::model::{Keyword as _, Level};
use crate::report::FlatTable;
use std::borrow::Cow;

const ORGANIZATIONS: &[&str] = &[
    "organization",
    "name",
    "kind",
    "path",
    "sha256",
    "assessed_on",
    "rank",
    "situations",
    "assessed",
    "lowered",
    "functions",
    "functions_covered",
    "errors",
    "warnings",
    "information",
];
const SITUATIONS: &[&str] = &[
    "organization",
    "id",
    "group",
    "function",
    "situation",
    "unit",
    "positions",
    "elsewhere",
    "likelihood",
    "harm",
    "sum",
    "inherent",
    "residual",
    "treated",
    "lowered",
    "head_control",
    "priority",
    "measures",
];
const MEASURES: &[&str] =
    &["organization", "situation", "number", "measure", "due", "lead", "responsible", "expected_result", "funding"];

/// The tables, each with the name of its file.
#[must_use]
pub fn consolidated_tables<'a>(all: &Consolidation<'a>) -> Vec<(&'static str, FlatTable<'a>)> {
    vec![("organizations", organizations(all)), ("situations", situations(all)), ("measures", measures(all))]
}

fn number<'a>(number: impl ToString) -> Cow<'a, str> {
    number.to_string().into()
}

fn text(text: Option<&str>) -> Cow<'_, str> {
    text.unwrap_or_default().into()
}

fn organizations<'a>(all: &Consolidation<'a>) -> FlatTable<'a> {
    let rows = (1_usize..).zip(standings(all)).map(|(rank, standing)| {
        let digest = standing.digest;
        let mut row: Vec<Cow<'a, str>> = vec![
            digest.organization.id.as_str().into(),
            digest.organization.name.as_str().into(),
            text(digest.organization.kind.map(|kind| kind.key())),
            digest.path.as_str().into(),
            digest.sha256.as_str().into(),
            digest.assessed_on.map(number).unwrap_or_default(),
        ];
        let counts = [rank, digest.situations.len(), standing.assessed, standing.lowered];
        row.extend(counts.into_iter().chain(digest.functions).chain(digest.findings).map(number));
        row
    });
    FlatTable { header: ORGANIZATIONS, rows: Box::new(rows) }
}

fn situations<'a>(all: &Consolidation<'a>) -> FlatTable<'a> {
    let method = all.method;
    let key = move |level: Level| Cow::Borrowed(method.level(level).key.as_str());
    let rows = all.situations().map(move |(digest, situation)| {
        let outcome = situation.outcome.as_ref();
        let shown = |value: Option<String>| Cow::Owned(value.unwrap_or_default());
        vec![
            digest.organization.id.as_str().into(),
            situation.id.as_str().into(),
            text(situation.group.as_deref()),
            Cow::Borrowed(&*situation.function),
            situation.text.as_str().into(),
            text(situation.unit.as_deref()),
            situation.positions.join("; ").into(),
            text(situation.elsewhere.as_deref()),
            shown(outcome.map(|outcome| outcome.likelihood.to_string())),
            shown(outcome.map(|outcome| outcome.harm.to_string())),
            shown(outcome.map(|outcome| outcome.sum.to_string())),
            outcome.map(|outcome| key(outcome.inherent)).unwrap_or_default(),
            outcome.map(|outcome| key(outcome.residual)).unwrap_or_default(),
            situation.treated.map(key).unwrap_or_default(),
            shown(outcome.map(|outcome| outcome.lowered().to_string())),
            shown(outcome.map(|outcome| outcome.head_control.to_string())),
            shown(outcome.map(|outcome| outcome.priority.to_string())),
            number(situation.measures.len()),
        ]
    });
    FlatTable { header: SITUATIONS, rows: Box::new(rows) }
}

fn measures<'a>(all: &Consolidation<'a>) -> FlatTable<'a> {
    let measures = all.situations().flat_map(|(digest, situation)| {
        (1_usize..).zip(&situation.measures).map(move |(at, measure)| (digest, situation, at, measure))
    });
    let rows = measures.map(|(digest, situation, at, measure)| {
        vec![
            digest.organization.id.as_str().into(),
            situation.id.as_str().into(),
            number(at),
            measure.text.as_str().into(),
            text(measure.due.as_deref()),
            text(measure.responsible.first().map(String::as_str)),
            measure.responsible.join("; ").into(),
            text(measure.expected_result.as_deref()),
            text(measure.funding.as_deref()),
        ]
    });
    FlatTable { header: MEASURES, rows: Box::new(rows) }
}
