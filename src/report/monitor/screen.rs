//! What the terminal shows of the execution of plans: what is overdue first, then what is due, what is next, the counts.

use crate::assess::execution::{State, next_day};
use crate::locale::{Language, Message};
use crate::monitor::{self, Line, Monitored, Monitoring, Tally};
use crate::report::layout::heads;
use crate::report::monitor::words::{deadline_words, period_line, report_name, state_words, titles};
use crate::report::monitor::{groups, since, verification};
use crate::sheet::{Cell, Role, Sheet};
use crate::text::{excerpt, printable};

/// How many of the next measures, and how many of a ranking, are shown.
const SHOWN: usize = 15;

/// What is shown of a run: lines of text, each with the tables that stand below it.
#[must_use]
pub fn monitor_tables<'a>(of: &'a Monitoring<'a>) -> Vec<(String, Vec<Sheet<'a>>)> {
    let read: Vec<&Monitored<'a>> = of.plans.iter().filter(|plan| plan.is_read()).collect();
    if let [plan] = read.as_slice() {
        let mut tables = owed(plan);
        tables.extend(next(plan));
        tables.extend(verification::tables(plan));
        tables.extend(since::tables(plan));
        let counts = counts(&plan.tally(), plan.language, plan.shows_verification());
        let shares = groups::shares(plan, of.method).into_iter().map(|(first, rows)| share(plan, first, rows));
        return vec![(head(plan), tables), (counts, filled(shares))];
    }
    let mut shown = vec![(
        period_line(&of.watch, of.language),
        vec![
            ranked(of, "monitor-ranking-organizations", &groups::organizations(of)),
            ranked(of, "monitor-ranking-executors", &groups::executors(of)),
        ],
    )];
    shown.extend(
        of.named()
            .map(|(name, plan)| (named(plan, &name), owed(plan).into_iter().chain(since::tables(plan)).collect())),
    );
    shown.push((counts(&monitor::total(of), of.language, of.shows_verification()), Vec::new()));
    shown
}

fn head(plan: &Monitored<'_>) -> String {
    format!("{}\n{}", named(plan, plan.name()), period_line(&plan.watch, plan.language))
}

/// Whose plan it is, and its title; below it the mark of a draft.
fn named(plan: &Monitored<'_>, name: &str) -> String {
    let draft = plan.draft().map(|draft| format!("\n{draft}")).unwrap_or_default();
    printable(&format!("{name}: {}", plan.title())).into_owned() + &draft
}

/// The counts in one line.
fn counts(tally: &Tally, language: Language, with_verified: bool) -> String {
    let mut line = Message::new("monitor-counts").with("measures", tally.measures);
    let of_state = |state, count| format!("{} — {count}", state_words(state, language));
    for (name, state, count) in [
        ("done", State::Done, tally.done),
        ("overdue", State::Overdue, tally.overdue),
        ("due", State::Due, tally.due),
        ("continuous", State::Continuous, tally.continuous),
        ("upcoming", State::Upcoming, tally.upcoming),
    ] {
        line = line.with(name, of_state(Some(state), count));
    }
    let without = (tally.without_term > 0).then(|| format!(", {}", of_state(None, tally.without_term)));
    let line = line.with("without", without.unwrap_or_default()).with("share", tally.share(language));
    let verified =
        Message::new("monitor-counts-verified").with("verified", tally.verified).with("waiting", tally.waiting);
    let verified = if with_verified { format!(" {}", language.message(&verified)) } else { String::new() };
    language.message(&line) + &verified
}

/// The tables that hold something below their titles.
fn filled<'a>(tables: impl IntoIterator<Item = Sheet<'a>>) -> Vec<Sheet<'a>> {
    tables.into_iter().filter(|table| table.rows.len() > 1).collect()
}

/// The tables of what has to be done: overdue, due, without a term.
fn owed<'a>(plan: &'a Monitored<'a>) -> Vec<Sheet<'a>> {
    let last = [Some(("monitor-head-days", days as Shown)), None, None];
    let tables = groups::owed(plan).into_iter().zip(last);
    filled(tables.map(|((name, lines), last)| measures(plan, name, &lines, last)))
}

