//! What the terminal shows of the execution of plans: what is overdue first, then what is due, what is next, the counts.

use super::{deadline_words, groups, period_line, period_words, report_name, state_words, title_cell};
use crate::assess::execution::{Report, State, next_day};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::monitor::Tally;
use crate::monitor::{self, Line, Monitored, Monitoring};
use crate::sheet::{Cell, Role, Row, Sheet};
use crate::text::{excerpt, printable};

/// How many measures that come next, and how many of a ranking, are shown.
const SHOWN: usize = 15;

/// What is shown of a run: lines of text, each with the tables that stand below it.
#[must_use]
pub fn monitor_tables<'a>(of: &'a Monitoring<'a>) -> Vec<(String, Vec<Sheet<'a>>)> {
    let read: Vec<&Monitored<'a>> = of.plans.iter().filter(|plan| plan.is_read()).collect();
    if let [plan] = read.as_slice() {
        let mut tables = owed(plan);
        tables.extend(next(plan));
        let counts = counts(&plan.tally(), plan.language);
        return vec![(head(plan), tables), (counts, shares(plan, of.method))];
    }
    let mut shown = vec![(
        period_line(&of.watch, of.language),
        vec![
            ranked(of, "monitor-ranking-organizations", &groups::organizations(of)),
            ranked(of, "monitor-ranking-executors", &groups::executors(of)),
        ],
    )];
    for plan in read {
        shown.push((named(plan, &of.name(plan)), owed(plan)));
    }
    shown.push((counts(&monitor::total(of), of.language), Vec::new()));
    shown
}

impl Monitoring<'_> {
    pub(super) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }
}

fn head(plan: &Monitored<'_>) -> String {
    format!("{}\n{}", named(plan, plan.name()), plan.period_line())
}

/// Whose plan it is, and its title; below it the mark of a draft.
fn named(plan: &Monitored<'_>, name: &str) -> String {
    let draft = plan.draft().map(|draft| format!("\n{draft}")).unwrap_or_default();
    printable(&format!("{name}: {}", plan.title())).into_owned() + &draft
}

/// The counts in one line.
fn counts(tally: &Tally, language: Language) -> String {
    let mut line = Message::new("monitor-counts").with("measures", tally.measures);
    for (name, state, count) in [
        ("done", State::Done, tally.done),
        ("overdue", State::Overdue, tally.overdue),
        ("due", State::Due, tally.due),
        ("continuous", State::Continuous, tally.continuous),
        ("upcoming", State::Upcoming, tally.upcoming),
    ] {
        line = line.with(name, format!("{} — {count}", state_words(Some(state), language)));
    }
    let without =
        (tally.without_term > 0).then(|| format!(", {} — {}", state_words(None, language), tally.without_term));
    let line = line.with("without", without.unwrap_or_default()).with("share", tally.share(language));
    language.message(&line)
}

/// The tables of what has to be done: overdue, due, without a term.
fn owed<'a>(plan: &'a Monitored<'a>) -> Vec<Sheet<'a>> {
    let mut overdue: Vec<&Line<'a>> = plan.of(State::Overdue).collect();
    overdue.sort_by_key(|line| std::cmp::Reverse(line.standing.days_overdue));
    let due_in = Message::new("monitor-heading-due").with("period", period_words(&plan.watch, plan.language));
    let without: Vec<&Line<'a>> = plan.lines.iter().filter(|line| line.standing.state.is_none()).collect();
    let mut tables = vec![
        measures(plan, plan.text("monitor-heading-overdue"), &overdue, Some(("monitor-head-days", days))),
        measures(plan, plan.language.message(&due_in), &plan.of(State::Due).collect::<Vec<_>>(), None),
        measures(plan, plan.text("monitor-heading-none"), &without, None),
    ];
    tables.retain(|table| table.rows.len() > 1);
    tables
}

/// What comes after: running measures with their last report, the next ones, the reports that are owed.
fn next<'a>(plan: &'a Monitored<'a>) -> Vec<Sheet<'a>> {
    let running: Vec<&Line<'a>> = plan.of(State::Continuous).collect();
    let mut upcoming: Vec<&Line<'a>> = plan.of(State::Upcoming).collect();
    upcoming.sort_by_key(|line| next_day(line.measure, plan.watch.as_of));
    let more = upcoming.len().saturating_sub(SHOWN);
    upcoming.truncate(SHOWN);
    let mut coming = measures(plan, plan.text("monitor-heading-next"), &upcoming, None);
    if more > 0 {
        let more = plan.language.message(&Message::new("monitor-more").with("count", more));
        coming.row(vec![Cell::text(Role::Remark, more)]);
    }
    let reported = ("field-reported-on", last_report as fn(&Monitored<'_>, &Line<'_>) -> String);
    let mut tables =
        vec![measures(plan, plan.text("monitor-heading-continuous"), &running, Some(reported)), coming, reports(plan)];
    tables.retain(|table| table.rows.len() > 1);
    tables
}

fn days(_: &Monitored<'_>, line: &Line<'_>) -> String {
    line.standing.days_overdue.map(|days| days.to_string()).unwrap_or_default()
}

fn last_report(plan: &Monitored<'_>, line: &Line<'_>) -> String {
    line.measure.reported_on.map(|day| plan.language.date(day)).unwrap_or_default()
}

