//! The term of a measure: from when to when, how often, and the words it was written in.

use super::keyed;
use jiff::civil::{Date, date};

/// The years in which terms lie. Earlier dates are made by spreadsheets, of small numbers; others are slips of the hand.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;

/// A term of implementation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// As it was written.
    pub text: String,
    /// Its first day; `None` for a recurring term without years, or when the text could not be read.
    pub from: Option<Date>,
    /// Its last day; `None` like `from`.
    pub to: Option<Date>,
    /// How often the measure is repeated within it; of several terms, only if it is the same for all.
    pub recurrence: Option<Recurrence>,
    /// The terms, where one cell holds several: then `from` is the first's beginning, `to` the last's end.
    pub terms: Vec<Term>,
    /// Whether its words say more than its days and its recurrence do: the event that it is bound to, a day of every year.
    /// Documents then keep the words.
    pub says_more: bool,
}

/// One of several terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// How often the measure is repeated within it.
    pub recurrence: Option<Recurrence>,
}

keyed! {
    /// How often a measure is repeated within its term: the most frequent first, but for what has no intervals.
    Recurrence {
        /// Every month.
        Monthly = "monthly",
        /// Every quarter.
        Quarterly = "quarterly",
        /// Every half-year.
        HalfYearly = "half-yearly",
        /// Every year.
        Yearly = "yearly",
        /// All the time.
        Continuous = "continuous",
        /// Whenever something else happens: as needed, on recruitment. It has no days.
        Event = "event",
    }
}

impl Recurrence {
    /// How many months lie between two occurrences; `None` where there are no intervals.
    #[must_use]
    pub fn months(self) -> Option<i8> {
        match self {
            Self::Monthly => Some(1),
            Self::Quarterly => Some(3),
            Self::HalfYearly => Some(6),
            Self::Yearly => Some(12),
            Self::Continuous | Self::Event => None,
        }
    }

    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|recurrence| recurrence.key() == key)
    }
}

impl Term {
    /// The last days of its occurrences: the ends of calendar months, quarters, half-years or years, the last one cut at the term's
    /// own end; without intervals its last day alone, and none if it is continuous or bound to an event.
    fn ends(self) -> Vec<Date> {
        let months = match self.recurrence.map(Recurrence::months) {
            None => return vec![self.to],
            Some(None) => return Vec::new(),
            Some(Some(months)) => months,
        };
        let mut ends = Vec::new();
        let (mut year, mut month) = (self.from.year(), (self.from.month() - 1) / months * months + months);
        loop {
            let end = date(year, month, 1).last_of_month();
            if end >= self.to {
                ends.push(self.to);
                return ends;
            }
            ends.push(end);
            (year, month) = if month == 12 { (year + 1, months) } else { (year, month + months) };
        }
    }

    /// The shortest canonical form.
    fn canonical(self) -> String {
        let (from, to) = (self.from, self.to);
        let unit = |months: i8| {
            from.day() == 1 && (from.month() - 1) % months == 0 && to == to.last_of_month() && to.month() % months == 0
        };
        let span = |first: String, last: String| if first == last { first } else { format!("{first}..{last}") };
        let half = |day: Date| format!("{}-H{}", day.year(), (day.month() + 5) / 6);
        let quarter = |day: Date| format!("{}-Q{}", day.year(), (day.month() + 2) / 3);
        let days = if unit(12) {
            span(from.year().to_string(), to.year().to_string())
        } else if unit(6) && half(from) == half(to) {
            half(from)
        } else if unit(3) {
            span(quarter(from), quarter(to))
        } else {
            span(from.to_string(), to.to_string())
        };
        match self.recurrence {
            Some(recurrence) => format!("{days} {}", recurrence.key()),
            None => days,
        }
    }
}

impl Period {
    /// A term that could not be read: its words are kept, nothing is guessed.
    #[must_use]
    pub fn unread(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// A single day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { text: day.to_string(), from: Some(day), to: Some(day), ..Self::default() }
    }