/// What comes after: running measures with their last report, the next ones, the reports that are owed.
fn next<'a>(plan: &'a Monitored<'a>) -> Vec<Sheet<'a>> {
    let running: Vec<&Line<'a>> = plan.of(State::Continuous).collect();
    let mut upcoming: Vec<&Line<'a>> = plan.of(State::Upcoming).collect();
    upcoming.sort_by_key(|line| next_day(line.measure, plan.watch.as_of));
    let shown = &upcoming[..upcoming.len().min(SHOWN)];
    let mut coming = measures(plan, plan.text("monitor-heading-next"), shown, None);
    more(upcoming.len(), plan.language, &mut coming);
    let reported = Some(("field-reported-on", last_report as Shown));
    filled([measures(plan, plan.text("monitor-heading-continuous"), &running, reported), coming, reports(plan)])
}

/// Says how many rows of a table are not shown.
fn more(count: usize, language: Language, table: &mut Sheet<'_>) {
    if count > SHOWN {
        let more = language.message(&Message::new("monitor-more").with("count", count - SHOWN));
        table.row(vec![Cell::text(Role::Remark, more)]);
    }
}

fn days(_: &Monitored<'_>, line: &Line<'_>) -> String {
    line.standing.days_overdue.map(|days| days.to_string()).unwrap_or_default()
}

fn last_report(plan: &Monitored<'_>, line: &Line<'_>) -> String {
    line.measure.reported_on.map(|day| plan.language.date(day)).unwrap_or_default()
}

/// How many characters of a measure's text are shown: published ones have up to five hundred.
const TEXT: usize = 120;

/// What stands in the last column of a table of measures.
type Shown = fn(&Monitored<'_>, &Line<'_>) -> String;

fn measures<'a>(plan: &'a Monitored<'a>, name: String, lines: &[&Line<'a>], last: Option<(&str, Shown)>) -> Sheet<'a> {
    let titles = ["column-id", "column-measure", "column-due", "monitor-head-lead"];
    let titles = titles.into_iter().chain(last.map(|(title, _)| title));
    let mut sheet = Sheet::table(name, [heads(plan.language, titles)]);
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

fn reports<'a>(plan: &Monitored<'_>) -> Sheet<'a> {
    let head = heads(plan.language, ["monitor-heading-report", "monitor-head-deadline"]);
    let rows = plan.reports_and_next().into_iter().map(|report| {
        vec![
            Cell::text(Role::Body, report_name(&report, plan.language)),
            Cell::text(Role::Body, deadline_words(&report, plan.language)),
        ]
    });
    Sheet::table(plan.text("monitor-heading-reports"), std::iter::once(head).chain(rows))
}

/// The columns of counts that a screen has room for.
const COUNTS: [&str; 5] =
    ["monitor-head-all", "monitor-state-done", "monitor-state-overdue", "monitor-state-due", "monitor-head-part"];

fn count_cells<'c>(tally: &Tally, language: Language) -> [Cell<'c>; 5] {
    let number = |count: usize| Cell::number(Role::Short, count);
    let share = Cell::text(Role::Short, tally.share(language));
    [number(tally.measures), number(tally.done), number(tally.overdue), number(tally.due), share]
}

/// The shares carried out by chapter, by executor or by level.
fn share<'a>(plan: &Monitored<'_>, first: &str, rows: Vec<(Cell<'a>, Tally)>) -> Sheet<'a> {
    let head = titles(plan.language, [first].into_iter().chain(COUNTS));
    let cells = |(first, tally): (_, Tally)| [first].into_iter().chain(count_cells(&tally, plan.language)).collect();
    Sheet::table(plan.text("monitor-heading-shares"), std::iter::once(head).chain(rows.into_iter().map(cells)))
}

fn ranked<'a>(of: &Monitoring<'a>, name: &str, ranks: &[groups::Rank<'a>]) -> Sheet<'a> {
    let executors = ranks.iter().any(|rank| rank.executor.is_some());
    let first = executors.then_some("monitor-head-lead").into_iter().chain(["fact-organization"]);
    let mut sheet = Sheet::table(of.text(name), [titles(of.language, first.chain(COUNTS))]);
    let shown = ranks.iter().take(SHOWN);
    sheet.add(shown.map(|rank| rank.names().chain(count_cells(&rank.tally, of.language)).collect()));
    more(ranks.len(), of.language, &mut sheet);
    sheet
}
