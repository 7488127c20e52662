//! Numbers put together with their units: `1`, `-`, `3`, "quarter" are the months from January to September.

use super::tokens::Atom;
use super::unreadable::Unreadable;
use super::words::{Unit, Word};
use jiff::civil::{Date, date};

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// From month to month.
    Months(i8, i8),
    Day(i8, i8),
}

/// A piece of a term, or what stands between pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// From year to year; whether the dash between them stands free.
    Years(i16, i16, bool),
    Part(Part),
    Dated(Date, Date),
    Dash,
    Comma,
    By,
    End,
}

/// Puts numbers and their units together.
pub(super) fn items(atoms: &[Atom]) -> Result<Vec<Item>, Unreadable> {
    let mut found = Items::default();
    let mut rest = atoms;
    let mut last = None;
    while let Some((atom, after)) = rest.split_first() {
        rest = after;
        let before = last.replace(*atom);
        let after_dash = std::mem::take(&mut found.dash);
        match *atom {
            Atom::Number(number) => found.number(number, after_dash.is_some()),
            Atom::Word(word @ (Word::Quarter | Word::Half)) => {
                let joins = after_dash.is_some() && found.numbers.is_empty();
                if found.numbers.is_empty() {
                    rest = found.numbers_behind(rest);
                }
                found.push_if(joins, Item::Dash);
                found.parts_of_year(if word == Word::Quarter { 3 } else { 6 })?;
            }
            Atom::Word(Word::Month(month)) => {
                found.push_if(after_dash.is_some() && found.numbers.is_empty(), Item::Dash);
                rest = found.month(month, rest)?;
            }
            Atom::DayMonth(day, month) => {
                found.only_after_days(after_dash.is_some(), day, |first| Item::Part(Part::Day(first, month)))?;
                found.list.push(Item::Part(Part::Day(day, month)));
            }
            Atom::Dated(from, to) => {
                let first = |first| date(from.year(), from.month(), first);
                let days = if from == to { from.day() } else { 0 };
                found.only_after_days(after_dash.is_some(), days, |day| Item::Dated(first(day), first(day)))?;
                found.list.push(Item::Dated(from, to));
            }
            Atom::Year(year) => found.year(year, after_dash, before)?,
            Atom::Dash { spaced } => found.dash = Some(spaced),
            Atom::Word(Word::To) => found.dash = Some(true),
            // Between numbers it only counts on.
            Atom::Comma | Atom::Word(Word::And) => found.push_if(found.numbers.is_empty(), Item::Comma),
            Atom::Word(Word::By) => found.list.push(Item::By),
            Atom::Word(Word::End) => found.list.push(Item::End),
            Atom::Word(Word::Unit(Unit::Month)) if found.numbers.is_empty() => {}
            Atom::Word(
                Word::Year | Word::ThisYear | Word::Filler | Word::From | Word::DayOfMonth | Word::TimesOf(1),
            ) => {}
            // "Within 30 days": of what?
            Atom::Word(Word::Unit(_)) if !found.numbers.is_empty() => return Err(Unreadable::Unknown),
            Atom::Word(
                Word::Unit(Unit::Week | Unit::Day)
                | Word::Every
                | Word::EveryBehind { .. }
                | Word::OtherRhythm
                | Word::TimesOf(_),
            ) => {
                return Err(Unreadable::Rhythm);
            }
            Atom::Slash | Atom::Other | Atom::Word(_) => return Err(Unreadable::Unknown),
        }
    }
    if found.numbers.is_empty() && found.dash.is_none() { Ok(found.list) } else { Err(Unreadable::Unknown) }
}

/// Items, while they are put together.
#[derive(Default)]
struct Items {
    list: Vec<Item>,
    /// Numbers whose unit is still to come, each a span.
    numbers: Vec<(i8, i8)>,
    /// Whether a dash was the last, and whether it stands free.
    dash: Option<bool>,
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

    /// A year; with a dash between it and the one before it, a span of years.
    fn year(&mut self, year: i16, after_dash: Option<bool>, before: Option<Atom>) -> Result<(), Unreadable> {
        match (self.list.last_mut(), after_dash) {
            (Some(Item::Years(first, last, free)), Some(spaced)) if first == last => (*last, *free) = (year, spaced),
            (Some(Item::Years(..)), Some(_)) => return Err(Unreadable::Unknown),
            (last, _) => {
                // "2026-жыл 2027-жыл": each has its own word.
                let both = matches!(last, Some(Item::Years(..))) && before == Some(Atom::Word(Word::Year));
                self.push_if(both, Item::Comma);
                self.push_if(after_dash.is_some(), Item::Dash);
                self.list.push(Item::Years(year, year, false));
            }
        }
        Ok(())
    }

    /// Before a whole date only a day of its own month may stand: `1–15.03.2026`.
    fn only_after_days(&mut self, after_dash: bool, day: i8, of: impl Fn(i8) -> Item) -> Result<(), Unreadable> {
        match (std::mem::take(&mut self.numbers).as_slice(), after_dash) {
            ([], _) => self.push_if(after_dash, Item::Dash),
            ([(first, last)], true) if first == last && (1..day).contains(first) => {
                self.list.extend([of(*first), Item::Dash]);
            }
            _ => return Err(Unreadable::Unknown),
        }
        Ok(())
    }

    /// Numbers behind their unit, as in English: quarters I and III, Q3, half-year 1. Returns what follows.
    fn numbers_behind<'a>(&mut self, mut rest: &'a [Atom]) -> &'a [Atom] {
        while let [Atom::Word(Word::Year) | Atom::Dash { .. }, after @ ..] = rest {
            rest = after;
        }
        while let [Atom::Number(number), after @ ..] = rest {
            let after_dash = self.dash.take().is_some();
            self.number(*number, after_dash);
            rest = after;
            // Only if another number follows does the sign between belong here.
            if let [sign @ (Atom::Dash { .. } | Atom::Comma | Atom::Word(Word::And | Word::To)), next @ ..] = rest
                && matches!(next, [Atom::Number(_), ..])
            {
                self.dash = matches!(sign, Atom::Dash { .. } | Atom::Word(Word::To)).then_some(false);
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
