//! The register: the official eight columns under group headings, then points, justifications, control, levels.

use crate::case::{Case, Row};
use crate::report::layout::heads;
use crate::report::words::joined;
use crate::sheet::{Cell, Role, Sheet, Stream};

/// The official columns: the message id of each title, and its width in characters.
const OFFICIAL: [(&str, u16); 8] = [
    ("column-id", 6),
    ("column-function", 28),
    ("column-situation", 28),
    ("column-category", 14),
    ("column-declared-level", 11),
    ("column-unit", 24),
    ("column-positions", 24),
    ("column-elsewhere", 25),
];

/// The columns of the assessment.
const ASSESSED: [(&str, u16); 10] = [
    ("column-likelihood", 14),
    ("column-justification", 27),
    ("column-harm", 8),
    ("column-justification", 27),
    ("column-control", 26),
    ("column-control-effectiveness", 14),
    ("column-control-evidence", 20),
    ("column-sum", 11),
    ("column-inherent", 11),
    ("column-residual", 11),
];

/// The column of the level that measures aim at, where one does.
const TARGET: (&str, u16) = ("column-target-level", 11);
/// By how much it narrows the columns of justifications, so that all columns fit on the page.
const NARROWER: u16 = 6;

/// A row below the titles. There are many, so each is made when it is written.
enum Below<'a> {
    Group(&'a str),
    Situation(Row<'a>),
}

/// The register sheet: printed two pages wide, the official form on the first.
pub(in crate::report) fn register<'a>(case: &Case<'a>) -> Sheet<'a> {
    let with_target = case.target_counts().is_some();
    let mut columns: Vec<(&str, u16)> = OFFICIAL.iter().chain(&ASSESSED).copied().collect();
    if with_target {
        for (_, width) in columns.iter_mut().filter(|(id, _)| *id == "column-justification") {
            *width -= NARROWER;
        }
        columns.push(TARGET);
    }
    let mut sheet = Sheet {
        name: case.text("sheet-register"),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        landscape: true,
        repeat_columns: 1,
        column_break: Some(8),
        scale: Some(75),
        ..Sheet::default()
    };
    sheet.row(vec![Cell::text(Role::Title, case.text("title-register")).spanning(8)]);
    sheet.row(vec![Cell::text(Role::Title, case.register.organization.name.as_str()).spanning(8)]);
    if let Some(draft) = case.draft() {
        sheet.row(vec![Cell::text(Role::Draft, draft).spanning(8)]);
    }
    sheet.head(heads(case.language, columns.iter().map(|(id, _)| *id)), 1);
    let (below, case, all) = (below(case), *case, sheet.columns());
    let count = below.len();
    let row = move |number: usize| match &below[number] {
        Below::Group(heading) => {
            // Once on each of the two pages; the first column, repeated on the second, stays free.
            let across = |columns| Cell::text(Role::Group, *heading).spanning(columns);
            vec![Cell::empty(Role::Group), across(7), across(all - 8)]
        }
        Below::Situation(row) => {
            let mut cells = cells(&case, row);
            if with_target {
                let target = row.outcome.and_then(|outcome| outcome.target);
                cells.push(target.map_or_else(|| Cell::empty(Role::Body), |level| case.level_cell(Some(level))));
            }
            cells
        }
    };
    sheet.stream = Some(Stream::new(count, row));
    sheet
}

/// The rows below the titles: each situation, after the heading of its group where one begins.
fn below<'a>(case: &Case<'a>) -> Vec<Below<'a>> {
    let (mut below, mut group) = (Vec::new(), None);
    for row in case.rows() {
        let heading = row.function.group.as_deref();
        if heading.is_some() && heading != group {
            group = heading;
            below.extend(heading.map(Below::Group));
        }
        below.push(Below::Situation(row));
    }
    below
}

fn cells<'a>(case: &Case<'a>, row: &Row<'a>) -> Vec<Cell<'a>> {
    let (situation, outcome) = (row.situation, row.outcome);
    let control = situation.control.as_ref();
    let declared = situation.declared_level.map(|level| case.level_cell(Some(level)));
    vec![
        Cell::text(Role::Short, situation.id.as_str()),
        Cell::text(Role::Body, row.function.name.as_str()),
        Cell::text(Role::Body, situation.text.as_str()),
        Cell::text(Role::Body, case.keyword(situation.category).unwrap_or_default()),
        declared.unwrap_or_else(|| Cell::empty(Role::Body)),
        Cell::optional(Role::Body, situation.unit.as_deref()),
        Cell::text(Role::Body, joined(&situation.positions)),
        Cell::optional(Role::Body, situation.elsewhere.as_deref()),
        case.number_cell(situation.likelihood.points),
        Cell::optional(Role::Body, situation.likelihood.justification.as_deref()),
        case.number_cell(situation.harm.points),
        Cell::optional(Role::Body, situation.harm.justification.as_deref()),
        Cell::optional(Role::Body, control.and_then(|control| control.description.as_deref())),
        Cell::text(Role::Body, case.grade(control)),
        Cell::optional(Role::Body, control.and_then(|control| control.evidence.as_deref())),
        case.number_cell(outcome.map(|outcome| outcome.sum)),
        case.level_cell(outcome.map(|outcome| outcome.inherent)),
        case.level_cell(outcome.map(|outcome| outcome.residual)),
    ]
}
