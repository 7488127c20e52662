//! The days of a term: numbers and their units become parts of a year, parts get their years, dashes join, "by" makes a day of
//! a span.

use super::items::{Item, Part, items};
use super::tokens::Atom;
use super::unreadable::Unreadable;
use super::words::Word;
use super::years::Years;
use crate::model::Recurrence;
use jiff::civil::{Date, date};
use std::mem::take;

/// For how many years at most a part of a year is repeated.
const YEARS: i16 = 20;

/// How many years and how many spans one term may list: no plan has as many, and their products would have no end.
const MOST: usize = 240;

/// A span of days.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub from: Date,
    pub to: Date,
    /// Whether it is one of several that a part of a year gives in several years.
    pub listed: bool,
    before: Signs,
}

/// Whether a dash and a comma stand before a span.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    dash: bool,
    comma: bool,
}

/// The days of a term, and whether the years of its table were taken for them.
#[derive(Debug, Default)]
pub(super) struct Days {
    pub spans: Vec<Span>,
    pub years_taken: bool,
    /// Whether a part of every year was left out: how often is all that a term without years can hold.
    pub left_out: bool,
}

/// The days that some atoms name.
pub(super) fn days(atoms: &[Atom], how: Option<Recurrence>, years: Option<Years>) -> Result<Days, Unreadable> {
    let mut items = items(atoms)?;
    let has = |wanted: fn(&Item) -> bool| items.iter().any(wanted);
    // A whole date gives its year to the days before it: "15.01–15.03.2026".
    let has_years = has(|item| matches!(item, Item::Years(..) | Item::Dated(..)));
    // "Throughout the year": of the plan's, or of any.
    let names_year = atoms.iter().any(|atom| matches!(atom, Atom::Word(Word::Year | Word::ThisYear)));
    let bare_year = names_year && !has(|item| matches!(item, Item::Years(..) | Item::Part(_) | Item::Dated(..)));
    if bare_year {
        items.insert(0, Item::Part(Part::Months(1, 12)));
    }
    // "By the end of each quarter": how often is all that it says.
    if how.is_some() && items.iter().all(|item| matches!(item, Item::Comma | Item::By | Item::End)) {
        return Ok(Days { left_out: items.contains(&Item::End), ..Days::default() });
    }
    let mut years_taken = false;
    if !has_years && items.iter().any(|item| matches!(item, Item::Part(_))) {
        match years {
            Some(Years { first, last }) if first == last || (how == Some(Recurrence::Yearly) && !bare_year) => {
                // "20 October, 20 January": the second is of another year.
                if !in_order(&items) {
                    return Err(Unreadable::WithoutYear);
                }
                items.extend([Item::Comma, Item::Years(first, last, false)]);
                years_taken = true;
            }
            // "Every year by 1 February", "quarterly throughout the year": how often is all that the model can hold.
            _ if how == Some(Recurrence::Yearly) || (bare_year && how.is_some()) => {
                return Ok(Days { left_out: !bare_year, ..Days::default() });
            }
            _ => return Err(Unreadable::WithoutYear),
        }
    }
    let from = atoms.contains(&Atom::Word(Word::From));
    Ok(Days { spans: spans_of(&items, how, from)?, years_taken, left_out: false })
}

/// Whether parts of a year follow each other as they do in one.
fn in_order(items: &[Item]) -> bool {
    let begins = items.iter().filter_map(|item| match item {
        Item::Part(Part::Months(first, _)) => Some((*first, 1)),
        Item::Part(Part::Day(day, month)) => Some((*month, *day)),
        _ => None,
    });
    begins.is_sorted()
}