    /// Of the terms that a text was found to hold, put in the order of their days; `None` if there is none.
    #[must_use]
    pub fn of_terms(text: &str, mut terms: Vec<Term>) -> Option<Self> {
        terms.sort_by_key(|term| (term.from, term.to));
        terms.dedup();
        let first = terms.first()?;
        let recurrence = first.recurrence.filter(|_| terms.iter().all(|term| term.recurrence == first.recurrence));
        Some(Self {
            text: text.to_owned(),
            from: terms.iter().map(|term| term.from).min(),
            to: terms.iter().map(|term| term.to).max(),
            recurrence,
            terms: if terms.len() > 1 { terms } else { Vec::new() },
            says_more: false,
        })
    }

    /// Of a recurrence without years.
    #[must_use]
    pub fn recurring(text: &str, recurrence: Recurrence) -> Self {
        Self { recurrence: Some(recurrence), ..Self::unread(text) }
    }

    /// Whether it could be read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.from.is_some() || self.recurrence.is_some()
    }

    /// The terms: the one, or each of several; none without years.
    #[must_use]
    pub fn all(&self) -> Vec<Term> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if self.terms.is_empty() => vec![Term { from, to, recurrence: self.recurrence }],
            _ => self.terms.clone(),
        }
    }

    /// The last days of its occurrences that fall between two days, these included, in their order.
    #[must_use]
    pub fn occurrences_between(&self, from: Date, to: Date) -> Vec<Date> {
        let mut days: Vec<Date> =
            self.all().into_iter().flat_map(Term::ends).filter(|day| (from..=to).contains(day)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The canonical form, which [`Self::parse`] reads; `None` if the term could not be read.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        let terms = self.all();
        if terms.is_empty() {
            return self.recurrence.map(|recurrence| recurrence.key().to_owned());
        }
        Some(terms.into_iter().map(Term::canonical).collect::<Vec<_>>().join("; "))
    }

    /// Reads the canonical forms: `2026-10-31`, `2026-Q3`, `2026-H1`, `2026`, `2025..2027` (of any of these), each
    /// optionally followed by `monthly`, `quarterly`, `half-yearly`, `yearly` or `continuous`; several with `; ` between them; or how
    /// often alone, `event` too.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        if let Some(recurrence) = Recurrence::of_key(trimmed) {
            return Some(Self::recurring(trimmed, recurrence));
        }
        let terms = trimmed.split(';').map(|part| term(part.trim())).collect::<Option<Vec<_>>>()?;
        Self::of_terms(trimmed, terms)
    }
}

/// Reads one canonical term.
fn term(text: &str) -> Option<Term> {
    let (span, recurrence) = match text.split_once(' ') {
        // What is bound to an event has no days.
        Some((span, word)) => (span, Some(Recurrence::of_key(word.trim()).filter(|how| *how != Recurrence::Event)?)),
        None => (text, None),
    };
    let (first, last) = match span.split_once("..") {
        Some((first, last)) => (bounds(first)?, bounds(last)?),
        None => (bounds(span)?, bounds(span)?),
    };
    (first.0 <= last.1).then_some(Term { from: first.0, to: last.1, recurrence })
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
    let year = digits(term.get(..4)?, 4).filter(|year| YEARS.contains(year))?;
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
    fn several_terms_are_listed_and_written_back() {
        for text in
            ["2026-Q1; 2026-Q3", "2025 yearly; 2026-05-03", "2026-03-01..2026-03-31", "2026-Q4..2027-Q1", "yearly"]
        {
            let period = Period::parse(text).unwrap();
            assert_eq!(period.canonical().as_deref(), Some(text));
        }
        let period = Period::parse("2026-Q1; 2026-Q3").unwrap();
        assert_eq!((period.from, period.to, period.terms.len()), (Some(date(2026, 1, 1)), Some(date(2026, 9, 30)), 2));
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
            "2026 event",
            "дайыма",
            "0000",
            "2026-+1-01",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
