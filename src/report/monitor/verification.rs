//! What of the measures that are called done was verified: what was found wanting, and what still waits, by executor and for how long.

use crate::assess::execution::{days_waiting, verification};
use crate::locale::Language;
use crate::method::Method;
use crate::model::{Keyword as _, Verification, Verified};
use crate::monitor::{Line, Monitored};
use crate::report::layout::heads;
use crate::report::monitor::words::posts;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::{comparable, excerpt};
use std::cmp::Reverse;

/// The columns of what waits or was found wanting.
pub(super) const COLUMNS: [(&str, u16); 6] = [
    ("column-id", 8),
    ("column-measure", 48),
    ("column-responsible", 30),
    ("column-done-on", 14),
    ("column-verified", 30),
    ("monitor-head-days-waiting", 12),
];

/// How many characters of a measure's text the terminal shows.
const TEXT: usize = 120;

/// What a verification says, in one text: what was found, by whom, when, and the remark.
pub(super) fn words(verified: &Verified, language: Language) -> String {
    let result = verified.result.map(|result| language.text(result.message_id()));
    let parts = [
        result,
        verified.by.as_deref().map(str::to_owned),
        verified.on.map(|day| language.date(day)),
        verified.note.as_deref().map(str::to_owned),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The measures that somebody has to look at: not confirmed, confirmed in part, then those that wait, the longest first.
pub(super) fn looked_at<'p, 'a>(plan: &'p Monitored<'a>) -> Vec<&'p Line<'a>> {
    let found = |wanted| plan.lines.iter().filter(move |line| verification(line.measure) == Some(wanted));
    let wanting = found(Verification::NotConfirmed).chain(found(Verification::Partly));
    wanting.chain(plan.waiting()).collect()
}

/// The order of [`looked_at`] among the measures of many plans.
pub(super) fn urgency(plan: &Monitored<'_>, line: &Line<'_>) -> (u8, Reverse<Option<i32>>) {
    let first = match verification(line.measure) {
        Some(Verification::NotConfirmed) => 0,
        Some(Verification::Partly) => 1,
        Some(Verification::Confirmed) | None => 2,
    };
    (first, Reverse(days_waiting(line.measure, plan.watch.as_of)))
}

/// A measure below [`COLUMNS`]; the colour says what was found.
pub(super) fn cells<'a>(plan: &Monitored<'a>, line: &Line<'a>, method: &Method, language: Language) -> Vec<Cell<'a>> {
    let measure = line.measure;
    let said = match &measure.verified {
        Some(verified) if verified.result.is_some() => words(verified, language),
        _ => language.text("monitor-waits"),
    };
    let mut levels = method.computed_levels().map(|(level, _)| level);
    let role = match verification(measure) {
        Some(Verification::NotConfirmed) => levels.next_back().map(Role::Level),
        Some(Verification::Partly) => levels.nth_back(1).map(Role::Level),
        Some(Verification::Confirmed) | None => None,
    };
    let days = days_waiting(measure, plan.watch.as_of).map(|days| usize::try_from(days).unwrap_or_default());
    vec![
        Cell::text(Role::Short, line.id.to_string()),
        Cell::text(Role::Body, measure.text.to_string()),
        Cell::text(Role::Body, posts(line)),
        Cell::text(Role::Short, measure.done_on.map(|day| language.date(day)).unwrap_or_default()),
        Cell::text(role.unwrap_or(Role::Body), said),
        days.map_or_else(|| Cell::text(Role::Short, ""), |days| Cell::number(Role::Short, days)),
    ]
}

/// The sheet of one plan's report: what waits by executor, then each measure.
pub(super) fn sheet<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> Sheet<'a> {
    let widths = COLUMNS.iter().map(|(_, width)| *width).collect();
    let mut sheet = plan.sheet("monitor-sheet-verification", "monitor-title-verification", widths);
    let lines = looked_at(plan);
    let (before, after) = (3, sheet.columns() - 4);
    for (at, row) in by_executor(plan).into_iter().enumerate() {
        if at == 0 {
            let [lead, count, days] = EXECUTORS.map(|id| Cell::text(Role::Head, plan.text(id)));
            sheet.row(vec![lead.spanning(before), count, days.spanning(after)]);
        }
        let [lead, count, days] = row;
        sheet.row(vec![lead.spanning(before), count, days.spanning(after)]);
    }
    sheet.gap();
    plan.head(&mut sheet, &COLUMNS, 1);
    sheet.add(lines.iter().map(|line| cells(plan, line, method, plan.language)));
    if lines.is_empty() {
        sheet.across(Role::Text, plan.text("consolidated-nothing"));
    }
    sheet
}

/// The titles of what waits by executor.
const EXECUTORS: [&str; 3] = ["monitor-head-lead", "monitor-head-waiting", "monitor-head-longest"];

/// What waits of each lead executor: how many measures, and for how many days the longest; the longest first.
fn by_executor<'a>(plan: &Monitored<'a>) -> Vec<[Cell<'a>; 3]> {
    let mut found: Vec<(Option<&'a str>, usize, Option<i32>)> = Vec::new();
    for line in plan.waiting() {
        let days = days_waiting(line.measure, plan.watch.as_of);
        let same = |lead: Option<&str>| lead.map(comparable) == line.lead().map(comparable);
        match found.iter_mut().find(|(lead, ..)| same(*lead)) {
            Some((_, count, longest)) => {
                *count += 1;
                *longest = days.max(*longest);
            }
            None => found.push((line.lead(), 1, days)),
        }
    }
    let days = |days: Option<i32>| days.map(|days| days.to_string()).unwrap_or_default();
    let row = |(lead, count, longest): (Option<&str>, usize, Option<i32>)| {
        let lead = lead.map_or_else(|| plan.text("monitor-no-executor"), str::to_owned);
        [Cell::text(Role::Body, lead), Cell::number(Role::Short, count), Cell::text(Role::Short, days(longest))]
    };
    found.into_iter().map(row).collect()
}

/// What the terminal shows of it.
pub(super) fn tables<'a>(plan: &'a Monitored<'a>) -> Vec<Sheet<'a>> {
    let lines = looked_at(plan);
    if !plan.shows_verification() || lines.is_empty() {
        return Vec::new();
    }
    let ids = ["column-id", "column-measure", "monitor-head-lead", "column-verified", "monitor-head-days-waiting"];
    let mut sheet = Sheet::table(plan.text("monitor-title-verification"), [heads(plan.language, ids)]);
    sheet.add(lines.into_iter().map(|line| {
        let said = match verification(line.measure) {
            Some(found) => plan.text(found.message_id()),
            None => plan.text("monitor-waits"),
        };
        let days = days_waiting(line.measure, plan.watch.as_of).map(|days| days.to_string());
        vec![
            Cell::text(Role::Short, line.id.to_string()),
            Cell::text(Role::Body, excerpt(&line.measure.text, TEXT)),
            Cell::optional(Role::Body, line.lead()),
            Cell::text(Role::Short, said),
            Cell::text(Role::Short, days.unwrap_or_default()),
        ]
    }));
    vec![sheet]
}
