//! Where a measure stands on a day: the ends of quarters and years, leap days, weekends, the day before and the day after.

use jiff::civil::{Date, Weekday, date};
use tobokel::assess::execution::{Report, State, Watch, next_day, reports, state};
use tobokel::model::{Amount, Measure, Period, Reporting, Status};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn measure(term: &str) -> Measure {
    Measure { text: "measure".into(), due: Period::parse(term), ..Measure::default() }
}

fn period(text: &str) -> (Date, Date) {
    let period = Period::parse(text).expect("a period");
    (period.from.unwrap(), period.to.unwrap())
}

fn at(measure: &Measure, as_of: &str) -> (Option<&'static str>, Option<i32>) {
    let found = state(measure, &Watch::quarter_of(day(as_of)));
    (found.state.map(State::key), found.days_overdue)
}

#[test]
fn the_last_day_decides_and_the_day_after_it_is_overdue() {
    for (term, as_of, wanted, days) in [
        ("2026-Q3", "2026-06-30", "upcoming", None),
        ("2026-Q3", "2026-07-01", "due", None),
        ("2026-Q3", "2026-09-30", "due", None),
        ("2026-Q3", "2026-10-01", "overdue", Some(1)),
        ("2026", "2026-09-30", "upcoming", None),
        ("2026", "2026-12-31", "due", None),
        ("2026", "2027-01-01", "overdue", Some(1)),
        ("2026-H1", "2026-03-31", "upcoming", None),
        ("2026-H1", "2026-04-01", "due", None),
        ("2025..2027", "2027-12-31", "due", None),
        ("2025..2027", "2028-01-01", "overdue", Some(1)),
        // A leap day is a day like any other, and February 2028 has one more.
        ("2028-02-29", "2028-02-28", "due", None),
        ("2028-02-29", "2028-02-29", "due", None),
        ("2028-02-29", "2028-03-01", "overdue", Some(1)),
        ("2028-02-28", "2028-03-01", "overdue", Some(2)),
        ("2027-02-28", "2027-03-01", "overdue", Some(1)),
        ("2027-12-31", "2028-12-31", "overdue", Some(366)),
        // 2 August 2026 is a Sunday: no term is longer for that.
        ("2026-08-02", "2026-08-02", "due", None),
        ("2026-08-02", "2026-08-03", "overdue", Some(1)),
        // Recurring and continuous ones.
        ("2026..2027 quarterly", "2026-08-15", "due", None),
        ("2026..2027 half-yearly", "2026-08-15", "continuous", None),
        ("2026..2027 half-yearly", "2026-10-01", "due", None),
        ("2026..2027 yearly", "2026-08-15", "continuous", None),
        ("2026..2027 yearly", "2026-10-01", "due", None),
        ("2026..2027 yearly", "2025-12-31", "upcoming", None),
        ("2026..2027 yearly", "2028-01-01", "overdue", Some(1)),
        ("2026..2027 continuous", "2026-08-15", "continuous", None),
        ("2026..2027 continuous", "2025-08-15", "upcoming", None),
        ("2026..2027 continuous", "2027-11-15", "due", None),
        ("2026..2027 continuous", "2028-01-02", "overdue", Some(2)),
        ("continuous", "2026-08-15", "continuous", None),
        ("continuous", "9999-12-31", "continuous", None),
        // Repeated without years.
        ("quarterly", "2026-08-15", "due", None),
        ("half-yearly", "2026-08-15", "continuous", None),
        ("yearly", "2026-12-15", "due", None),
        // Several terms in one cell: the end of each is due, the end of the last one is overdue.
        ("2026-Q1; 2026-Q3", "2026-01-15", "due", None),
        ("2026-Q1; 2026-Q3", "2026-04-15", "upcoming", None),
        ("2026-Q1; 2026-Q3", "2026-07-15", "due", None),
        ("2026-Q1; 2026-Q3", "2026-10-01", "overdue", Some(1)),
    ] {
        assert_eq!(at(&measure(term), as_of), (Some(wanted), days), "{term} on {as_of}");
    }
}

#[test]
fn a_measure_without_a_term_that_can_be_read_is_in_no_state_until_it_is_done() {
    assert_eq!(at(&measure("soon"), "2026-08-15"), (None, None));
    let unread = Measure { due: Some(Period::unread("soon")), ..Measure::default() };
    assert_eq!(at(&unread, "2026-08-15"), (None, None));
    assert_eq!(at(&Measure { status: Some(Status::Done), ..unread }, "2026-08-15"), (Some("done"), None));
}

