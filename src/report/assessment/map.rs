//! The risk map: the matrix with the ids of the situations in its cells, and what the controls moved.

use crate::assess::Outcome;
use crate::case::Case;
use crate::form::{self, map_cell};
use crate::locale::Message;
use crate::model::Level;
use crate::report::layout::{heads, level_counts};
use crate::report::words::first_few;
use crate::sheet::{Cell, Role, Sheet};

/// How many ids a cell of the map names before it counts the rest, and how many a row of what moved does; the list names them all.
const IN_CELL: usize = 24;
const IN_ROW: usize = 40;

/// The width of what keeps two maps apart, in characters.
const BETWEEN: u16 = 3;

/// The map of a register, before controls and after them.
pub(in crate::report) fn map<'a>(case: &Case<'a>) -> Sheet<'a> {
    // The counts of levels need four columns, however few points of harm the method has.
    let points = case.method.harm.len();
    let mut half = vec![18];
    half.extend(std::iter::repeat_n(u16::try_from(66 / points.max(1)).unwrap_or(10).clamp(12, 33), points.max(3)));
    let widths = [half.clone(), vec![BETWEEN], half].concat();
    let mut sheet = Sheet { name: case.text("sheet-map"), widths, landscape: true, ..Sheet::default() };
    sheet.across(Role::Title, case.text("title-map"));
    sheet.across(Role::Title, case.register.organization.name.as_str());
    sheet.draft(case.draft());
    let side = sheet.columns() / 2;
    let beside = |role, [left, right]: [&str; 2]| {
        let text = |id: &str| Cell::text(role, case.text(id)).spanning(side);
        vec![text(left), Cell::empty(Role::Remark), text(right)]
    };
    sheet.row(beside(Role::Heading, ["heading-map-inherent", "heading-map-residual"]));
    let before = matrix(case, Cells::Whole).into_iter();
    sheet.add(before.zip(after(case)).map(|(mut left, right)| {
        left.extend((left.len()..=usize::from(side)).map(|_| Cell::empty(Role::Remark)));
        left.extend(right);
        left
    }));
    sheet.row(beside(Role::Remark, ["remark-map", "remark-map-residual"]));
    sheet.gap();
    sheet.across(Role::Heading, case.text("heading-map-moved"));
    let moves = moves(case, sheet.columns());
    sheet.add(moves);
    if let Some(levels) = levels(case) {
        sheet.gap();
        sheet.across(Role::Heading, case.text("heading-map-target"));
        sheet.add(levels);
        sheet.across(Role::Remark, case.text("remark-map-target"));
    }
    sheet
}

/// The number of situations at each level before controls, after them, and where measures aim; `None` where none aims at a level:
/// the summary has the other counts.
pub(in crate::report) fn levels<'a>(case: &Case<'a>) -> Option<Vec<Vec<Cell<'a>>>> {
    let target = case.target_counts()?;
    let counts = [&case.assessment.inherent, &case.assessment.residual, &target].map(Vec::as_slice);
    Some(level_counts(case.method, case.language, &counts))
}

/// The matrix after controls. Points do not change, so each situation stands in its cell; the cell has the colour of the highest
/// residual level in it, and says which situations are at which.
fn after<'a>(case: &Case<'a>) -> Vec<Vec<Cell<'a>>> {
    let levels: Vec<Level> = case.method.computed_levels().rev().map(|(level, _)| level).collect();
    let in_cell = |likelihood: u8, harm: u8, level: Level| {
        let at = |outcome: &Outcome| (outcome.likelihood, outcome.harm, outcome.residual) == (likelihood, harm, level);
        counted(case, &ids(case, at), IN_CELL)
    };
    let mut rows = form::matrix(case.method, case.language, |_| String::new());
    for (cells, likelihood) in rows.iter_mut().skip(1).zip(case.method.likelihood.iter().rev()) {
        for (cell, harm) in cells.iter_mut().skip(1).zip(&case.method.harm) {
            let counts = levels.iter().map(|level| (*level, in_cell(likelihood.points, harm.points, *level)));
            let counts: Vec<(Level, String)> = counts.filter(|(_, counted)| !counted.is_empty()).collect();
            let role = counts.first().map_or(Role::Short, |(level, _)| Role::Level(*level));
            let lines = counts.iter().map(|(level, counted)| format!("{}\n{counted}", case.level_label(*level)));
            *cell = Cell::text(role, lines.collect::<Vec<_>>().join("\n"));
        }
    }
    rows
}

