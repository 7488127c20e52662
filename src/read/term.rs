//! Terms as people write them, in Kyrgyz, Russian and English: quarters, half-years, months, years, spans, days, several in
//! one cell, and how often. Nothing is guessed: a word too many, a quarter without a year, "until 2027" (with that year or
//! without it?) are not read.
//!
//! A text becomes [`Atom`]s ([`super::term_words`]), these become [`Item`]s (years, parts of a year, what stands between
//! them), and these become spans of days.

use super::term_words::{Atom, Unreadable, Word, atoms};
use crate::model::{Period, Recurrence, Term};
use jiff::civil::{Date, date};

/// For how many years at most a part of a year is repeated.
const YEARS: i16 = 20;

/// Reads a term.
///
/// # Errors
/// Why it is not read: nothing is guessed.
pub fn term(typed: &str) -> Result<Period, Unreadable> {
    if let Some(period) = Period::parse(typed) {
        return Ok(period);
    }
    let mut how = None;
    let mut rest = Vec::new();
    for atom in atoms(typed)? {
        match atom {
            Atom::Word(Word::Monthly) => return Err(Unreadable::Monthly),
            Atom::Word(Word::Recurrence(found)) if how.is_none_or(|how| how == found) => how = Some(found),
            Atom::Word(Word::Recurrence(_)) => return Err(Unreadable::Ambiguous),
            atom => rest.push(atom),
        }
    }
    let mut spans = Vec::new();
    for segment in rest.split(|atom| *atom == Atom::Semicolon) {
        // "From 2026": until when?
        let ends = [Atom::Dash, Atom::Word(Word::To), Atom::Word(Word::By)];
        if segment.contains(&Atom::Word(Word::From)) && !segment.iter().any(|atom| ends.contains(atom)) {
            return Err(Unreadable::Ambiguous);
        }
        spans.extend(spans_of(&items(segment)?, how)?);
    }
    let text = typed.trim();
    // Days that a recurrence repeats from year to year are listed: nothing is left for it to say.
    let how = how.filter(|how| *how != Recurrence::Yearly || !spans.iter().any(|span| span.listed));
    let terms: Vec<Term> = spans.iter().map(|span| Term { from: span.from, to: span.to, recurrence: how }).collect();
    if terms.iter().any(|term| term.from > term.to) {
        return Err(Unreadable::Unknown);
    }
    match (Period::of_terms(text, terms), how) {
        (Some(period), _) => Ok(period),
        (None, Some(how)) => Ok(Period::recurring(text, how)),
        (None, None) => Err(Unreadable::Unknown),
    }
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// From month to month.
    Months(i8, i8),
    /// A day of a month.
    Day(i8, i8),
}

/// A piece of a term, or what stands between pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Years(i16, i16),
    Part(Part),
    Date(Date),
    Dash,
    Comma,
    By,
    End,
}

/// A span of days.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: Date,
    to: Date,
    /// Whether it is one of several that a part of a year gives in several years.
    listed: bool,
    /// Whether a dash stands before it.
    after_dash: bool,
    /// Whether a comma stands before it.
    after_comma: bool,
}

/// Puts numbers and their units together.
fn items(atoms: &[Atom]) -> Result<Vec<Item>, Unreadable> {
    let mut found = Items::default();
    let mut rest = atoms;
    while let Some((atom, after)) = rest.split_first() {
        rest = after;
        let after_dash = std::mem::take(&mut found.dash);
        match *atom {
            Atom::Number(number) => found.number(number, after_dash),
            Atom::Word(word @ (Word::Quarter | Word::Half)) => {
                let joins = after_dash && found.numbers.is_empty();
                if found.numbers.is_empty() {
                    rest = found.numbers_behind(rest);
                }
                found.push_if(joins, Item::Dash);
                found.parts_of_year(if word == Word::Quarter { 3 } else { 6 })?;
            }
            Atom::Word(Word::Month(month)) => {
                found.push_if(after_dash && found.numbers.is_empty(), Item::Dash);
                rest = found.month(month, rest)?;
            }
            Atom::Year(year) => match found.list.last_mut() {
                Some(Item::Years(first, last)) if after_dash && first == last => *last = year,
                Some(Item::Years(..)) if after_dash => return Err(Unreadable::Unknown),
                _ => {
                    found.push_if(after_dash, Item::Dash);
                    found.list.push(Item::Years(year, year));
                }
            },
            Atom::Date(day) => {
                found.push_if(after_dash, Item::Dash);
                found.list.push(Item::Date(day));
            }
            Atom::Dash | Atom::Word(Word::To) => found.dash = true,
            // Between numbers it only counts on.
            Atom::Comma | Atom::Word(Word::And) => found.push_if(found.numbers.is_empty(), Item::Comma),
            Atom::Semicolon | Atom::Word(Word::Year | Word::Filler | Word::From) => {}
            Atom::Word(Word::By) => found.list.push(Item::By),
            Atom::Word(Word::End) => found.list.push(Item::End),
            Atom::Word(Word::Recurrence(_) | Word::Monthly) => return Err(Unreadable::Unknown),
        }
    }
    if found.numbers.is_empty() && !found.dash { Ok(found.list) } else { Err(Unreadable::Unknown) }
}

