//! The words and cells that documents about the execution of plans share.

use super::super::words::{joined, term_in_words};
use crate::assess::execution::{Report, State, Watch};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Period, Reporting};
use crate::monitor::Line;
use crate::sheet::{Cell, Role};
use crate::text::capitalised;
use jiff::civil::Weekday;
use std::borrow::Cow;

pub(super) fn period_words(watch: &Watch, language: Language) -> String {
    let period = Period { from: Some(watch.from), to: Some(watch.to), ..Period::unread("") };
    term_in_words(language, &period)
}

pub(super) fn period_line(watch: &Watch, language: Language) -> String {
    let period = period_words(watch, language);
    language.message(&Message::new("monitor-period").with("period", period).with("as_of", watch.as_of))
}

/// The term of a measure in words.
pub(super) fn term_in(line: &Line<'_>, language: Language) -> String {
    line.measure.due.as_ref().map(|due| term_in_words(language, due)).unwrap_or_default()
}

/// The posts of a measure in one text.
pub(super) fn posts<'a>(line: &Line<'a>) -> Cow<'a, str> {
    joined(&line.measure.responsible)
}

/// A column's title: words that stand inside a sentence elsewhere, with a capital letter.
pub(super) fn title_cell<'c>(id: &str, language: Language) -> Cell<'c> {
    Cell::text(Role::Head, capitalised(&language.text(id)))
}

/// A state in words, or that there is no term to go by.
pub(super) fn state_words(state: Option<State>, language: Language) -> String {
    language.text(match state {
        Some(State::Done) => "monitor-state-done",
        Some(State::Overdue) => "monitor-state-overdue",
        Some(State::Due) => "monitor-state-due",
        Some(State::Continuous) => "monitor-state-continuous",
        Some(State::Upcoming) => "monitor-state-upcoming",
        None => "monitor-state-none",
    })
}

/// Where a measure stands as a cell: what is overdue has the colour of the highest level of risk, what is due that of the
/// one below it, what is done that of the lowest.
pub(super) fn state_cell<'c>(line: &Line<'_>, method: &Method, language: Language) -> Cell<'c> {
    let mut words = state_words(line.standing.state, language);
    if let Some(days) = line.standing.days_overdue {
        let days = u32::try_from(days).unwrap_or_default();
        words = language.message(&Message::new("monitor-overdue-by").with("days", days));
    }
    let mut levels = method.computed_levels().map(|(level, _)| level);
    let role = match line.standing.state {
        Some(State::Overdue) => levels.next_back().map(Role::Level),
        Some(State::Due) => levels.nth_back(1).map(Role::Level),
        Some(State::Done) => levels.next().map(Role::Level),
        _ => None,
    };
    Cell::text(role.unwrap_or(Role::Short), words)
}

/// What a report is called: its kind and what it reports on.
pub(super) fn report_name(report: &Report, language: Language) -> String {
    let period = Period { from: Some(report.from), to: Some(report.to), ..Period::unread("") };
    let id = match report.kind {
        Reporting::Quarterly => "monitor-report-quarterly",
        Reporting::Yearly => "monitor-report-yearly",
    };
    language.message(&Message::new(id).with("period", term_in_words(language, &period)))
}

/// A deadline; on a day off with the name of the day.
pub(super) fn deadline_words(report: &Report, language: Language) -> String {
    let id = match report.on_weekend() {
        Some(Weekday::Saturday) => "monitor-on-saturday",
        Some(_) => "monitor-on-sunday",
        None => return language.date(report.deadline),
    };
    language.message(&Message::new(id).with("date", report.deadline))
}
