//! The risk map: the matrix with the ids of the situations in its cells, and what the controls moved.

use crate::assess::Outcome;
use crate::case::Case;
use crate::form::{self, map_cell};
use crate::locale::Message;
use crate::model::Level;
use crate::report::layout::{heads, level_counts};
use crate::report::words::first_few;
use crate::sheet::{Cell, Role, Sheet};

/// How many ids a cell of the map names before it counts the rest; the register names them all.
const IDS_SHOWN: usize = 40;

/// The map of a register.
pub(in crate::report) fn map<'a>(case: &Case<'a>) -> Sheet<'a> {
    // The counts of levels need four columns, however few points of harm the method has.
    let columns = (case.method.harm.len() + 1).max(4);
    let mut widths = vec![26];
    widths.extend(std::iter::repeat_n(u16::try_from(100 / (columns - 1)).unwrap_or(10).clamp(12, 33), columns - 1));
    let mut sheet = Sheet { name: case.text("sheet-map"), widths, landscape: true, ..Sheet::default() };
    sheet.across(Role::Title, case.text("title-map"));
    sheet.draft(case.draft());
    sheet.across(Role::Heading, case.text("heading-map-inherent"));
    sheet.add(matrix(case, Cells::Whole));
    sheet.across(Role::Remark, case.text("remark-map"));
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
        counted(case, &ids(case, |outcome| (outcome.likelihood, outcome.harm) == (likelihood, harm)))
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
                    Cell::text(Role::Body, counted(case, &ids)).spanning(rest),
                ]);
            }
        }
    }
    let open: Vec<&str> =
        case.rows().filter(|row| row.outcome.is_none()).map(|row| row.situation.id.as_str()).collect();
    if !open.is_empty() {
        let not_assessed = Cell::text(Role::Label, case.text("not-assessed")).spanning(2);
        rows.push(vec![not_assessed, Cell::text(Role::Body, counted(case, &open)).spanning(rest)]);
    }
    rows
}

fn ids<'a>(case: &Case<'a>, is_in: impl Fn(&Outcome) -> bool) -> Vec<&'a str> {
    case.rows().filter(|row| row.outcome.is_some_and(&is_in)).map(|row| row.situation.id.as_str()).collect()
}

/// `3: 1.1, 1.2, 2.4`, the first [`IDS_SHOWN`] by name.
fn counted(case: &Case<'_>, ids: &[&str]) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let (shown, more) = first_few(ids, IDS_SHOWN, ", ");
    let id = if more > 0 { "ids-and-more" } else { "ids" };
    case.format(Message::new(id).with("count", ids.len()).with("ids", shown).with("more", more))
}