/// Items, while they are put together.
#[derive(Default)]
struct Items {
    list: Vec<Item>,
    /// Numbers whose unit is still to come, each a span.
    numbers: Vec<(i8, i8)>,
    /// Whether a dash was the last.
    dash: bool,
}

impl Items {
    fn push_if(&mut self, condition: bool, item: Item) {
        if condition {
            self.list.push(item);
        }
    }

    fn number(&mut self, number: i8, after_dash: bool) {
        match self.numbers.last_mut() {
            Some(last) if after_dash => last.1 = number,
            _ => {
                self.push_if(after_dash, Item::Dash);
                self.numbers.push((number, number));
            }
        }
    }

    /// Numbers behind their unit, as in English: quarters I and III, Q3, half-year 1. Returns what follows.
    fn numbers_behind<'a>(&mut self, mut rest: &'a [Atom]) -> &'a [Atom] {
        while let [Atom::Word(Word::Year) | Atom::Dash, after @ ..] = rest {
            rest = after;
        }
        while let [Atom::Number(number), after @ ..] = rest {
            let after_dash = std::mem::take(&mut self.dash);
            self.number(*number, after_dash);
            rest = after;
            // Only if another number follows does the sign between belong here.
            if let [sign @ (Atom::Dash | Atom::Comma | Atom::Word(Word::And | Word::To)), next @ ..] = rest
                && matches!(next, [Atom::Number(_), ..])
            {
                self.dash = matches!(sign, Atom::Dash | Atom::Word(Word::To));
                rest = next;
            }
        }
        rest
    }

    /// Numbered quarters or half-years as spans of months.
    fn parts_of_year(&mut self, months: i8) -> Result<(), Unreadable> {
        if self.numbers.is_empty() {
            return Err(Unreadable::Unknown);
        }
        for (at, (first, last)) in std::mem::take(&mut self.numbers).into_iter().enumerate() {
            if first < 1 || last > 12 / months || first > last {
                return Err(Unreadable::Unknown);
            }
            self.push_if(at > 0, Item::Comma);
            self.list.push(Item::Part(Part::Months((first - 1) * months + 1, last * months)));
        }
        Ok(())
    }

    /// A month, or its days: before it, or behind it as in English, where a year follows. Returns what follows.
    fn month<'a>(&mut self, month: i8, rest: &'a [Atom]) -> Result<&'a [Atom], Unreadable> {
        match std::mem::take(&mut self.numbers).as_slice() {
            [] => {
                if let [Atom::Number(day), Atom::Comma, after @ ..] = rest
                    && matches!(after, [Atom::Year(_), ..])
                {
                    self.list.push(Item::Part(Part::Day(*day, month)));
                    return Ok(after);
                }
                self.list.push(Item::Part(Part::Months(month, month)));
            }
            [(first, last)] => {
                self.list.push(Item::Part(Part::Day(*first, month)));
                if last != first {
                    self.list.extend([Item::Dash, Item::Part(Part::Day(*last, month))]);
                }
            }
            _ => return Err(Unreadable::Ambiguous),
        }
        Ok(rest)
    }
}

