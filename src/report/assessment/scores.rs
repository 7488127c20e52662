//! How the situations of the list were assessed: points, justifications, control, levels, a row for each. No headings and no
//! lines to sign on stand among them, so that people can filter and sort them.

use crate::case::{Case, Row};
use crate::locale::Message;
use crate::model::{Axis, Score, Situation};
use crate::report::assessment::ways::to_sheet;
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet, Stream};

/// The columns: the message id of each title, and its width in characters.
const COLUMNS: [(&str, u16); 12] = [
    ("column-id", 6),
    ("column-situation", 28),
    ("column-likelihood", 15),
    (JUSTIFICATION, 27),
    ("column-harm", 8),
    (JUSTIFICATION, 27),
    ("column-control", 26),
    ("column-control-effectiveness", 16),
    ("column-control-evidence", 20),
    ("column-sum", 11),
    ("column-inherent", 11),
    ("column-residual", 11),
];
const JUSTIFICATION: &str = "column-justification";

/// The column of the level that measures aim at, where one does.
const TARGET: (&str, u16) = ("column-target-level", 11);
/// By how much it narrows the columns of justifications, so that letters stay as large as they are.
const NARROWER: u16 = 6;

/// By how much criteria widen the columns of justifications, in which they stand, and which columns give the room for it.
const WIDER: u16 = 8;
const GIVING: [(&str, u16); 4] = [
    ("column-situation", 4),
    ("column-control", 6),
    ("column-control-effectiveness", 2),
    ("column-control-evidence", 4),
];

/// The table of a register's situations.
pub(in crate::report) fn scores<'a>(case: &Case<'a>) -> Sheet<'a> {
    let with_target = case.target_counts().is_some();
    let columns = columns(case, with_target);
    let mut sheet = Sheet {
        name: case.text("sheet-scores"),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        landscape: true,
        ..Sheet::default()
    };
    sheet.across(Role::Title, case.text("title-scores"));
    sheet.across(Role::Title, case.register.organization.name.as_str());
    sheet.draft(case.draft());
    sheet.head(heads(case.language, columns.iter().map(|(id, _)| *id)), 1);
    let (rows, case): (Vec<Row<'a>>, Case<'a>) = (case.rows().collect(), *case);
    sheet.stream = Some(Stream::new(rows.len(), move |number| {
        let mut cells = cells(&case, &rows[number]);
        if with_target {
            let target = rows[number].outcome.and_then(|outcome| outcome.target);
            cells.push(target.map_or_else(|| Cell::empty(Role::Body), |level| case.level_cell(Some(level))));
        }
        cells
    }));
    sheet
}

/// The columns with their widths.
fn columns(case: &Case<'_>, with_target: bool) -> Vec<(&'static str, u16)> {
    let mut columns = COLUMNS.to_vec();
    let has_criteria =
        |(_, situation): (_, &Situation)| Axis::ALL.iter().any(|axis| !situation.score(*axis).criteria.is_empty());
    if case.register.situations().any(has_criteria) {
        for (id, width) in &mut columns {
            *width += if *id == JUSTIFICATION { WIDER } else { 0 };
            *width -= GIVING.iter().find(|(giving, _)| giving == id).map_or(0, |(_, less)| *less);
        }
    }
    if with_target {
        for (_, width) in columns.iter_mut().filter(|(id, _)| *id == JUSTIFICATION) {
            *width -= NARROWER;
        }
        columns.push(TARGET);
    }
    columns
}

/// The justification of points, then the criteria behind them, each on a line of its own.
fn justification<'a>(case: &Case<'a>, axis: Axis, score: &'a Score) -> Cell<'a> {
    if score.criteria.is_empty() {
        return Cell::optional(Role::Body, score.justification.as_deref());
    }
    let criteria = score.criteria.iter().filter_map(|scored| {
        let criterion = case.method.criteria(axis).find(&scored.key)?;
        let label = Message::new("sheet-criterion").with("criterion", &criterion.label);
        let line = Message::new("scores-criterion").with("label", label).with("said", case.reasoned(axis, scored));
        Some(case.format(line))
    });
    let lines: Vec<String> = score.justification.iter().map(|why| why.as_str().to_owned()).chain(criteria).collect();
    Cell::text(Role::Body, lines.join("\n"))
}

fn cells<'a>(case: &Case<'a>, row: &Row<'a>) -> Vec<Cell<'a>> {
    let (situation, outcome) = (row.situation, row.outcome);
    let control = situation.control.as_ref();
    vec![
        Cell::text(Role::Short, situation.id.as_str()).linked(to_sheet(case, row)),
        Cell::text(Role::Body, situation.text.as_str()),
        case.number_cell(situation.likelihood.points()),
        justification(case, Axis::Likelihood, &situation.likelihood),
        case.number_cell(situation.harm.points()),
        justification(case, Axis::Harm, &situation.harm),
        Cell::optional(Role::Body, control.and_then(|control| control.description.as_deref())),
        Cell::text(Role::Body, case.grade(control)),
        Cell::optional(Role::Body, control.and_then(|control| control.evidence.as_deref())),
        case.number_cell(outcome.map(|outcome| outcome.sum)),
        case.level_cell(outcome.map(|outcome| outcome.inherent)),
        case.level_cell(outcome.map(|outcome| outcome.residual)),
    ]
}
