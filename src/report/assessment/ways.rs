//! The ways through a register's workbook: from a situation in the list, in the table of points and in the plan to its assessment
//! sheet, and from there back to the list.

use crate::case::{Case, Row};
use crate::report::annex::LINES;
use crate::sheet::Link;

/// How many assessment sheets go on one worksheet: Excel takes 1,023 page breaks, and their rows stay far below its limit.
pub(super) const ON_ONE: usize = 1000;

/// Whether a workbook has them: beyond one worksheet of assessment sheets people filter and search, and links would take their
/// share of the time of a large register.
fn are_laid(case: &Case<'_>) -> bool {
    case.assessment.outcomes.len() <= ON_ONE
}

/// The way to the assessment sheet of a situation.
pub(super) fn to_sheet(case: &Case<'_>, row: &Row<'_>) -> Option<Link> {
    are_laid(case).then(|| Link::Page { sheet: case.text("sheet-sheets"), page: row.number })
}

/// The ways to the situations in the list, in the register's order, by their rows in it; none where there are too many.
pub(super) fn to_list(case: &Case<'_>, rows: impl FnOnce() -> Vec<u32>) -> Vec<Link> {
    if !are_laid(case) {
        return Vec::new();
    }
    let sheet = case.text("sheet-register");
    let to = |row| Link::Row { sheet: sheet.clone(), row: LINES + row };
    rows().into_iter().map(to).collect()
}