/// What a cell of the map says besides its count and ids.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Cells {
    /// Its value and the level's name.
    Whole,
    /// The level's letter: what a terminal has room for, and what tells levels apart without colours.
    Letter,
}

/// The matrix with the situations of a register, the highest likelihood on top.
pub(in crate::report) fn matrix<'a>(case: &Case<'a>, cells: Cells) -> Vec<Vec<Cell<'a>>> {
    matrix_of(case, cells, |likelihood, harm| {
        counted(case, &ids(case, |outcome| (outcome.likelihood, outcome.harm) == (likelihood, harm)), IN_CELL)
    })
}

/// The matrix with what stands in the cell of two points, the highest likelihood on top.
pub(in crate::report) fn matrix_of<'a>(
    case: &Case<'a>,
    cells: Cells,
    in_cell: impl Fn(u8, u8) -> String,
) -> Vec<Vec<Cell<'a>>> {
    form::matrix(case.method, case.language, |cell| {
        let marks = in_cell(cell.likelihood, cell.harm);
        match cells {
            Cells::Whole if marks.is_empty() => map_cell(cell, case.method, case.language),
            Cells::Whole => format!("{}\n{marks}", map_cell(cell, case.method, case.language)),
            Cells::Letter => format!("{}  {marks}", case.method.level(cell.level).letter.get(case.language)),
        }
    })
}

/// From each level to each: how many situations, and which.
fn moves<'a>(case: &Case<'a>, columns: u16) -> Vec<Vec<Cell<'a>>> {
    let rest = columns - 2;
    let mut titles = heads(case.language, ["head-before", "head-after"]);
    titles.push(Cell::text(Role::Head, case.text("head-situations")).spanning(rest));
    let mut rows = vec![titles];
    let levels: Vec<Level> = case.method.computed_levels().rev().map(|(level, _)| level).collect();
    for before in &levels {
        for after in levels.iter().filter(|after| *after <= before) {
            let ids = ids(case, |outcome| (outcome.inherent, outcome.residual) == (*before, *after));
            if !ids.is_empty() {
                rows.push(vec![
                    case.level_cell(Some(*before)),
                    case.level_cell(Some(*after)),
                    Cell::text(Role::Body, counted(case, &ids, IN_ROW)).spanning(rest),
                ]);
            }
        }
    }
    let open: Vec<&str> =
        case.rows().filter(|row| row.outcome.is_none()).map(|row| row.situation.id.as_str()).collect();
    if !open.is_empty() {
        let not_assessed = Cell::text(Role::Label, case.text("not-assessed")).spanning(2);
        rows.push(vec![not_assessed, Cell::text(Role::Body, counted(case, &open, IN_ROW)).spanning(rest)]);
    }
    rows
}

fn ids<'a>(case: &Case<'a>, is_in: impl Fn(&Outcome) -> bool) -> Vec<&'a str> {
    case.rows().filter(|row| row.outcome.is_some_and(&is_in)).map(|row| row.situation.id.as_str()).collect()
}

/// `3: 1.1, 1.2, 2.4`, the first few by name.
fn counted(case: &Case<'_>, ids: &[&str], few: usize) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let (shown, more) = first_few(ids, few, ", ");
    let id = if more > 0 { "ids-and-more" } else { "ids" };
    case.format(Message::new(id).with("count", ids.len()).with("ids", shown).with("more", more))
}
