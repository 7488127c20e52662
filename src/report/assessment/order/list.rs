//! The list as it is approved and published: the official eight columns with the level that was assessed; the level that was
//! published before beside it, if there is one.

use crate::case::{Case, Row};
use crate::locale::{Arg, Message};
use crate::model::Level;
use crate::report::annex::signatures;
use crate::report::assessment::ways::to_sheet;
use crate::report::layout::heads;
use crate::report::words::joined;
use crate::sheet::{Cell, Role, Sheet, Stream};
use crate::text::capitalised;

/// The official columns: the message id of each title, and its width in characters.
const OFFICIAL: [(&str, u16); 8] = [
    ("column-id", 5),
    ("list-function", 26),
    ("list-situation", 28),
    ("list-category", 15),
    (LEVEL, 12),
    ("list-unit", 24),
    ("list-positions", 24),
    ("list-elsewhere", 24),
];
/// The column of the level; its title names the levels of the method.
const LEVEL: &str = "list-level";
/// The column of the level that was published before.
const BEFORE: (&str, u16) = ("fact-declared-level", 15);

/// A row below the titles. There are many, so each is made when it is written.
enum Below<'a> {
    Group(&'a str),
    Situation(Row<'a>),
    Signature(usize),
}

/// The list of a register.
pub(in crate::report::assessment) fn list<'a>(case: &Case<'a>) -> Sheet<'a> {
    let before = case.rows().any(|row| row.situation.declared_level.is_some() && row.outcome.is_some());
    let mut columns = OFFICIAL.to_vec();
    if before {
        let level = columns.iter().position(|(id, _)| *id == LEVEL).unwrap_or_default();
        columns.insert(level + 1, BEFORE);
    }
    let mut sheet = Sheet {
        name: case.text("sheet-register"),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        landscape: true,
        ..Sheet::default()
    };
    sheet.across(Role::Title, case.text("title-register"));
    sheet.across(Role::Title, case.register.organization.name.as_str());
    sheet.draft(case.draft());
    sheet.head(titles(case, &columns), 0);
    sheet.filter = None;
    let mut below = below(case);
    let record = &case.register.assessment;
    let signed = signatures(sheet.columns(), record.assessors.first().map(String::as_str), case.language);
    below.extend((0..signed.len()).map(Below::Signature));
    let (case, all) = (*case, sheet.columns());
    sheet.stream = Some(Stream::new(below.len(), move |number| match &below[number] {
        Below::Group(heading) => vec![Cell::text(Role::Group, *heading).spanning(all)],
        Below::Situation(row) => cells(&case, row, before),
        Below::Signature(place) => signed[*place].clone(),
    }));
    sheet
}

/// The rows of its situations, 0-based, in the register's order.
pub(in crate::report::assessment) fn rows(case: &Case<'_>) -> Vec<u32> {
    let rows = (list(case).next_row()..).zip(below(case));
    rows.filter(|(_, below)| matches!(below, Below::Situation(_))).map(|(row, _)| row).collect()
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

fn titles<'a>(case: &Case<'a>, columns: &[(&str, u16)]) -> Vec<Cell<'a>> {
    let levels = case.method.levels.iter().map(|level| Arg::from(&level.label)).collect();
    let level = case.format(Message::new(LEVEL).with("levels", Arg::List(levels)));
    let mut titles = Vec::new();
    for (id, _) in columns {
        if *id == LEVEL {
            titles.push(Cell::text(Role::Head, level.clone()));
        } else {
            titles.extend(heads(case.language, [*id]));
        }
    }
    titles
}

/// A level as the official list writes it: with a capital letter.
fn level_cell<'a>(case: &Case<'a>, level: Option<Level>) -> Cell<'a> {
    match level {
        Some(level) => Cell::text(Role::Level(level), capitalised(case.level_label(level))),
        None => case.level_cell(None),
    }
}

fn cells<'a>(case: &Case<'a>, row: &Row<'a>, before: bool) -> Vec<Cell<'a>> {
    let (situation, declared) = (row.situation, row.situation.declared_level);
    // A level that no points lead to is declared, with a reason, and stands for itself.
    let settled = declared.filter(|level| case.method.level(*level).declared_only);
    let level = row.outcome.map(|outcome| outcome.inherent).or(settled);
    let mut cells = vec![
        Cell::text(Role::Short, situation.id.as_str()).linked(to_sheet(case, row)),
        Cell::text(Role::Body, row.function.name.as_str()),
        Cell::text(Role::Body, situation.text.as_str()),
        Cell::text(Role::Body, capitalised(&case.keyword(situation.category).unwrap_or_default())),
        level_cell(case, level),
    ];
    if before {
        let earlier = declared.filter(|_| row.outcome.is_some());
        cells.push(earlier.map_or_else(
            || Cell::empty(Role::Short),
            |level| Cell::text(Role::Short, capitalised(case.level_label(level))),
        ));
    }
    cells.extend([
        Cell::optional(Role::Body, situation.unit.as_deref()),
        Cell::text(Role::Body, joined(&situation.positions)),
        Cell::optional(Role::Body, situation.elsewhere.as_deref()),
    ]);
    cells
}
