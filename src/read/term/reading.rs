//! A term, read step by step: its entries, the segments of each, and the period that they make together.

use super::entries::{self, Entries};
use super::spans::{self, Span};
use super::tokens::{self, Atom};
use super::unreadable::Unreadable;
use super::words::Word;
use super::years::Years;
use super::{clauses, rhythm};
use crate::model::{Period, Recurrence, Term};

/// A term that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The term.
    pub period: Period,
    /// Whether its year is the table's, because its cell names none.
    pub years_taken: bool,
}

/// A longer text is no term, in bytes: the longest that was met, of several lines, has some 500.
const LONGEST: usize = 2_000;

/// Reads a term.
///
/// # Errors
/// Why it is not read: nothing is guessed.
pub fn term(typed: &str) -> Result<Period, Unreadable> {
    term_of_years(typed, None).map(|reading| reading.period)
}

/// Reads a term in a table whose title names years: they are taken for a quarter, a month or a day of a cell that names no
/// year. Of several years only for what is done every year.
///
/// # Errors
/// Why it is not read: nothing is guessed.
pub fn term_of_years(typed: &str, years: Option<Years>) -> Result<Reading, Unreadable> {
    if typed.len() > LONGEST {
        return Err(Unreadable::Unknown);
    }
    if let Some(period) = Period::parse(typed) {
        return Ok(Reading { period, years_taken: false });
    }
    let Entries { list, numbered } = entries::entries(typed).ok_or(Unreadable::Ambiguous)?;
    let atoms = |lines: Vec<String>| lines.iter().map(|line| tokens::atoms(line)).collect::<Result<Vec<_>, _>>();
    let entries = list.into_iter().map(atoms).collect::<Result<Vec<_>, _>>()?;
    let has_year = |atom: &Atom| matches!(atom, Atom::Year(_) | Atom::Dated(..));
    let years = years.filter(|_| !entries.iter().flatten().flatten().any(has_year));
    let mut segments = Vec::new();
    for lines in &entries {
        segments.extend(segments_of(lines, years)?);
    }
    let years_taken = segments.iter().any(|segment| segment.years_taken);
    Ok(Reading { period: together(typed.trim(), segments, numbered)?, years_taken })
}

/// What one entry or line of a cell says.
#[derive(Debug)]
struct Segment {
    spans: Vec<Span>,
    how: Option<Recurrence>,
    event: bool,
    /// Whether something was set aside that the words say.
    more: bool,
    years_taken: bool,
}

/// The segments of an entry: one of each line where each names its days, else one of all.
fn segments_of(lines: &[Vec<Atom>], years: Option<Years>) -> Result<Vec<Segment>, Unreadable> {
    if let [only] = lines {
        return segment(only, years).map(|segment| vec![segment]);
    }
    let each: Vec<_> = lines.iter().map(|line| segment(line, years)).collect();
    if each.iter().all(|segment| segment.as_ref().is_ok_and(|segment| !segment.spans.is_empty())) {
        return each.into_iter().collect();
    }
    // "Quarterly" above "quarter III of 2023": one of them is not the other's rhythm.
    let joined = segment(&lines.concat(), years).or_else(|why| {
        let with_commas = segment(&lines.join(&Atom::Comma), years);
        if with_commas.is_ok() || why == Unreadable::Unknown { with_commas } else { Err(why) }
    })?;
    if joined.spans.iter().any(|span| is_within(*span, joined.how)) {
        return Err(Unreadable::Ambiguous);
    }
    Ok(vec![joined])
}

/// What some atoms say.
fn segment(atoms: &[Atom], years: Option<Years>) -> Result<Segment, Unreadable> {
    if atoms.contains(&Atom::Word(Word::Then)) {
        return Err(Unreadable::Ambiguous);
    }
    let (joined, detailed) = rhythm::joined(atoms.to_vec())?;
    let outside = clauses::outside(joined)?;
    let mut how = None;
    let mut how_first = false;
    let mut rest = Vec::with_capacity(outside.atoms.len());
    for atom in outside.atoms {
        match atom {
            Atom::Word(Word::Recurrence(found)) if how.is_none_or(|how| how == found) => {
                how_first |= rest.is_empty();
                how = Some(found);
            }
            Atom::Word(Word::Recurrence(_)) => return Err(Unreadable::Ambiguous),
            atom => rest.push(atom),
        }
    }
    // "From 2026": until when?
    let ends = |atom: &Atom| matches!(atom, Atom::Dash { .. } | Atom::Word(Word::To | Word::By));
    let begins = rest.contains(&Atom::Word(Word::From)) && !rest.iter().any(ends);
    if begins || rest.contains(&Atom::Word(Word::Since)) {
        return Err(Unreadable::Ambiguous);
    }
    let days = spans::days(&rest, how, years)?;
    // Days that a recurrence repeats from year to year are listed: nothing is left for it to say.
    let how = how.filter(|how| *how != Recurrence::Yearly || !days.spans.iter().any(|span| span.listed));
    if days.spans.is_empty() && how.is_none() && !outside.event {
        return Err(Unreadable::Unknown);
    }
    if days.spans.iter().any(|span| span.from > span.to) {
        return Err(Unreadable::Unknown);
    }
    // "Quarterly, quarter III of 2023": two terms rather than one within the other.
    if how_first && days.spans.iter().any(|span| is_within(*span, how)) {
        return Err(Unreadable::Ambiguous);
    }
    let more = detailed || outside.event || days.left_out;
    Ok(Segment { spans: days.spans, how, event: outside.event, more, years_taken: days.years_taken })
}

/// Whether a span is no longer than what a recurrence repeats it by.
fn is_within(span: Span, how: Option<Recurrence>) -> bool {
    let days = (span.to - span.from).get_days();
    how.filter(|how| *how != Recurrence::Yearly)
        .and_then(Recurrence::months)
        .is_some_and(|months| days <= i32::from(months) * 31)
}

/// The term that the segments of a cell make together: how often says it for those that name days and nothing else; what is
/// bound to an event counts where nothing else is said. The entries of a numbered list do not say how often of each other.
fn together(text: &str, segments: Vec<Segment>, numbered: bool) -> Result<Period, Unreadable> {
    let mut alone: Vec<Recurrence> =
        segments.iter().filter(|segment| segment.spans.is_empty()).filter_map(|segment| segment.how).collect();
    alone.dedup();
    if alone.len() > 1 {
        return Err(Unreadable::Ambiguous);
    }
    let how = alone.first().copied();
    let mut terms = Vec::new();
    for segment in segments.iter().filter(|segment| !segment.spans.is_empty()) {
        if how.is_some()
            && (numbered || segment.how.is_some() || segment.spans.iter().any(|span| is_within(*span, how)))
        {
            return Err(Unreadable::Ambiguous);
        }
        let recurrence = segment.how.or(how);
        terms.extend(segment.spans.iter().map(|span| Term { from: span.from, to: span.to, recurrence }));
    }
    let event = segments.iter().any(|segment| segment.event);
    let period = match (Period::of_terms(text, terms), how) {
        (Some(period), _) => period,
        (None, Some(how)) => Period::recurring(text, how),
        (None, None) if event => Period::recurring(text, Recurrence::Event),
        (None, None) => return Err(Unreadable::Unknown),
    };
    Ok(Period { says_more: segments.iter().any(|segment| segment.more), ..period })
}
