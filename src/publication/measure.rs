//! A measure as it is published, with where it stands.

use super::Told;
use crate::assess::execution::State;
use crate::model::{Level, Verification};
use jiff::civil::Date;

/// A line of the plan.
#[derive(Clone, Debug)]
pub struct PublicMeasure {
    /// The fragment that names it on the page.
    pub anchor: String,
    /// The key in the open data: `organisation/situation/number` or `organisation/measure`.
    pub key: String,
    /// The id as printed.
    pub id: String,
    /// The key and the anchor of the situation that it is against, if it is against one.
    pub situation: Option<(String, String)>,
    /// The chapter of the plan, or the function's heading.
    pub chapter: Told,
    /// The task, of a plan that is tied to no risks.
    pub task: Told,
    /// What is to be done.
    pub text: Told,
    /// The term as written.
    pub due: Told,
    /// Its first and its last day, where they are known.
    pub from: Option<Date>,
    /// Its last day.
    pub to: Option<Date>,
    /// The key of its rhythm.
    pub recurrence: Option<&'static str>,
    /// The executors, by post or unit; the first is the lead.
    pub responsible: Vec<Told>,
    /// What will be different.
    pub expected_result: Told,
    /// What is measured.
    pub indicator: Told,
    /// The source of funds.
    pub funding: Told,
    /// Where it stands; `None` where nothing tells.
    pub standing: Option<State>,
    /// What came out when somebody other than its executor looked; `None` where nobody did. Who looked stays.
    pub verified: Option<Verification>,
    /// The day on which it was done.
    pub done_on: Option<Date>,
    /// Whole days past its last day, where it is overdue.
    pub days_overdue: Option<i32>,
    /// The level after controls of the situation that it is against.
    pub level: Option<Level>,
}

impl PublicMeasure {
    /// Whether it is carried out, as reported.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.standing == Some(State::Done)
    }

    /// Whether it is carried out, and somebody other than its executor confirmed it.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.is_done() && self.verified == Some(Verification::Confirmed)
    }
}