#[test]
fn the_indicator_decides_before_the_status() {
    let with = |baseline: &str, target: &str, measured: &str, status| Measure {
        baseline: Amount::parse(baseline),
        target: Amount::parse(target),
        measured: Amount::parse(measured),
        status,
        ..measure("2026-Q1")
    };
    let on = |measure| at(&measure, "2026-08-15").0;
    assert_eq!(on(with("", "80", "80", None)), Some("done"));
    assert_eq!(on(with("", "80", "79,9", Some(Status::Done))), Some("overdue"));
    assert_eq!(on(with("60", "40", "40", None)), Some("done"));
    assert_eq!(on(with("60", "40", "41", Some(Status::Done))), Some("overdue"));
    assert_eq!(on(with("60", "40", "", Some(Status::Done))), Some("done"));
    for status in [Status::Planned, Status::InProgress, Status::NotDone] {
        assert_eq!(on(with("", "", "", Some(status))), Some("overdue"));
    }
}

#[test]
fn an_occurrence_that_was_reported_in_its_own_interval_is_not_due_any_more() {
    let reported = |term: &str, on: &str| Measure { reported_on: Some(day(on)), ..measure(term) };
    for (term, on, as_of, wanted) in [
        ("2026..2027 quarterly", "2026-09-20", "2026-09-25", "continuous"),
        // On the day by which the second quarter is owed, and on the day after.
        ("2026..2027 quarterly", "2026-07-01", "2026-09-25", "due"),
        ("2026..2027 quarterly", "2026-07-02", "2026-09-25", "continuous"),
        ("2025..2027 yearly", "2026-02-01", "2026-12-01", "due"),
        ("2025..2027 yearly", "2026-02-02", "2026-12-01", "continuous"),
        ("2026..2027 quarterly", "2026-09-30", "2026-09-30", "continuous"),
        ("2026..2027 quarterly", "2026-06-30", "2026-09-25", "due"),
        ("2026..2027 quarterly", "2026-09-20", "2026-10-01", "due"),
        ("2026..2027 yearly", "2026-02-01", "2026-12-01", "continuous"),
        ("2026..2027 yearly", "2025-12-31", "2026-12-01", "due"),
        ("quarterly", "2026-09-01", "2026-09-25", "continuous"),
        ("quarterly", "2026-06-30", "2026-09-25", "due"),
        ("2026-Q1; 2026-Q3", "2026-03-30", "2026-03-31", "upcoming"),
        // The end of the term is settled by doing the measure.
        ("2026..2027 quarterly", "2027-12-20", "2027-12-25", "due"),
        ("2026-Q3", "2026-08-01", "2026-08-15", "due"),
    ] {
        assert_eq!(at(&reported(term, on), as_of).0, Some(wanted), "{term}, reported {on}, seen {as_of}");
    }
}

#[test]
fn the_period_moves_what_is_due_and_never_what_is_overdue() {
    let watch = |as_of: &str, of: &str| {
        let (from, to) = period(of);
        Watch { as_of: day(as_of), from, to }
    };
    let of = |term: &str, as_of: &str, of: &str| state(&measure(term), &watch(as_of, of)).state.map(State::key);
    assert_eq!(of("2026-Q4", "2026-07-15", "2026-Q3"), Some("upcoming"));
    assert_eq!(of("2026-Q4", "2026-07-15", "2026-Q4"), Some("due"));
    assert_eq!(of("2026-Q4", "2026-07-15", "2026"), Some("due"));
    for asked in ["2025", "2026-Q1", "2026-Q3", "2030"] {
        assert_eq!(of("2026-Q2", "2026-07-15", asked), Some("overdue"), "{asked}");
        assert_eq!(of("2026-Q2", "2026-06-30", asked).filter(|state| *state == "overdue"), None, "{asked}");
    }
}

#[test]
fn a_later_day_never_makes_an_overdue_measure_less_overdue() {
    let terms =
        ["2026-Q3", "2028-02-29", "2026", "2026..2027 quarterly", "2026-08-02..2026-11-30 yearly", "continuous"];
    for measure in terms.map(measure) {
        let mut before = None;
        let mut day = date(2025, 12, 1);
        while day < date(2028, 12, 1) {
            let now = state(&measure, &Watch::quarter_of(day)).days_overdue;
            match (before, now) {
                (Some(before), now) => assert_eq!(now, Some(before + 1), "{day}"),
                (None, Some(now)) => assert_eq!(now, 1, "{day}"),
                (None, None) => {}
            }
            before = now;
            day = day.tomorrow().unwrap();
        }
    }
}

