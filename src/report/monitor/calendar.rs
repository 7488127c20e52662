//! The days of plans as a calendar: the last day of each open measure, the deadline of each report owed in the coming year.

use crate::assess::execution::{Report, State, next_day};
use crate::locale::Message;
use crate::model::Keyword as _;
use crate::monitor::{Line, Monitored, Monitoring};
use crate::report::in_force::InForce;
use crate::report::monitor::words::{deadline_words, posts, report_name, state_words};
use crate::text::excerpt;
use jiff::civil::Date;

/// How many characters of a measure's text name its event.
const TITLE: usize = 80;

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// What governs the run, where it is not the default; else empty.
    pub description: String,
    /// The day on which it was made.
    pub as_of: Date,
    /// Its events, in the order of the plans.
    pub events: Vec<CalendarEvent>,
}

/// A day on which something is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// What it is about, the same in each calendar made of the same plan.
    pub key: String,
    /// The day.
    pub day: Date,
    /// What is owed, in one line.
    pub summary: String,
    /// Everything about it.
    pub description: String,
}

/// The calendar of all plans of a run.
#[must_use]
pub fn calendar(of: &Monitoring<'_>) -> Calendar {
    let mut events = Vec::new();
    for (whose, plan) in of.named() {
        events.extend(plan.lines.iter().filter_map(|line| event(plan, &whose, line)));
        let reports = plan.reports_in_year_from(of.watch.as_of);
        events.extend(reports.iter().map(|report| report_event(plan, &whose, report)));
    }
    let name = of.text("monitor-calendar");
    let name = of.draft().map_or(name.clone(), |draft| format!("{name}. {draft}"));
    let in_force = InForce { configuration: of.configuration, method: of.method }.messages();
    let description = in_force.iter().map(|message| of.language.message(message)).collect::<Vec<_>>().join("\n");
    Calendar { name, description, as_of: of.watch.as_of, events }
}

fn event(plan: &Monitored<'_>, whose: &str, line: &Line<'_>) -> Option<CalendarEvent> {
    if line.is(State::Done) {
        return None;
    }
    let day = next_day(line.measure, plan.watch.as_of)?;
    let posts = posts(line);
    let parts = [
        ("fact-organization", whose),
        ("field-plan-title", &plan.title()),
        ("column-measure", &line.measure.text),
        ("column-due", &plan.term(line)),
        ("column-responsible", &posts),
        ("column-expected-result", line.measure.expected_result.as_deref().unwrap_or_default()),
        ("column-status", &state_words(line.standing.state, plan.language)),
    ];
    let lines = parts.iter().filter(|(_, value)| !value.is_empty());
    let lines = lines.map(|(id, value)| format!("{}: {value}", plan.text(id)));
    let lines: Vec<String> = plan.draft().into_iter().chain(lines).collect();
    Some(CalendarEvent {
        key: format!("{}\u{1f}measure\u{1f}{}", plan.id, line.id),
        day,
        summary: format!("{} {}", line.id, excerpt(&line.measure.text, TITLE)),
        description: lines.join("\n"),
    })
}

fn report_event(plan: &Monitored<'_>, whose: &str, report: &Report) -> CalendarEvent {
    let name = report_name(report, plan.language);
    let draft = plan.draft().map(|draft| draft + "\n").unwrap_or_default();
    let mut description = format!("{draft}{whose}\n{}\n{name}", plan.title());
    if report.on_weekend().is_some() {
        let message = Message::new("monitor-day-off").with("deadline", deadline_words(report, plan.language));
        description = format!("{description}\n{}", plan.language.message(&message));
    }
    CalendarEvent {
        key: format!("{}\u{1f}{}\u{1f}{}", plan.id, report.kind.key(), report.period()),
        day: report.deadline,
        summary: format!("{name} — {whose}"),
        description,
    }
}