/// The spans of one segment: parts get their years, dashes join, a "by" makes a day of a span.
fn spans_of(items: &[Item], how: Option<Recurrence>) -> Result<Vec<Span>, Unreadable> {
    let by = items.contains(&Item::By);
    let end = items.contains(&Item::End);
    let has = |wanted: fn(&Item) -> bool| items.iter().any(wanted);
    let has_years = has(|item| matches!(item, Item::Years(..)));
    let parts = has(|item| matches!(item, Item::Part(_)));
    if parts && !has_years {
        // "Every year by 1 February": how often is all that the model can hold.
        let only_a_day = items.iter().all(|item| !matches!(item, Item::Part(Part::Months(..)) | Item::Date(_)));
        return if how == Some(Recurrence::Yearly) && only_a_day {
            Ok(Vec::new())
        } else {
            Err(Unreadable::WithoutYear)
        };
    }
    let mut spans = with_years(items)?;
    let is_day = |span: &Span| span.from == span.to;
    // "From 1 March until 30 June": the second of two days ends the span.
    if by
        && let [first, second] = spans.as_slice()
        && !second.after_comma
        && !second.listed
        && is_day(first)
        && is_day(second)
    {
        return Ok(vec![Span { to: second.to, ..*first }]);
    }
    let mut joined: Vec<Span> = Vec::new();
    for span in spans.drain(..) {
        match joined.last_mut() {
            Some(last) if span.after_dash => {
                if span.listed || last.listed {
                    return Err(Unreadable::Ambiguous);
                }
                last.to = span.to;
            }
            _ if span.after_dash => return Err(Unreadable::Unknown),
            _ => joined.push(span),
        }
    }
    if end {
        // "By the end of 2026": its last day; "at the end of 2026" is no day.
        if !by {
            return Err(Unreadable::Ambiguous);
        }
        let [span] = joined.as_slice() else { return Err(Unreadable::Ambiguous) };
        return Ok(vec![Span { from: span.to, ..*span }]);
    }
    // "Until 2027", "until March": with it or without it?
    if by && !joined.iter().all(is_day) { Err(Unreadable::Ambiguous) } else { Ok(joined) }
}

/// Gives each part its year: the one before it where the segment begins with a year, else the one behind it.
fn with_years(items: &[Item]) -> Result<Vec<Span>, Unreadable> {
    let pieces: Vec<Item> = items.iter().copied().filter(|item| !matches!(item, Item::By | Item::End)).collect();
    let first = pieces.iter().find(|item| matches!(item, Item::Years(..) | Item::Part(_)));
    let year_first = matches!(first, Some(Item::Years(..)));
    let mut spans: Vec<Span> = Vec::new();
    let mut waiting: Vec<(Part, bool, bool)> = Vec::new();
    let mut years = None;
    let (mut after_dash, mut after_comma, mut had_parts) = (false, false, false);
    for (at, item) in pieces.iter().enumerate() {
        match *item {
            Item::Dash => after_dash = true,
            Item::Comma => after_comma = true,
            Item::By | Item::End => {}
            Item::Date(day) => {
                spans.push(Span { from: day, to: day, listed: false, after_dash, after_comma });
                (after_dash, after_comma) = (false, false);
            }
            Item::Part(part) => {
                had_parts = true;
                match years.filter(|_| year_first) {
                    Some(years) => spans.extend(of_part(part, years, after_dash, after_comma)?),
                    None => waiting.push((part, after_dash, after_comma)),
                }
                (after_dash, after_comma) = (false, false);
            }
            Item::Years(from, to) => {
                if year_first {
                    years = Some((from, to));
                    // Parts of this year follow, and say which dash or comma stands before them.
                    let next = pieces[at + 1..].iter().find(|item| **item != Item::Comma);
                    if matches!(next, Some(Item::Part(_))) {
                        continue;
                    }
                } else if had_parts {
                    if waiting.is_empty() {
                        return Err(Unreadable::Ambiguous);
                    }
                    // "Every year by 1 February, 2025-2027": the comma stands before the years of the same term.
                    for (part, dash, comma) in waiting.drain(..) {
                        spans.extend(of_part(part, (from, to), dash, comma)?);
                    }
                    (after_dash, after_comma) = (false, false);
                    continue;
                }
                if !(spans.is_empty() || after_dash || after_comma) {
                    return Err(Unreadable::Ambiguous);
                }
                let (from, to) = (date(from, 1, 1), date(to, 12, 31));
                spans.push(Span { from, to, listed: false, after_dash, after_comma });
                (after_dash, after_comma) = (false, false);
            }
        }
    }
    if waiting.is_empty() { Ok(spans) } else { Err(Unreadable::WithoutYear) }
}

/// A part of a year in each of the years.
fn of_part(part: Part, years: (i16, i16), after_dash: bool, after_comma: bool) -> Result<Vec<Span>, Unreadable> {
    if years.1 < years.0 || years.1 - years.0 > YEARS {
        return Err(Unreadable::Unknown);
    }
    let listed = years.1 > years.0;
    let one = |year: i16| {
        let (from, to) = match part {
            Part::Months(first, last) => (date(year, first, 1), date(year, last, 1).last_of_month()),
            Part::Day(day, month) => {
                let day = Date::new(year, month, day).map_err(|_| Unreadable::Unknown)?;
                (day, day)
            }
        };
        Ok(Span { from, to, listed, after_dash, after_comma })
    };
    (years.0..=years.1).map(one).collect()
}
