//! Four quarters of a plan side by side in its report: a table with a bar of text for each, and a chart over it.

use crate::model::Period;
use crate::monitor::Monitored;
use crate::report::monitor::words::titles;
use crate::report::words::term_in_words;
use crate::sheet::{Cell, Chart, Role, Shape, Sheet};

/// Four quarters side by side: a table, and a chart over it.
pub(super) fn add(plan: &Monitored<'_>, sheet: &mut Sheet<'_>) {
    let quarters = plan.quarters();
    if quarters.is_empty() {
        return;
    }
    sheet.gap();
    let head = sheet.next_row();
    let with_verified = plan.shows_verification();
    let ids = ["monitor-head-quarter-due", "monitor-state-done", "monitor-state-overdue"];
    let ids = ids.into_iter().chain(with_verified.then_some("monitor-quarter-verified"));
    let rest = sheet.columns() - if with_verified { 5 } else { 4 };
    let mut head_cells =
        titles(plan.language, ["monitor-head-quarter"].into_iter().chain(ids).chain(["monitor-head-share"]));
    if let Some(last) = head_cells.pop() {
        head_cells.push(last.spanning(rest));
    }
    sheet.row(head_cells);
    for quarter in &quarters {
        let counts = [quarter.due, quarter.done, quarter.overdue].into_iter();
        let counts = counts.chain(with_verified.then_some(quarter.verified));
        let term = Period { from: Some(quarter.from), to: Some(quarter.to), ..Period::unread("") };
        let name = Cell::text(Role::Body, term_in_words(plan.language, &term));
        let counts = counts.map(|count| Cell::number(Role::Short, count));
        let bar = Cell::text(Role::Body, bar(quarter.done, quarter.due)).spanning(rest);
        sheet.row([name].into_iter().chain(counts).chain([bar]).collect());
    }
    let at = sheet.next_row() + 1;
    sheet.chart = Some(Chart {
        title: plan.text("monitor-chart-quarters"),
        shape: Shape::Columns,
        tallest: quarters.iter().map(|quarter| quarter.due).max().unwrap_or_default(),
        head,
        column: 0,
        categories: u32::try_from(quarters.len()).unwrap_or_default(),
        series: if with_verified { 4 } else { 3 },
        levels: Vec::new(),
        at,
    });
    (0..=Shape::Columns.rows(0)).for_each(|_| sheet.gap());
}

/// How long a bar of text is.
const BAR: usize = 20;

/// A share as a bar of text: a picture that paper, Word and a screen reader's user have as well; nothing where nothing fell due.
fn bar(done: usize, due: usize) -> String {
    let Some(filled) = (done * BAR).checked_div(due) else { return String::new() };
    format!("{}{} {done} / {due}", "■".repeat(filled), "□".repeat(BAR - filled))
}
