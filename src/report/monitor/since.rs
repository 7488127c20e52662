//! What moved since an earlier report: as a sheet of the report, as tables of a terminal, as a part of the JSON document.

use crate::locale::Message;
use crate::monitor::{Line, Monitored, Share, Since, Step, TermMoved};
use crate::report::kinds::Day;
use crate::report::layout::heads;
use crate::report::monitor::words::posts;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::excerpt;
use schemars::JsonSchema;
use serde::Serialize;

/// The columns of the sheet.
const COLUMNS: [(&str, u16); 5] = [
    ("column-id", 8),
    ("column-measure", 52),
    ("column-responsible", 30),
    ("monitor-head-before", 24),
    ("monitor-head-now", 24),
];

/// How many characters of a measure's text the terminal shows.
const TEXT: usize = 120;

/// The id of the heading of a step.
fn heading(step: Step) -> &'static str {
    match step {
        Step::Done => "monitor-step-newly-done",
        Step::Slipped => "monitor-step-slipped",
        Step::StillOverdue => "monitor-step-still-overdue",
        Step::Reopened => "monitor-step-reopened",
        Step::New => "monitor-step-new",
    }
}

impl Monitored<'_> {
    /// What moved in one sentence: since when, the share then and now.
    pub(super) fn since_line(&self, since: &Since) -> String {
        let tally = self.tally();
        let now = Share { done: tally.done, begun: tally.begun };
        let message = Message::new("monitor-since").with("date", since.as_of);
        let message = message.with("before", self.share_words(since.before)).with("now", self.share_words(now));
        self.language.message(&message)
    }

    fn share_words(&self, share: Share) -> String {
        match (share.done * 100).checked_div(share.begun) {
            Some(percent) => {
                let words = Message::new("monitor-share").with("done", share.done).with("begun", share.begun);
                self.language.message(&words.with("percent", percent))
            }
            None => self.text("monitor-share-none"),
        }
    }

    /// By how many days a term moved, in words.
    fn moved_words(&self, days: Option<i32>) -> String {
        match days {
            Some(days) if days > 0 => self.days("monitor-moved-later", days),
            Some(days) if days < 0 => self.days("monitor-moved-earlier", days),
            Some(_) | None => String::new(),
        }
    }

    fn days(&self, id: &'static str, days: i32) -> String {
        self.language.message(&Message::new(id).with("days", days.unsigned_abs()))
    }
}

/// The sheet of the report.
pub(super) fn sheet<'a>(plan: &'a Monitored<'a>, since: &'a Since) -> Sheet<'a> {
    let widths = COLUMNS.iter().map(|(_, width)| *width).collect();
    let mut sheet = plan.sheet("monitor-sheet-since", "monitor-title-since", widths);
    sheet.across(Role::Remark, plan.since_line(since));
    plan.head(&mut sheet, &COLUMNS, 1);
    let cells = |line: &'a Line<'a>, before: String, now: String| {
        vec![
            Cell::text(Role::Short, line.id.as_ref()),
            Cell::text(Role::Body, line.measure.text.as_str()),
            Cell::text(Role::Body, posts(line)),
            Cell::text(Role::Body, before),
            Cell::text(Role::Body, now),
        ]
    };
    let before = sheet.rows.len();
    for step in Step::ALL {
        let lines: Vec<usize> = since.of(step).collect();
        if !lines.is_empty() {
            sheet.across(Role::Group, format!("{}: {}", plan.text(heading(step)), lines.len()));
        }
        sheet.add(lines.into_iter().map(|at| {
            let line = &plan.lines[at];
            let days = line.standing.days_overdue.map(|days| plan.days("monitor-overdue-by", days));
            cells(line, String::new(), days.unwrap_or_else(|| plan.term(line)))
        }));
    }
    if !since.moved.is_empty() {
        sheet.across(Role::Group, format!("{}: {}", plan.text("monitor-step-moved"), since.moved.len()));
    }
    sheet.add(since.moved.iter().map(|moved| {
        let line = &plan.lines[moved.line];
        let by = plan.moved_words(moved.days);
        let now = if by.is_empty() { plan.term(line) } else { format!("{}\n{by}", plan.term(line)) };
        cells(line, moved.before.clone(), now)
    }));
    if !since.gone.is_empty() {
        sheet.across(Role::Group, format!("{}: {}", plan.text("monitor-step-gone"), since.gone.len()));
    }
    sheet.add(since.gone.iter().map(|(id, text)| {
        let empty = || Cell::empty(Role::Body);
        vec![Cell::text(Role::Short, id.as_str()), Cell::text(Role::Body, text.as_str()), empty(), empty(), empty()]
    }));
    if sheet.rows.len() == before {
        sheet.across(Role::Text, plan.text("monitor-since-nothing"));
    }
    sheet
}