/// The spans of one segment.
fn spans_of(items: &[Item], how: Option<Recurrence>, from: bool) -> Result<Vec<Span>, Unreadable> {
    let by = items.contains(&Item::By);
    let end = items.contains(&Item::End);
    let first = items.iter().find(|item| **item != Item::Comma);
    // "1 March until 30 June"; not "by 1 March, by 30 June".
    let joins =
        by && (from || (first != Some(&Item::By) && items.iter().filter(|item| **item == Item::By).count() == 1));
    let spans = with_years(items, how, joins)?;
    let is_day = |span: &Span| span.from == span.to;
    // "From 1 March until 30 June": the second of two days ends the span.
    if joins
        && let [first, second] = spans.as_slice()
        && !second.before.comma
        && !second.listed
        && is_day(first)
        && is_day(second)
    {
        return Ok(vec![Span { to: second.to, ..*first }]);
    }
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.before.dash => {
                if span.listed || last.listed {
                    return Err(Unreadable::Ambiguous);
                }
                last.to = span.to;
            }
            _ if span.before.dash => return Err(Unreadable::Unknown),
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
fn with_years(items: &[Item], how: Option<Recurrence>, joins: bool) -> Result<Vec<Span>, Unreadable> {
    let pieces: Vec<Item> = items.iter().copied().filter(|item| *item != Item::End).collect();
    let first = pieces.iter().find(|item| matches!(item, Item::Years(..) | Item::Part(_)));
    let year_first = matches!(first, Some(Item::Years(..)));
    let mut spans: Vec<Span> = Vec::new();
    let mut waiting: Vec<(Part, Signs)> = Vec::new();
    let mut years: Vec<i16> = Vec::new();
    let (mut before, mut had_parts, mut apart) = (Signs::default(), false, true);
    let mut rest = pieces.as_slice();
    while let Some((item, after)) = rest.split_first() {
        rest = after;
        if spans.len() > MOST {
            return Err(Unreadable::Unknown);
        }
        match *item {
            Item::Dash => (before.dash, apart) = (true, true),
            Item::Comma => (before.comma, apart) = (true, true),
            // "By 1 March, by 1 June": a list.
            Item::By => apart = true,
            Item::End => {}
            Item::Dated(from, to) => {
                if waiting.iter().all(|(part, ..)| matches!(part, Part::Day(..))) {
                    for (part, before) in waiting.drain(..) {
                        spans.extend(of_part(part, &[to.year()], before)?);
                    }
                }
                spans.push(Span { from, to, listed: false, before: take(&mut before) });
            }
            Item::Part(part) => {
                if !apart && !joins {
                    return Err(Unreadable::Ambiguous);
                }
                (had_parts, apart) = (true, false);
                if year_first && !years.is_empty() {
                    spans.extend(of_part(part, &years, take(&mut before))?);
                } else {
                    waiting.push((part, take(&mut before)));
                }
            }
            Item::Years(from, to, spaced) => {
                apart = true;
                let (all, more) = run_of_years((from, to), rest)?;
                let comma = matches!(more.first(), Some(Item::Comma));
                let next = more.iter().find(|item| !matches!(item, Item::Comma | Item::By));
                // Parts of these years follow, and say which dash or comma stands before them.
                if year_first && matches!(next, Some(Item::Part(_))) {
                    // "2026, 2027-жылдын 1-кварталы": of both, or of the second?
                    if more.len() < rest.len() && !comma {
                        return Err(Unreadable::Ambiguous);
                    }
                    (years, rest) = (all, more);
                    continue;
                }
                if !year_first && had_parts {
                    if waiting.is_empty() {
                        return Err(Unreadable::Ambiguous);
                    }
                    // "Quarter III of 2026 - 2027": from that quarter on, or in both years?
                    let months = waiting.iter().any(|(part, ..)| matches!(part, Part::Months(..)));
                    if spaced && months && !before.comma && how != Some(Recurrence::Yearly) {
                        return Err(Unreadable::Ambiguous);
                    }
                    // "Every year by 1 February, 2025-2027": the comma stands before the years of the same term.
                    for (part, before) in waiting.drain(..) {
                        spans.extend(of_part(part, &all_of(from, to)?, before)?);
                    }
                    before = Signs::default();
                    continue;
                }
                if !(spans.is_empty() || before.dash || before.comma) {
                    return Err(Unreadable::Ambiguous);
                }
                let (from, to) = (date(from, 1, 1), date(to, 12, 31));
                spans.push(Span { from, to, listed: false, before: take(&mut before) });
            }
        }
    }
    if waiting.is_empty() { Ok(spans) } else { Err(Unreadable::WithoutYear) }
}

/// Years with commas between them, and what follows the last.
fn run_of_years(first: (i16, i16), mut rest: &[Item]) -> Result<(Vec<i16>, &[Item]), Unreadable> {
    let mut all = all_of(first.0, first.1)?;
    while let [Item::Comma, Item::Years(from, to, _), after @ ..] = rest {
        all.extend(all_of(*from, *to)?);
        rest = after;
        if all.len() > MOST {
            return Err(Unreadable::Unknown);
        }
    }
    Ok((all, rest))
}

fn all_of(first: i16, last: i16) -> Result<Vec<i16>, Unreadable> {
    if last < first || last - first > YEARS { Err(Unreadable::Unknown) } else { Ok((first..=last).collect()) }
}

/// A part of a year in each of the years.
fn of_part(part: Part, years: &[i16], before: Signs) -> Result<Vec<Span>, Unreadable> {
    let listed = years.len() > 1;
    let one = |year: &i16| {
        let (from, to) = match part {
            Part::Months(first, last) => (date(*year, first, 1), date(*year, last, 1).last_of_month()),
            Part::Day(day, month) => {
                let day = Date::new(*year, month, day).ok().ok_or(Unreadable::Unknown)?;
                (day, day)
            }
        };
        Ok(Span { from, to, listed, before })
    };
    years.iter().map(one).collect()
}
