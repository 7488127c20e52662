//! What documents say about the execution of plans; each has a file: JSON, the tables of a terminal, the report as a workbook, the
//! consolidated report of many plans, a calendar.

mod book;
mod calendar;
mod consolidated;
mod document;
mod groups;
mod screen;
mod words;

pub use book::monitor_workbook;
pub use calendar::{Calendar, CalendarEvent, calendar};
pub(in crate::report) use document::MonitorDocument;
pub use document::monitor_document;
pub use screen::monitor_tables;

use crate::monitor::{Line, Monitored, PlanKind};
use std::borrow::Cow;
use words::{
    deadline_words, period_line, period_words, posts, report_name, state_cell, state_words, term_in, title_cell,
};

impl<'a> Monitored<'a> {
    fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    /// The mark of a draft, if documents about it are drafts.
    fn draft(&self) -> Option<String> {
        self.unsettled.mark(self.language)
    }

    /// The plan's title, or what kind of plan it is.
    fn title(&self) -> Cow<'a, str> {
        let kind = if self.kind == PlanKind::OfRisks { "title-plan" } else { "title-measures-plan" };
        self.title.map_or_else(|| self.text(kind).into(), Into::into)
    }

    fn term(&self, line: &Line<'_>) -> String {
        term_in(line, self.language)
    }

    /// The period, and the day from which it is looked at.
    fn period_line(&self) -> String {
        period_line(&self.watch, self.language)
    }
}