/// What a terminal shows of it: a table for all that moved.
pub(super) fn tables<'a>(plan: &'a Monitored<'a>) -> Vec<Sheet<'a>> {
    let Some(since) = &plan.since else { return Vec::new() };
    let titles = ["monitor-head-moved", "column-id", "column-measure", "monitor-head-lead", "column-due"];
    let mut sheet = Sheet::table(plan.since_line(since), [heads(plan.language, titles)]);
    let mut row = |what: String, id: String, text: &str, lead: Option<&'a str>, term: String| {
        sheet.row(vec![
            Cell::text(Role::Body, what),
            Cell::text(Role::Short, id),
            Cell::text(Role::Body, excerpt(text, TEXT)),
            Cell::optional(Role::Body, lead),
            Cell::text(Role::Body, term),
        ]);
    };
    for step in Step::ALL {
        for at in since.of(step) {
            let line = &plan.lines[at];
            let (id, text) = (line.id.to_string(), line.measure.text.as_str());
            row(plan.text(heading(step)), id, text, line.lead(), plan.term(line));
        }
    }
    for moved in &since.moved {
        let line = &plan.lines[moved.line];
        let term = format!("{} → {}", moved.before, plan.term(line));
        row(plan.text("monitor-step-moved"), line.id.to_string(), &line.measure.text, line.lead(), term);
    }
    for (id, text) in &since.gone {
        row(plan.text("monitor-step-gone"), id.clone(), text, None, String::new());
    }
    vec![sheet]
}

/// What moved, as the JSON document has it.
#[derive(Serialize, JsonSchema)]
pub(super) struct SinceDocument<'a> {
    as_of: Day,
    newly_done: Vec<&'a str>,
    slipped: Vec<&'a str>,
    still_overdue: Vec<&'a str>,
    reopened: Vec<&'a str>,
    new: Vec<&'a str>,
    gone: Vec<&'a str>,
    moved: Vec<MovedDocument<'a>>,
    share: SharesDocument,
}

#[derive(Serialize, JsonSchema)]
struct MovedDocument<'a> {
    id: &'a str,
    before: &'a str,
    days: Option<i32>,
}

#[derive(Serialize, JsonSchema)]
struct SharesDocument {
    before: ShareDocument,
    now: ShareDocument,
}

#[derive(Serialize, JsonSchema)]
struct ShareDocument {
    done: usize,
    begun: usize,
}

impl<'a> SinceDocument<'a> {
    pub fn of(plan: &'a Monitored<'a>) -> Option<Self> {
        let since = plan.since.as_ref()?;
        let ids = |step| since.of(step).map(|at| plan.lines[at].id.as_ref()).collect();
        let tally = plan.tally();
        let moved = |moved: &'a TermMoved| MovedDocument {
            id: &plan.lines[moved.line].id,
            before: &moved.before,
            days: moved.days,
        };
        Some(Self {
            as_of: Day(since.as_of),
            newly_done: ids(Step::Done),
            slipped: ids(Step::Slipped),
            still_overdue: ids(Step::StillOverdue),
            reopened: ids(Step::Reopened),
            new: ids(Step::New),
            gone: since.gone.iter().map(|(id, _)| id.as_str()).collect(),
            moved: since.moved.iter().map(moved).collect(),
            share: SharesDocument {
                before: ShareDocument { done: since.before.done, begun: since.before.begun },
                now: ShareDocument { done: tally.done, begun: tally.begun },
            },
        })
    }
}
