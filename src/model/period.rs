//! The term of a measure: from when to when, how often, and the words it was written in.

use jiff::civil::{Date, date};

/// A term of implementation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// As it was written.
    pub text: String,
    /// Its first day; `None` for a continuous term without years, or when the text could not be read.
    pub from: Option<Date>,
    /// Its last day; `None` like `from`.
    pub to: Option<Date>,
    /// How often the measure is repeated within it.
    pub recurrence: Option<Recurrence>,
}

/// How often a measure is repeated within its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recurrence {
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    HalfYearly,
    /// Every year.
    Yearly,
    /// All the time.
    Continuous,
}

impl Recurrence {
    /// All of them, the most frequent first but for the one without intervals.
    pub const ALL: [Self; 4] = [Self::Quarterly, Self::HalfYearly, Self::Yearly, Self::Continuous];

    /// The key used in TOML and JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Quarterly => "quarterly",
            Self::HalfYearly => "half-yearly",
            Self::Yearly => "yearly",
            Self::Continuous => "continuous",
        }
    }
}

impl Period {
    /// A term that could not be read: its words are kept, nothing is guessed.
    #[must_use]
    pub fn unread(text: &str) -> Self {
        Self { text: text.to_owned(), from: None, to: None, recurrence: None }
    }

    /// A single day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { text: day.to_string(), from: Some(day), to: Some(day), recurrence: None }
    }

    /// Reads the canonical forms: `2026-10-31`, `2026-Q3`, `2026-H1`, `2026`, `2025..2027` (of any of these), each
    /// optionally followed by `quarterly`, `half-yearly`, `yearly` or `continuous`; or `continuous` alone.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        if trimmed == Recurrence::Continuous.key() {
            return Some(Self { recurrence: Some(Recurrence::Continuous), ..Self::unread(trimmed) });
        }
        let (span, recurrence) = match trimmed.split_once(' ') {
            Some((span, word)) => (span, Some(Recurrence::ALL.into_iter().find(|r| r.key() == word.trim())?)),
            None => (trimmed, None),
        };
        let (first, last) = match span.split_once("..") {
            Some((first, last)) => (bounds(first)?, bounds(last)?),
            None => (bounds(span)?, bounds(span)?),
        };
        (first.0 <= last.1).then(|| Self {
            text: trimmed.to_owned(),
            from: Some(first.0),
            to: Some(last.1),
            recurrence,
        })
    }
}

/// First and last day of one canonical term.
fn bounds(term: &str) -> Option<(Date, Date)> {
    let digits = |text: &str, count: usize| {
        (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i16>().ok()).flatten()
    };
    let two = |text: &str| digits(text, 2).and_then(|number| i8::try_from(number).ok());
    let months = |year: i16, first: i8, last: i8| {
        let end = date(year, last, 1).last_of_month();
        Some((date(year, first, 1), end))
    };
    let year = digits(term.get(..4)?, 4).filter(|year| *year > 0)?;
    match term.get(4..)? {
        "" => months(year, 1, 12),
        "-Q1" => months(year, 1, 3),
        "-Q2" => months(year, 4, 6),
        "-Q3" => months(year, 7, 9),
        "-Q4" => months(year, 10, 12),
        "-H1" => months(year, 1, 6),
        "-H2" => months(year, 7, 12),
        rest => {
            let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
            let day = Date::new(year, two(month)?, two(day)?).ok()?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, Option<Recurrence>)> {
        Period::parse(text).map(|p| {
            let show = |day: Option<Date>| day.map(|d| d.to_string()).unwrap_or_default();
            (show(p.from), show(p.to), p.recurrence)
        })
    }

    #[test]
    fn the_canonical_forms_are_read() {
        let row = |from: &str, to: &str, r| Some((from.to_owned(), to.to_owned(), r));
        assert_eq!(read("2028-02-29"), row("2028-02-29", "2028-02-29", None));
        assert_eq!(read("2026-Q3"), row("2026-07-01", "2026-09-30", None));
        assert_eq!(read("2026-H1"), row("2026-01-01", "2026-06-30", None));
        assert_eq!(read("2026"), row("2026-01-01", "2026-12-31", None));
        assert_eq!(read("2025..2027 quarterly"), row("2025-01-01", "2027-12-31", Some(Recurrence::Quarterly)));
        assert_eq!(read("2026-Q4..2027-Q1"), row("2026-10-01", "2027-03-31", None));
        assert_eq!(read(" continuous "), row("", "", Some(Recurrence::Continuous)));
    }

    #[test]
    fn anything_else_is_not_guessed() {
        for text in [
            "",
            "2026-Q5",
            "2027..2025",
            "2027-02-29",
            "26",
            "2026-1-1",
            "2026 sometimes",
            "дайыма",
            "0000",
            "2026-+1-01",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
