//! How far measures are carried out: what is done, overdue, due, running or still to come, and which reports are owed.
//!
//! A day and a period decide, nothing else; whole numbers, no words. It stands apart from scoring because plans that are
//! tied to no risk are watched in the same way.

use crate::model::{Keyword as _, Measure, Period, Recurrence, Reporting, Status, Term, Verification, keyed};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use std::borrow::Cow;

/// From when and at which time a plan is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watch {
    /// The day that decides what is overdue.
    pub as_of: Date,
    /// The first day of the period whose measures are due.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

impl Watch {
    /// The calendar quarter that a day falls in, seen from that day.
    #[must_use]
    pub fn quarter_of(as_of: Date) -> Self {
        let (from, to) = unit_of(as_of, 3);
        Self { as_of, from, to }
    }

    fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

keyed! {
    /// Where a measure stands, in the order in which states are listed.
    State {
        /// Done.
        Done = "done",
        /// The last day of its term is past.
        Overdue = "overdue",
        /// The last day of its term, or of one of its occurrences, falls in the period.
        Due = "due",
        /// Recurring or continuous, and running.
        Continuous = "continuous",
        /// Still to come.
        Upcoming = "upcoming",
    }
}

/// What became of a measure, whatever the day: by its indicator, where a target and a measured value are known, else by what is said
/// of it. Reports, rules, comparisons and forms know it from here alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is done.
    Done,
    /// It is called done, and its indicator is short of the target: it is still to be done.
    CalledDone,
    /// It is called not done: it is still to be done, and the one who says so has looked at it.
    GivenUp,
    /// It is still to be done.
    Open,
}

/// What became of a measure.
#[must_use]
pub fn progress(measure: &Measure) -> Progress {
    match (measure.indicator_reached(), measure.status) {
        (Some(true), _) | (None, Some(Status::Done)) => Progress::Done,
        (Some(false), Some(Status::Done)) => Progress::CalledDone,
        (_, Some(Status::NotDone)) => Progress::GivenUp,
        (_, None | Some(Status::Planned | Status::InProgress)) => Progress::Open,
    }
}

/// Whether a measure is done.
#[must_use]
pub fn is_done(measure: &Measure) -> bool {
    progress(measure) == Progress::Done
}

/// Whether a measure is called done, whatever its indicator says.
#[must_use]
pub fn is_called_done(measure: &Measure) -> bool {
    measure.status == Some(Status::Done)
}

/// What shows that a measure was carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proof {
    /// Its executor says so, with evidence where it aims at a level.
    #[default]
    Report,
    /// Somebody else looked, and confirmed it.
    Verification,
}

/// Whether a measure is done, and somebody other than its executor confirmed it.
#[must_use]
pub fn is_verified(measure: &Measure) -> bool {
    is_done(measure) && verification(measure) == Some(Verification::Confirmed)
}

/// What was found when somebody looked whether a measure was carried out.
#[must_use]
pub fn verification(measure: &Measure) -> Option<Verification> {
    measure.verified.as_ref().and_then(|verified| verified.result)
}

/// Whether a measure is called done or is done, and nobody said what came out when looking.
#[must_use]
pub fn waits_for_verification(measure: &Measure) -> bool {
    (is_done(measure) || is_called_done(measure)) && verification(measure).is_none()
}

/// For how many days a measure has been waiting to be verified: since it was done, else since it was last reported on. `None` where
/// it does not wait, or no day is known.
#[must_use]
pub fn days_waiting(measure: &Measure, as_of: Date) -> Option<i32> {
    let since = measure.done_on.or(measure.reported_on)?;
    let days = (as_of - since).get_days();
    (waits_for_verification(measure) && days >= 0).then_some(days)
}

/// Where a measure stands, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state; `None` if it is not done and has no term, or one that could not be read: nothing can be said of it.
    pub state: Option<State>,
    /// For how many days it has been overdue: from the last day of the term to the day of the watch.
    pub days_overdue: Option<i32>,
}

