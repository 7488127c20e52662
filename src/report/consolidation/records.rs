//! The consolidation as flat tables for a data warehouse: organisations, situations, measures, in the order of the run.
//! Tables are joined by `organization`, and by `key`; a column has one meaning in all of them.

use crate::case::Row;
use crate::consolidate::{Overall, Place};
use crate::model::Keyword as _;
use crate::report::records::{FlatTable, columns_of_situations, number, optional, shown, situation, term};
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

const SITUATIONS: &[&str] =
    columns_of_situations!(["key", "organization", "situation"], ["priority_overall", "measures", "path"]);

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

const FILES: &[&str] = &["path", "sha256", "became", "organization", "of", "reason"];

/// The headers of the tables.
pub(in crate::report) const HEADERS: [&[&str]; 4] = [ORGANIZATIONS, SITUATIONS, MEASURES, FILES];

/// What makes a table.
type Make<'a> = fn(&'a Overall<'a>) -> FlatTable<'a>;

/// The tables, each with the name of its file and what makes it.
#[must_use]
pub fn consolidated_tables<'a>() -> [(&'static str, Make<'a>); 4] {
    [("organizations", organizations), ("situations", situations), ("measures", measures), ("files", files)]
}

fn files<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let language = all.of.language;
    let rows = all.of.files.iter().map(move |file| {
        vec![
            file.path.as_str().into(),
            optional(file.sha256.as_deref()),
            file.became.key().into(),
            optional(file.organization.as_deref()),
            optional(file.of.as_deref()),
            file.reason.as_ref().map(|reason| language.message(reason)).unwrap_or_default().into(),
        ]
    });
    FlatTable { header: FILES, rows: Box::new(rows) }
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
        row.push(if standing.is_ranked() { number(rank + 1) } else { "".into() });
        let counts = [functions, covered, digest.situations().len(), standing.assessed, standing.lowered];
        row.extend(counts.into_iter().chain(digest.findings).map(number));
        row
    });
    FlatTable { header: ORGANIZATIONS, rows: Box::new(rows) }
}

fn situations<'a>(all: &'a Overall<'a>) -> FlatTable<'a> {
    let of = &all.of;
    let ranks: HashMap<Place, usize, FixedState> = all.ranked.iter().map(|(place, _)| *place).zip(1..).collect();
    let rows = of.situations().map(move |(place, row)| {
        let digest = &of.digests[place.organization as usize];
        let mut record = situation(of.key(place), &digest.organization.id, &row, of.method);
        record.extend([
            ranks.get(&place).map(|rank| number(*rank)).unwrap_or_default(),
            number(row.situation.measures.len()),
            digest.path.as_str().into(),
        ]);
        record
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
        let mut record = vec![
            of.key(place).into(),
            digests[place.organization as usize].organization.id.as_str().into(),
            id.into(),
            number(count),
            measure.text.as_str().into(),
        ];
        record.extend(term(measure.due.as_ref()));
        record.extend([
            joined(&measure.responsible),
            optional(measure.expected_result.as_deref()),
            optional(measure.funding.as_deref()),
        ]);
        record
    });
    FlatTable { header: MEASURES, rows: Box::new(rows) }
}