/// How much of a measure's text a table in the terminal shows, in characters: published ones run to five hundred.
const TEXT: usize = 120;

/// A last column of a table of measures: its title, and what stands in it.
type Column = (&'static str, fn(&Monitored<'_>, &Line<'_>) -> String);

fn measures<'a>(plan: &'a Monitored<'a>, name: String, lines: &[&Line<'a>], last: Option<Column>) -> Sheet<'a> {
    let titles = ["column-id", "column-measure", "column-due", "monitor-head-lead"];
    let titles = titles.into_iter().chain(last.map(|(title, _)| title));
    let head = titles.map(|id| Cell::text(Role::Head, plan.text(id))).collect();
    let mut sheet = Sheet { name, rows: vec![Row { cells: head }], ..Sheet::default() };
    for line in lines {
        let mut cells = vec![
            Cell::text(Role::Short, line.id.to_string()),
            Cell::text(Role::Body, excerpt(&line.measure.text, TEXT)),
            Cell::text(Role::Body, plan.term(line)),
            Cell::optional(Role::Body, line.lead()),
        ];
        cells.extend(last.map(|(_, shown)| Cell::text(Role::Short, shown(plan, line))));
        sheet.row(cells);
    }
    sheet
}

/// The reports whose deadlines fall in the period, and the next of each kind.
pub(super) fn reports_and_next(plan: &Monitored<'_>) -> Vec<Report> {
    let mut found = plan.reports();
    let coming = plan.reports_in_year_from(plan.watch.as_of);
    let mut kinds = Vec::new();
    for report in coming {
        if !kinds.contains(&report.kind) {
            kinds.push(report.kind);
            found.push(report);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn reports<'a>(plan: &Monitored<'_>) -> Sheet<'a> {
    let head = ["monitor-heading-report", "monitor-head-deadline"].map(|id| Cell::text(Role::Head, plan.text(id)));
    let mut sheet = Sheet {
        name: plan.text("monitor-heading-reports"),
        rows: vec![Row { cells: head.into() }],
        ..Sheet::default()
    };
    for report in reports_and_next(plan) {
        sheet.row(vec![
            Cell::text(Role::Body, report_name(&report, plan.language)),
            Cell::text(Role::Body, deadline_words(&report, plan.language)),
        ]);
    }
    sheet
}

/// The columns of counts that a screen has room for.
const COUNTS: [&str; 5] =
    ["monitor-head-all", "monitor-state-done", "monitor-state-overdue", "monitor-state-due", "monitor-head-part"];

fn count_cells<'c>(tally: &Tally, language: Language) -> [Cell<'c>; 5] {
    let number = |count: usize| Cell::number(Role::Short, count);
    [
        number(tally.measures),
        number(tally.done),
        number(tally.overdue),
        number(tally.due),
        Cell::text(Role::Short, tally.share(language)),
    ]
}

/// The shares carried out: by chapter, by executor, by level.
fn shares<'a>(plan: &Monitored<'a>, method: &'a Method) -> Vec<Sheet<'a>> {
    let language = plan.language;
    let table = |id: &str, rows: Vec<(Cell<'a>, Tally)>| {
        let head = [id].into_iter().chain(COUNTS).map(|id| title_cell(id, language)).collect();
        let mut sheet = Sheet {
            name: language.text("monitor-heading-shares"),
            rows: vec![Row { cells: head }],
            ..Sheet::default()
        };
        for (first, tally) in rows {
            sheet.row([first].into_iter().chain(count_cells(&tally, language)).collect());
        }
        sheet
    };
    let named = |rows: Vec<(String, Tally)>| {
        rows.into_iter().map(|(name, tally)| (Cell::text(Role::Body, name), tally)).collect::<Vec<_>>()
    };
    let level = |level| Cell::text(Role::Level(level), method.level(level).label.get(language));
    let levels = monitor::by_level(plan).into_iter().map(|(of, tally)| (level(of), tally)).collect();
    let mut tables = vec![
        table("field-chapter", named(groups::by_chapter(plan))),
        table("monitor-head-lead", named(groups::by_executor(plan))),
        table("column-residual", levels),
    ];
    tables.retain(|table| table.rows.len() > 1);
    tables
}

fn ranked<'a>(of: &Monitoring<'a>, name: &str, ranks: &[groups::Rank<'a>]) -> Sheet<'a> {
    let executors = ranks.iter().any(|rank| rank.executor.is_some());
    let first = executors.then_some("monitor-head-lead").into_iter().chain(["fact-organization"]);
    let head = first.chain(COUNTS).map(|id| title_cell(id, of.language)).collect();
    let mut sheet = Sheet { name: of.text(name), rows: vec![Row { cells: head }], ..Sheet::default() };
    for rank in ranks.iter().take(SHOWN) {
        let mut cells: Vec<Cell<'a>> = Vec::new();
        cells.extend(rank.executor.clone().map(|executor| Cell::text(Role::Body, executor)));
        cells.push(Cell::text(Role::Body, rank.organization.clone()));
        cells.extend(count_cells(&rank.tally, of.language));
        sheet.row(cells);
    }
    if let Some(more) = ranks.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let more = of.language.message(&Message::new("monitor-more").with("count", more));
        sheet.row(vec![Cell::text(Role::Remark, more)]);
    }
    sheet
}