/// Where a measure stands.
#[must_use]
pub fn state(measure: &Measure, watch: &Watch) -> Standing {
    let just = |state| Standing { state, days_overdue: None };
    if is_done(measure) {
        return just(Some(State::Done));
    }
    let Some(term) = &measure.due else { return just(None) };
    if !term.is_read() {
        return just(None);
    }
    if let Some(to) = term.to.filter(|to| *to < watch.as_of) {
        return Standing { state: Some(State::Overdue), days_overdue: Some((watch.as_of - to).get_days()) };
    }
    // The end of the term itself is settled by doing the measure, not by reporting on it.
    let owed = || occurrences_between(term, watch.from, watch.to).iter().any(|day| !is_reported(measure, *day));
    let recurring = || term.recurrence.is_some() || term.terms.iter().any(|term| term.recurrence.is_some());
    just(Some(if term.to.is_some_and(|to| watch.holds(to)) || owed() {
        State::Due
    } else if recurring() && term.from.is_none_or(|from| from <= watch.as_of) {
        State::Continuous
    } else {
        State::Upcoming
    }))
}

/// Whether a measure counts among those that should have been begun: it is done, or its term has begun by a day.
#[must_use]
pub fn has_begun(measure: &Measure, as_of: Date) -> bool {
    let begun = |term: &Period| match term.from {
        Some(from) => from <= as_of,
        None => term.recurrence.is_some(),
    };
    is_done(measure) || measure.due.as_ref().is_some_and(begun)
}

/// The day on which something of a measure is to be done next: the next occurrence that was not reported, else the last day
/// of the term, which may be past. `None` if there is no such day.
#[must_use]
pub fn next_day(measure: &Measure, as_of: Date) -> Option<Date> {
    let term = measure.due.as_ref()?;
    // The longest interval is a year, and one occurrence may be reported already.
    let coming = occurrences_between(term, as_of, as_of.saturating_add(2.years()));
    coming.into_iter().find(|day| !is_reported(measure, *day)).or(term.to)
}

/// Whether the occurrence that ends on a day was reported: after the day by which the one before it had to be, and by the
/// day by which its own has to be. The last one of a term is not: it is settled when the measure is done.
fn is_reported(measure: &Measure, occurrence: Date) -> bool {
    let Some((term, reported)) = measure.due.as_ref().zip(measure.reported_on) else { return false };
    let in_time = |of: &Term| {
        let Some(months) = of.recurrence.and_then(Recurrence::months) else {
            return of.from <= reported && reported <= occurrence;
        };
        let first = unit_of(occurrence, months).0;
        let begun = if first <= of.from { of.from <= reported } else { report_of(first, months) < reported };
        let after = unit_of(occurrence, months).1.saturating_add(1.day());
        begun && reported <= report_of(after, months)
    };
    let terms = bounded(term, occurrence, occurrence).all();
    let mut own = terms.iter().filter(|of| of.from <= occurrence && occurrence <= of.to);
    term.to != Some(occurrence) && own.any(in_time)
}

/// By when the part of a year that ended the day before is reported on: a year by 1 February, shorter parts on that very day.
fn report_of(after: Date, months: i8) -> Date {
    if months == 12 { after.saturating_add(1.month()) } else { after }
}

/// The last days of the occurrences of a term that lie between two days.
fn occurrences_between(term: &Period, from: Date, to: Date) -> Vec<Date> {
    bounded(term, from, to).occurrences_between(from, to)
}

/// The term; what is repeated without years, for the years that two days lie in.
fn bounded(term: &Period, from: Date, to: Date) -> Cow<'_, Period> {
    if term.from.is_some() || term.recurrence.and_then(Recurrence::months).is_none() {
        return Cow::Borrowed(term);
    }
    let (from, to) = (unit_of(from, 12).0, unit_of(to, 12).1);
    Cow::Owned(Period { from: Some(from), to: Some(to), ..term.clone() })
}

/// First and last day of the part of the calendar year, `months` long, that a day falls in.
fn unit_of(day: Date, months: i8) -> (Date, Date) {
    let first = (day.month() - 1) / months * months + 1;
    (date(day.year(), first, 1), date(day.year(), first + months - 1, 1).last_of_month())
}

