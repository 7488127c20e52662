//! The organisations, those with the most high risks after controls first.

use super::Consolidation;
use crate::assess::Outcome;
use crate::model::Level;
use crate::report::Digest;
use crate::sheet::{Cell, Chart, Role, Sheet};
use std::cmp::Reverse;

/// How many organisations the chart shows.
const CHARTED: u32 = 20;

/// An organisation in figures.
pub(super) struct Standing<'a> {
    pub digest: &'a Digest,
    pub assessed: usize,
    /// How many situations are at each level, the highest first: before and after controls.
    pub inherent: Vec<usize>,
    pub residual: Vec<usize>,
    /// How many situations a control lowered.
    pub lowered: usize,
}

/// The organisations in their order: by the number of situations at each level after controls, the highest level first, then
/// before controls, then in the order of the run.
pub(super) fn standings<'a>(all: &Consolidation<'a>) -> Vec<Standing<'a>> {
    let levels = all.levels();
    let mut standings: Vec<Standing<'a>> = all
        .digests
        .iter()
        .map(|digest| {
            let outcomes: Vec<&Outcome> = digest.situations.iter().filter_map(|s| s.outcome.as_ref()).collect();
            let count = |stage: fn(&Outcome) -> Level| {
                levels.iter().map(|level| outcomes.iter().filter(|outcome| stage(outcome) == *level).count()).collect()
            };
            Standing {
                digest,
                assessed: outcomes.len(),
                inherent: count(|outcome| outcome.inherent),
                residual: count(|outcome| outcome.residual),
                lowered: outcomes.iter().filter(|outcome| outcome.lowered()).count(),
            }
        })
        .collect();
    standings.sort_by_key(|standing| Reverse((standing.residual.clone(), standing.inherent.clone())));
    standings
}

pub(super) fn sheet<'a>(all: &Consolidation<'a>) -> Sheet<'a> {
    let levels = all.levels();
    let mut columns = vec![("consolidated-place", 7), ("fact-organization", 40), ("head-situations", 11)];
    columns.push(("consolidated-assessed", 10));
    let mut sheet = all.table(
        ["consolidated-sheet-organizations", "consolidated-organizations", "consolidated-organizations-remark"],
        &columns,
    );
    // The columns of levels are the method's.
    let head = sheet.repeat_rows.map_or(0, |rows| rows.0);
    let mut titles = Vec::new();
    for stage in ["consolidated-before", "consolidated-after"] {
        for level in &levels {
            let message = crate::locale::Message::new(stage).with("level", &all.method.level(*level).label);
            titles.push((all.format(message), 11));
        }
    }
    for (id, width) in [
        ("consolidated-lowered-share", 11),
        ("severity-errors", 9),
        ("severity-warnings", 11),
        ("consolidated-coverage", 12),
    ] {
        titles.push((all.text(id), width));
    }
    for (title, width) in titles {
        sheet.widths.push(width);
        sheet.rows[head as usize].cells.push(Cell::text(Role::Head, title));
    }
    let width = sheet.columns();
    for row in 0..head {
        if let Some(cell) = sheet.rows[row as usize].cells.first_mut() {
            cell.span = width;
        }
    }
    sheet.freeze = Some((head + 1, 2));
    let standings = standings(all);
    for (place, standing) in (1_usize..).zip(&standings) {
        let mut cells = vec![
            Cell::number(Role::Short, place),
            Cell::text(Role::Body, standing.digest.organization.name.as_str()),
            Cell::number(Role::Short, standing.digest.situations.len()),
            Cell::number(Role::Short, standing.assessed),
        ];
        for count in standing.inherent.iter().chain(&standing.residual) {
            cells.push(Cell::number(Role::Short, *count));
        }
        let share = (standing.lowered * 100).checked_div(standing.assessed);
        cells.push(
            share.map_or_else(|| Cell::empty(Role::Short), |share| Cell::text(Role::Short, format!("{share} %"))),
        );
        cells.push(Cell::number(Role::Short, standing.digest.findings[0]));
        cells.push(Cell::number(Role::Short, standing.digest.findings[1]));
        let [functions, covered] = standing.digest.functions;
        cells.push(Cell::text(Role::Short, format!("{covered} / {functions}")));
        sheet.row(cells);
    }
    chart(all, &standings, &mut sheet);
    sheet
}

/// A table of the first organisations by level after controls, and the chart over it.
fn chart<'a>(all: &Consolidation<'a>, standings: &[Standing<'a>], sheet: &mut Sheet<'a>) {
    let shown = standings.len().min(CHARTED as usize);
    if shown == 0 {
        return;
    }
    let levels = all.levels();
    sheet.gap();
    let mut head = vec![Cell::empty(Role::Short), Cell::text(Role::Head, all.text("consolidated-chart-organization"))];
    head.extend(levels.iter().map(|level| Cell::text(Role::Head, all.label(*level))));
    let head = sheet.row(head);
    for standing in &standings[..shown] {
        let mut cells =
            vec![Cell::empty(Role::Short), Cell::text(Role::Body, standing.digest.organization.id.as_str())];
        cells.extend(standing.residual.iter().map(|count| Cell::number(Role::Short, *count)));
        sheet.row(cells);
    }
    sheet.gap();
    let at = sheet.next_row();
    sheet.chart = Some(Chart {
        title: all.text("consolidated-chart"),
        head,
        column: 1,
        categories: u32::try_from(shown).unwrap_or(CHARTED),
        series: u16::try_from(levels.len()).unwrap_or(3),
        at,
    });
    // The filter belongs to the ranking alone; it would hide rows of the small table.
    sheet.filter = None;
    (0..16).for_each(|_| sheet.gap());
}
