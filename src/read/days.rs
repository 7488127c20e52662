//! Days as people write them and as spreadsheets count them.

use jiff::civil::Date;

/// A day as people here write it: `15.06.2026`.
pub(super) fn day_with_dots(typed: &str) -> Option<Date> {
    let (day, month, year) = day_in_figures(typed)?;
    Date::new(year, month, day).ok()
}

/// The day, the month and the year of a text in figures and dots, whether or not there is such a day.
pub(super) fn day_in_figures(typed: &str) -> Option<(i8, i8, i16)> {
    // A word for "year" may follow, shortened: one or two letters.
    let kept = typed.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    if typed.trim()[kept.len()..].chars().filter(|c| c.is_alphabetic()).count() > 2 {
        return None;
    }
    let mut parts = kept.splitn(3, '.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str| (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(());
    digits(day).and(digits(month)).and(digits(year))?;
    Some((day.parse().ok()?, month.parse().ok()?, year.parse().ok().filter(|year| *year > 999)?))
}

/// No term is earlier: a spreadsheet makes such dates of small numbers.
pub(super) const EARLIEST: i16 = 1990;

/// A day as people here write it.
pub(super) fn in_figures(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}

/// The day that a spreadsheet means by a bare number of days since 1900, for the years in which plans are made.
pub(super) fn day_of_serial(serial: i64) -> Option<Date> {
    // Day 25569 is 1 January 1970; 36526 is the first of 2000, 73050 the last of 2099.
    let days = (36_526..=73_050).contains(&serial).then_some(serial - 25_569)?;
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).ok()
}