#[test]
fn what_comes_next_is_the_next_occurrence_that_was_not_reported() {
    let next = |measure: &Measure, as_of: &str| next_day(measure, day(as_of)).map(|day| day.to_string());
    let recurring = measure("2026..2027 quarterly");
    assert_eq!(next(&recurring, "2026-08-15").as_deref(), Some("2026-09-30"));
    assert_eq!(next(&recurring, "2026-09-30").as_deref(), Some("2026-09-30"));
    assert_eq!(next(&recurring, "2026-10-01").as_deref(), Some("2026-12-31"));
    let reported = Measure { reported_on: Some(day("2026-08-01")), ..recurring.clone() };
    assert_eq!(next(&reported, "2026-08-15").as_deref(), Some("2026-12-31"));
    assert_eq!(next(&recurring, "2028-05-01").as_deref(), Some("2027-12-31"));
    assert_eq!(next(&measure("2028-02-29"), "2026-08-15").as_deref(), Some("2028-02-29"));
    assert_eq!(next(&measure("continuous"), "2026-08-15"), None);
}

// ---- Reports

fn owed(years: &str, kinds: &[Reporting], of: &str) -> Vec<(String, String)> {
    let (from, to) = period(of);
    let found = reports(period(years), kinds, from, to);
    found.iter().map(|report| (report.period(), report.deadline.to_string())).collect()
}

fn wanted(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(period, deadline)| ((*period).to_owned(), (*deadline).to_owned())).collect()
}

#[test]
fn a_quarter_is_reported_by_the_first_of_the_next_month_and_a_year_by_the_first_of_february() {
    assert_eq!(owed("2025..2027", &[], "2026-Q3"), wanted(&[("2026-Q2", "2026-07-01")]));
    assert_eq!(owed("2025..2027", &[], "2026-Q1"), wanted(&[("2025-Q4", "2026-01-01"), ("2025", "2026-02-01")]));
    assert_eq!(
        owed("2025..2027", &[], "2026"),
        wanted(&[
            ("2025-Q4", "2026-01-01"),
            ("2025", "2026-02-01"),
            ("2026-Q1", "2026-04-01"),
            ("2026-Q2", "2026-07-01"),
            ("2026-Q3", "2026-10-01"),
        ])
    );
    assert_eq!(owed("2025..2027", &[Reporting::Yearly], "2026"), wanted(&[("2025", "2026-02-01")]));
    assert_eq!(owed("2025..2027", &[Reporting::Quarterly], "2026-Q1"), wanted(&[("2025-Q4", "2026-01-01")]));
    assert_eq!(owed("2025..2027", &[], "2026-07-01").len(), 1);
    assert_eq!(owed("2025..2027", &[], "2026-07-02..2026-09-30").len(), 0);
}

#[test]
fn only_periods_that_overlap_the_plan_are_reported_on() {
    assert_eq!(owed("2026", &[], "2026-Q1"), wanted(&[]));
    assert_eq!(owed("2026", &[], "2027-Q1"), wanted(&[("2026-Q4", "2027-01-01"), ("2026", "2027-02-01")]));
    assert_eq!(owed("2026", &[], "2027-Q2"), wanted(&[]));
    assert_eq!(owed("2026", &[], "2028"), wanted(&[]));
    assert_eq!(
        owed("2026-05-20..2026-08-10", &[], "2026..2027"),
        wanted(&[("2026-Q2", "2026-07-01"), ("2026-Q3", "2026-10-01"), ("2026", "2027-02-01"),])
    );
}

#[test]
fn a_deadline_on_a_weekend_stays_and_is_told() {
    let weekend = |of: &str| {
        let (from, to) = period(of);
        reports(period("2025..2028"), &[], from, to).iter().filter_map(Report::on_weekend).collect::<Vec<_>>()
    };
    // 1 February 2026 was a Sunday, 1 January 2028 and 1 April 2028 are Saturdays, 1 July 2026 was a Wednesday.
    assert_eq!(weekend("2026-02-01"), [Weekday::Sunday]);
    assert_eq!(weekend("2028-01-01"), [Weekday::Saturday]);
    assert_eq!(weekend("2028-04-01"), [Weekday::Saturday]);
    assert_eq!(weekend("2026-07-01"), []);
}
