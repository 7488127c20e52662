//! Four quarters of a plan side by side: how much fell due in each, and how much of it is carried out.

use crate::assess::execution::{State, Watch, is_verified};
use crate::monitor::plans::Monitored;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// How many quarters are shown: a year.
const SHOWN: i32 = 4;

/// A quarter of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quarter {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Measures whose last day falls in it.
    pub due: usize,
    /// Of them carried out, as reported.
    pub done: usize,
    /// Of them confirmed by somebody other than the executor.
    pub verified: usize,
    /// Of them past their last day and not carried out.
    pub overdue: usize,
}

impl Monitored<'_> {
    /// The four quarters that end with the one in which the period ends; none where no measure falls due in them.
    pub(crate) fn quarters(&self) -> Vec<Quarter> {
        let last = Watch::quarter_of(self.watch.to);
        let quarters = (0..SHOWN).rev().map(|back| {
            let Watch { from, to, .. } = Watch::quarter_of(last.from.saturating_sub((3 * back).months()));
            let mut quarter = Quarter { from, to, due: 0, done: 0, verified: 0, overdue: 0 };
            let ends = |day: Option<Date>| day.is_some_and(|day| from <= day && day <= to);
            for line in self.lines.iter().filter(|line| ends(line.measure.due.as_ref().and_then(|due| due.to))) {
                quarter.due += 1;
                quarter.done += usize::from(line.is(State::Done));
                quarter.verified += usize::from(is_verified(line.measure));
                quarter.overdue += usize::from(line.is(State::Overdue));
            }
            quarter
        });
        let quarters: Vec<Quarter> = quarters.collect();
        if quarters.iter().all(|quarter| quarter.due == 0) { Vec::new() } else { quarters }
    }
}
