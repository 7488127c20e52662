//! The consolidation as flat tables for a data warehouse: organisations, situations, measures, in the order of the run.
//! Tables are joined by `organization`, and by `key`; a column has one meaning in all of them.

use crate::assess::Outcome;
use crate::case::Row;
use crate::consolidate::{Overall, Place};
use crate::model::{Keyword as _, Level, Score};
use crate::report::FlatTable;
use crate::report::assessment::records::{Field, optional, shown};
use crate::report::words::joined;
use foldhash::fast::FixedState;
use std::collections::HashMap;

const ORGANIZATIONS: &[&str] = &[
    "organization",
    "name",
    "kind",
    "parent",
    "path",
    "sha256",
    "assessed_on",
    "rank",
    "functions",
    "functions_with_situations",
    "situations",
    "assessed",
    "lowered",
    "errors",
    "warnings",
    "information",
];

const SITUATIONS: &[&str] = &[
    "key",
    "organization",
    "situation",
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
    "priority_overall",
    "measures",
    "path",
];

const MEASURES: &[&str] = &[
    "key",
    "organization",
    "situation",
    "number",
    "measure",
    "due",
    "due_from",
    "due_to",
    "recurrence",
    "responsible",
    "expected_result",
    "funding",
];

/// The headers of the tables.
pub(in crate::report) const HEADERS: [&[&str]; 3] = [ORGANIZATIONS, SITUATIONS, MEASURES];

/// What makes a table.
type Make<'a> = fn(&'a Overall<'a>) -> FlatTable<'a>;

/// The tables, each with the name of its file and what makes it.
#[must_use]
pub fn consolidated_tables<'a>() -> [(&'static str, Make<'a>); 3] {
    [("organizations", organizations), ("situations", situations), ("measures", measures)]
}

fn organizations<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let standings = &all.standings;
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by_key(|rank| standings[*rank].organization);
    let digests = all.of.digests;
    let rows = order.into_iter().map(move |rank| {
        let standing = &standings[rank];
        let digest = &digests[standing.organization];
        let mut row = vec![
            digest.organization.id.as_str().into(),
            digest.organization.name.as_str().into(),
            optional(digest.organization.kind.map(|kind| kind.key())),
            optional(digest.organization.parent.as_deref()),
            digest.path.as_str().into(),
            digest.sha256.as_str().into(),
            shown(digest.assessed_on),
        ];
        let [functions, covered] = digest.functions;
        let counts = [rank + 1, functions, covered, digest.situations().len(), standing.assessed, standing.lowered];
        row.extend(counts.into_iter().chain(digest.findings).map(number));
        row
    });
    FlatTable { header: ORGANIZATIONS, rows: Box::new(rows) }
}

fn situations<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let of = &all.of;
    let ranks: HashMap<Place, usize, FixedState> = all.ranked.iter().map(|(place, _)| *place).zip(1..).collect();
    let (digests, method) = (of.digests, of.method);
    let level = move |level: Level| Field::from(method.level(level).key.as_str());
    let rows = of.situations().map(move |(place, row)| {
        let Row { function, situation, outcome, .. } = row;
        let counted = |count: fn(&Outcome) -> usize| outcome.map(|outcome| number(count(outcome))).unwrap_or_default();
        let control = situation.control.as_ref();
        let points = |score: &Score| score.points.map(|points| number(points.into())).unwrap_or_default();
        let digest = &digests[place.organization as usize];
        vec![
            of.key(place).into(),
            digest.organization.id.as_str().into(),
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
            counted(|outcome| outcome.sum as usize),
            outcome.map(|outcome| level(outcome.inherent)).unwrap_or_default(),
            optional(control.and_then(|control| control.description.as_deref())),
            optional(control.and_then(|c| c.effectiveness).map(|grade| method.grade(grade).key.as_str())),
            optional(control.and_then(|control| control.evidence.as_deref())),
            truth(control.map(|control| control.lowers)),
            truth(outcome.map(Outcome::lowered)),
            outcome.map(|outcome| level(outcome.residual)).unwrap_or_default(),
            counted(|outcome| outcome.priority),
            ranks.get(&place).map(|rank| number(*rank)).unwrap_or_default(),
            number(situation.measures.len()),
            digest.path.as_str().into(),
        ]
    });
    FlatTable { header: SITUATIONS, rows: Box::new(rows) }
}

fn measures<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let of = &all.of;
    let digests = of.digests;
    let measures = of.situations().flat_map(|(place, Row { situation, .. })| {
        (1..).zip(&situation.measures).map(move |measure| (place, situation.id.as_str(), measure))
    });
    let rows = measures.map(move |(place, id, (count, measure))| {
        let due = measure.due.as_ref();
        vec![
            of.key(place).into(),
            digests[place.organization as usize].organization.id.as_str().into(),
            id.into(),
            number(count),
            measure.text.as_str().into(),
            optional(due.map(|due| due.text.as_str())),
            shown(due.and_then(|due| due.from)),
            shown(due.and_then(|due| due.to)),
            optional(due.and_then(|due| due.recurrence).map(|recurrence| recurrence.key())),
            joined(&measure.responsible),
            optional(measure.expected_result.as_deref()),
            optional(measure.funding.as_deref()),
        ]
    });
    FlatTable { header: MEASURES, rows: Box::new(rows) }
}

/// Yes or no, where it is known.
fn truth<'a>(answer: Option<bool>) -> Field<'a> {
    optional(answer.map(|answer| if answer { "true" } else { "false" }))
}

/// A number; points and small counts, which are most of them, take no room of their own.
fn number<'a>(number: usize) -> Field<'a> {
    const SMALL: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    SMALL.get(number).map_or_else(|| number.to_string().into(), |digit| (*digit).into())
}
