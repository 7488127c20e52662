//! What moved since an earlier report: newly done, slipped, other terms, the share carried out.

use jiff::civil::Date;

/// What became of a measure since the earlier report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// It was not done, and is.
    Done,
    /// It was not overdue, and is.
    Slipped,
    /// It was overdue, and still is.
    StillOverdue,
    /// It was done, and is no longer.
    Reopened,
    /// It stands in the plan anew.
    New,
}

impl Step {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Done, Self::Slipped, Self::StillOverdue, Self::Reopened, Self::New];
}

/// A share carried out: of the measures that should have been begun by the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub done: usize,
    pub begun: usize,
}

/// A term that is another now.
#[derive(Clone, Debug)]
pub(crate) struct TermMoved {
    /// The measure's place among the lines.
    pub line: usize,
    /// The term as it was written then.
    pub before: String,
    /// By how many days its end moved, forwards positive; `None` where an end is not known.
    pub days: Option<i32>,
}

/// What moved since an earlier report.
#[derive(Clone, Debug)]
pub(crate) struct Since {
    /// The day of the earlier report.
    pub as_of: Date,
    /// What became of measures, by their places among the lines, in the order of the plan.
    pub steps: Vec<(Step, usize)>,
    /// Terms that are others now.
    pub moved: Vec<TermMoved>,
    /// Measures that stand in the plan no more: id and text.
    pub gone: Vec<(String, String)>,
    /// The share that was carried out then.
    pub before: Share,
}

impl Since {
    /// The places of the measures of which something became.
    pub fn of(&self, step: Step) -> impl Iterator<Item = usize> {
        self.steps.iter().filter(move |(known, _)| *known == step).map(|(_, line)| *line)
    }
}