/// A report that a plan owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// By when: the first day of the month after a quarter, 1 February after a year. On a weekend it stays the same day.
    pub deadline: Date,
    /// Its kind.
    pub kind: Reporting,
    /// The first day of what it reports on.
    pub from: Date,
    /// The last day of what it reports on.
    pub to: Date,
}

impl Report {
    /// What it reports on, as files write it: `2026-Q2`, `2025`.
    #[must_use]
    pub fn period(&self) -> String {
        match self.kind {
            Reporting::Quarterly => format!("{:04}-Q{}", self.from.year(), (self.from.month() + 2) / 3),
            Reporting::Yearly => format!("{:04}", self.from.year()),
        }
    }

    /// Whether its deadline falls on a Saturday or a Sunday, when offices are closed.
    #[must_use]
    pub fn on_weekend(&self) -> Option<Weekday> {
        Some(self.deadline.weekday()).filter(|day| matches!(day, Weekday::Saturday | Weekday::Sunday))
    }
}

/// The reports whose deadlines lie between two days, of a plan for these years: by deadline, a quarter's before a year's.
/// No kinds named means all of them. Only what overlaps the years of the plan is reported on.
#[must_use]
pub fn reports(years: (Date, Date), kinds: &[Reporting], from: Date, to: Date) -> Vec<Report> {
    let mut found = Vec::new();
    for kind in Reporting::ALL.iter().filter(|kind| kinds.is_empty() || kinds.contains(kind)) {
        let months = if *kind == Reporting::Quarterly { 3 } else { 12 };
        // What is reported on ended before the first deadline, a year's a month before it.
        let mut next = unit_of(from.max(years.0).saturating_sub(14.months()), months).0;
        while next <= to && next <= years.1 {
            let (first, last) = unit_of(next, months);
            let Ok(after) = last.tomorrow() else { break };
            let deadline = report_of(after, months);
            if first <= years.1 && last >= years.0 && from <= deadline && deadline <= to {
                found.push(Report { deadline, kind: *kind, from: first, to: last });
            }
            next = after;
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str, from: Date, to: Date) -> Vec<String> {
        let term = Period::parse(text).expect("the term can be read");
        occurrences_between(&term, from, to).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn occurrences_end_with_the_parts_of_the_calendar_year_and_with_the_term() {
        let (from, to) = (date(2026, 1, 1), date(2026, 12, 31));
        assert_eq!(days("2025..2027 quarterly", from, to), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]);
        assert_eq!(days("2025..2027 half-yearly", from, to), ["2026-06-30", "2026-12-31"]);
        assert_eq!(days("2025..2027 yearly", from, to), ["2026-12-31"]);
        assert_eq!(days("2026-02-10..2026-08-15 quarterly", from, to), ["2026-03-31", "2026-06-30", "2026-08-15"]);
        assert_eq!(days("quarterly", date(2026, 4, 1), to), ["2026-06-30", "2026-09-30", "2026-12-31"]);
        assert_eq!(days("2026-Q1; 2026-Q3", from, to), ["2026-03-31", "2026-09-30"]);
        assert_eq!(days("2026-Q3 continuous", from, to), [""; 0]);
        assert_eq!(days("2027 quarterly", from, to), [""; 0]);
        assert_eq!(days("2024 quarterly", from, to), [""; 0]);
        assert_eq!(days("2028-Q1", date(2028, 3, 31), date(2028, 3, 31)), ["2028-03-31"]);
        assert_eq!(days("2199 quarterly", date(2199, 12, 1), date(2199, 12, 31)), ["2199-12-31"]);
    }

    #[test]
    fn the_last_days_of_time_are_no_end_of_the_program() {
        let years = (date(9998, 1, 1), date(9999, 12, 31));
        let found = reports(years, &[], date(9999, 1, 1), date(9999, 12, 31));
        assert_eq!(found.len(), 5);
        assert_eq!(Watch::quarter_of(date(9999, 12, 31)).to, date(9999, 12, 31));
        let first = (date(-9999, 1, 1), date(-9999, 12, 31));
        assert_eq!(reports(first, &[], date(-9999, 1, 1), date(-9999, 12, 31)).len(), 3);
    }
}
