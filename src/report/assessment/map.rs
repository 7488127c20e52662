//! The risk map: the matrix with the ids of the situations in its cells, and what the controls moved.

use crate::case::Case;
use crate::locale::Message;
use crate::model::Level;
use crate::sheet::{Cell, Role, Sheet};

/// How many ids a cell of the map names before it counts the rest; the register names them all.
const IDS_SHOWN: usize = 40;

/// The map of a register.
pub(in crate::report) fn map<'a>(case: &Case<'a>) -> Sheet<'a> {
    // The levels stand side by side in four columns, however few points of harm the method has.
    let columns = (case.method.harm.len() + 1).max(4);
    let mut widths = vec![26];
    widths.extend(std::iter::repeat_n(u16::try_from(100 / (columns - 1)).unwrap_or(10).clamp(12, 33), columns - 1));
    let mut sheet = Sheet { name: case.text("sheet-map"), widths, landscape: true, ..Sheet::default() };
    let all = sheet.columns();
    sheet.row(vec![Cell::text(Role::Title, case.text("title-map")).spanning(all)]);
    if let Some(draft) = case.draft() {
        sheet.row(vec![Cell::text(Role::Draft, draft).spanning(all)]);
    }
    sheet.row(vec![Cell::text(Role::Heading, case.text("heading-map-inherent")).spanning(all)]);
    for row in matrix(case, Cells::Whole) {
        sheet.row(row);
    }
    sheet.row(vec![Cell::text(Role::Remark, case.text("remark-map")).spanning(all)]);
    sheet.gap();
    sheet.row(vec![Cell::text(Role::Heading, case.text("heading-map-moved")).spanning(all)]);
    for row in moves(case, all) {
        sheet.row(row);
    }
    let side_by_side = levels(case);
    if !side_by_side.is_empty() {
        sheet.gap();
        sheet.row(vec![Cell::text(Role::Heading, case.text("heading-map-target")).spanning(all)]);
        for row in side_by_side {
            sheet.row(row);
        }
        sheet.row(vec![Cell::text(Role::Remark, case.text("remark-map-target")).spanning(all)]);
    }
    sheet
}

/// How many situations are at each level before controls, after them, and where measures aim, the highest level on top;
/// nothing where no measure aims at a level, since the summary counts the rest.
pub(in crate::report) fn levels<'a>(case: &Case<'a>) -> Vec<Vec<Cell<'a>>> {
    let Some(target) = case.target_counts() else { return Vec::new() };
    let heads = ["head-level", "head-inherent-count", "head-residual-count", "head-target-count"];
    let mut rows = vec![heads.map(|id| Cell::text(Role::Head, case.text(id))).to_vec()];
    for (level, spec) in case.method.computed_levels().rev() {
        let mut row = vec![Cell::text(Role::Level(level), spec.label.get(case.language))];
        for counts in [&case.assessment.inherent, &case.assessment.residual, &target] {
            row.push(Cell::number(Role::Short, counts[level.index()]));
        }
        rows.push(row);
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
        counted(case, &ids(case, |outcome| (outcome.likelihood, outcome.harm) == (likelihood, harm)))
    })
}

/// The matrix with what stands in the cell of two points, the highest likelihood on top.
pub(in crate::report) fn matrix_of<'a>(
    case: &Case<'a>,
    cells: Cells,
    in_cell: impl Fn(u8, u8) -> String,
) -> Vec<Vec<Cell<'a>>> {
    let mut rows = Vec::new();
    let mut head = vec![Cell::text(Role::Head, case.text("head-map-corner"))];
    for point in &case.method.harm {
        head.push(Cell::text(Role::Head, case.points(Some(point.points), Some(&point.label))));
    }
    rows.push(head);
    for likelihood in case.method.likelihood.iter().rev() {
        let mut row = vec![Cell::text(Role::Head, case.points(Some(likelihood.points), Some(&likelihood.label)))];
        for harm in &case.method.harm {
            let Some(cell) = case.method.cell(likelihood.points, harm.points) else { continue };
            let level = case.method.level(cell.level);
            let marks = in_cell(likelihood.points, harm.points);
            let text = match cells {
                Cells::Whole => {
                    let value = Message::new("map-cell").with("value", cell.value).with("level", &level.label);
                    if marks.is_empty() { case.format(value) } else { format!("{}\n{marks}", case.format(value)) }
                }
                Cells::Letter => format!("{}  {marks}", level.letter.get(case.language)),
            };
            row.push(Cell::text(Role::Level(cell.level), text));
        }
        rows.push(row);
    }
    rows
}

/// From each level to each: how many situations, and which.
fn moves<'a>(case: &Case<'a>, columns: u16) -> Vec<Vec<Cell<'a>>> {
    let rest = columns - 2;
    let head = |id| Cell::text(Role::Head, case.text(id));
    let mut rows = vec![vec![head("head-before"), head("head-after"), head("head-situations").spanning(rest)]];
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

fn ids<'a>(case: &Case<'a>, is_in: impl Fn(&crate::assess::Outcome) -> bool) -> Vec<&'a str> {
    case.rows().filter(|row| row.outcome.is_some_and(&is_in)).map(|row| row.situation.id.as_str()).collect()
}

/// `3: 1.1, 1.2, 2.4`, at most so many by name.
fn counted(case: &Case<'_>, ids: &[&str]) -> String {
    let shown = ids.iter().take(IDS_SHOWN).copied().collect::<Vec<_>>().join(", ");
    let message = Message::new(match ids.len() {
        0 => return String::new(),
        count if count > IDS_SHOWN => "ids-and-more",
        _ => "ids",
    });
    case.format(message.with("count", ids.len()).with("ids", shown).with("more", ids.len().saturating_sub(IDS_SHOWN)))
}
