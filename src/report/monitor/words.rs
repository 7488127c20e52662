//! The words and cells that documents about the execution of plans share.

use crate::assess::execution::{Report, State, Watch};
use crate::case::Unsettled;
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Period, Reporting};
use crate::monitor::{Line, Monitored, Monitoring, PlanKind};
use crate::report::words::{joined, term_in_words};
use crate::sheet::{Cell, Role};
use crate::text::capitalised;
use jiff::civil::Weekday;
use std::borrow::Cow;

impl<'a> Monitored<'a> {
    pub(super) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    /// The mark of a draft, if documents about it are drafts.
    pub(super) fn draft(&self) -> Option<String> {
        self.unsettled.mark(self.language)
    }

    /// The plan's title, or what kind of plan it is.
    pub(super) fn title(&self) -> Cow<'a, str> {
        let kind = if self.kind == PlanKind::OfRisks { "title-plan" } else { "title-measures-plan" };
        self.title.map_or_else(|| self.text(kind).into(), Into::into)
    }

    pub(super) fn term(&self, line: &Line<'_>) -> String {
        term_in(line, self.language)
    }
}

impl Monitoring<'_> {
    pub(super) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    /// The mark of a draft, if the report on all plans is one.
    pub(super) fn draft(&self) -> Option<String> {
        let unsettled: Unsettled = self.plans.iter().map(|plan| plan.unsettled).sum();
        unsettled.mark(self.language)
    }
}

pub(super) fn period_words(watch: &Watch, language: Language) -> String {
    let period = Period { from: Some(watch.from), to: Some(watch.to), ..Period::unread("") };
    term_in_words(language, &period)
}

/// The period, and the day from which it is looked at.
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

/// Titles of columns: words that stand inside a sentence elsewhere, with a capital letter.
pub(super) fn titles<'i, 'c>(language: Language, ids: impl IntoIterator<Item = &'i str>) -> Vec<Cell<'c>> {
    ids.into_iter().map(|id| Cell::text(Role::Head, capitalised(&language.text(id)))).collect()
}

/// A state in words, or that there is no term to go by.
pub(super) fn state_words(state: Option<State>, language: Language) -> String {
    language.text(&format!("monitor-state-{}", state.map_or("none", State::key)))
}

/// The state of a measure as a cell: overdue has the colour of the highest level of risk, due that of the next, done that of the
/// lowest.
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
