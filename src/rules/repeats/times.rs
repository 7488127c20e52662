//! What a report says of when: days are noted, and days, months, quarters and years taken out, for the report of another
//! period differs in just these. The numbers of documents are noted with their days.

use super::lists::List;
use super::tokens::Token;

/// A document that a report names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Document {
    /// Its number as it stands: `45`, `01-12/345`.
    pub number: String,
    /// Its day, if one stands near it.
    pub day: Option<Day>,
}

/// A day, of a year if one is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    month: u32,
    of_month: u32,
    year: Option<u32>,
}

impl Day {
    /// Whether two days may be one: a year that is not named is any.
    pub fn may_be(self, other: Self) -> bool {
        let years = self.year.zip(other.year).is_none_or(|(one, two)| one == two);
        (self.month, self.of_month) == (other.month, other.of_month) && years
    }
}

/// The years that a number of four figures is.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2099;

/// How many documents, days and sentences of a text are compared: no report has more, and time must not grow by the square.
pub(super) const MOST: usize = 64;

/// How many words may stand between a document's number and its day, or between a quarter and its numbers.
const NEAR: usize = 6;

/// What was noted of days and documents.
#[derive(Default)]
pub(super) struct Noted {
    pub documents: Vec<Document>,
    /// The days that are not those of documents.
    pub days: Vec<Day>,
}

/// Takes out of a text what says when, and the numbers of documents.
pub(super) fn take_out(tokens: &mut [Token<'_>]) -> Noted {
    take_out_points(tokens);
    let mut documents = documents(tokens);
    documents.truncate(MOST);
    let mut days = numeric_days(tokens);
    for at in 0..tokens.len() {
        // The ending of an ordinal number: "1-го".
        let behind_number = at > 0 && tokens[at - 1].is_number && tokens[at].is_joined();
        if behind_number && tokens[at].is_short() && tokens[at].known.month.is_none() {
            tokens[at].gone = true;
        }
    }
    days.extend(named_days(tokens));
    days.truncate(MOST);
    take_out_years(tokens);
    take_out_quarters(tokens);
    for token in tokens.iter_mut().filter(|token| !token.is_number) {
        token.gone |= token.known.is_in(List::Times) || token.known.month.is_some();
    }
    for (at, document) in &mut documents {
        let near = days.iter().enumerate().filter(|(_, (day_at, _))| day_at.abs_diff(*at) <= NEAR);
        if let Some(nearest) = near.min_by_key(|(_, (day_at, _))| day_at.abs_diff(*at)).map(|(number, _)| number) {
            document.day = Some(days.remove(nearest).1);
        }
    }
    let mut noted = Noted {
        documents: documents.into_iter().map(|(_, document)| document).collect(),
        days: days.into_iter().map(|(_, day)| day).collect(),
    };
    noted.documents.sort();
    noted.documents.dedup();
    noted
}

/// The documents, each with the place of its number.
fn documents(tokens: &mut [Token<'_>]) -> Vec<(usize, Document)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if tokens[at].gone {
            continue;
        }
        let previous = at.checked_sub(1).map(|before| tokens[before].known).unwrap_or_default();
        let behind = tokens.get(at + 1).is_some_and(|next| next.known.is_in(List::DocumentMarks));
        let is_marked = previous.is_in(List::DocumentMarks);
        // "(2-TAX)" behind it is another thing, and "45ти" are 45 of them.
        let is_counted = tokens.get(at + 1).is_some_and(|next| next.before.is_empty() && next.is_short());
        let is_its = previous.is_in(List::Documents) && tokens[at].before.trim().is_empty() && !is_counted;
        let named = tokens[at].is_number && (is_marked || is_its);
        let numbered = tokens[at].before.contains('№') && (tokens[at].is_number || tokens[at].is_short());
        let is_number = numbered || named || (tokens[at].is_number && behind);
        if !is_number || is_day(tokens, at) {
            continue;
        }
        let mut number = tokens[at].word.clone();
        tokens[at].gone = true;
        if is_marked {
            tokens[at - 1].gone = true;
        }
        if behind {
            tokens[at + 1].gone = true;
        }
        for next in tokens.iter_mut().skip(at + 1) {
            if !matches!(next.before, "" | "-" | "/") || !(next.is_number || next.is_short()) {
                break;
            }
            number = format!("{number}-{}", next.word);
            next.gone = true;
        }
        found.push((at, Document { number, day: None }));
    }
    found
}

/// Whether a day in figures, or one with the name of its month, begins with this number.
fn is_day(tokens: &[Token<'_>], at: usize) -> bool {
    let month = tokens.get(at + 1).is_some_and(|next| next.known.month.is_some());
    let year = tokens[at].whole().is_some_and(|number| YEARS.contains(&number)) && tokens[at].word.len() == 4;
    month || year || numeric_day(&tokens[at..]).is_some()
}

fn numeric_day(tokens: &[Token<'_>]) -> Option<Day> {
    let [first, second, third, ..] = tokens else { return None };
    let sign = second.before;
    if sign != third.before || !matches!(sign, "." | "/" | "-") {
        return None;
    }
    let [one, month, three] = [first.whole()?, second.whole()?, third.whole()?];
    let (day, year) = match (first.word.len(), third.word.len()) {
        (1..=2, 4) => (one, three),
        (1..=2, 2) if sign == "." => (one, 2000 + three),
        (4, 1..=2) => (three, one),
        _ => return None,
    };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(Day { month, of_month: day, year: Some(year) })
}

fn numeric_days(tokens: &mut [Token<'_>]) -> Vec<(usize, Day)> {
    let mut days = Vec::new();
    for at in 0..tokens.len() {
        if tokens[at].gone {
            continue;
        }
        if let Some(day) = numeric_day(&tokens[at..]) {
            tokens[at..at + 3].iter_mut().for_each(|token| token.gone = true);
            days.push((at, day));
        }
    }
    days
}

/// The days with the names of their months: "12 March 2026", or in Kyrgyz with the year before them.
fn named_days(tokens: &mut [Token<'_>]) -> Vec<(usize, Day)> {
    let mut days = Vec::new();
    for at in 1..tokens.len() {
        let Some(month) = tokens[at].known.month else { continue };
        let Some(before) = (at.saturating_sub(2)..at).rev().find(|before| !tokens[*before].gone) else { continue };
        let Some(day) = tokens[before].whole().filter(|day| (1..=31).contains(day)) else { continue };
        let year_at = |at: usize| tokens.get(at).and_then(Token::whole).filter(|year| YEARS.contains(year));
        let year = year_at(at + 1).or_else(|| (1..=2).find_map(|back| year_at(before.checked_sub(back)?)));
        tokens[before].gone = true;
        days.push((before, Day { month, of_month: day, year }));
        // Of "15-20 March" and "from 15 to 20 March" the first day goes with it.
        let is_joined = tokens[before].before.trim().len() <= 3 && tokens[before].is_joined();
        let is_to = before.checked_sub(1).is_some_and(|between| tokens[between].known.is_in(List::AndBetween));
        let first = if is_joined { before.checked_sub(1) } else { before.checked_sub(2).filter(|_| is_to) };
        if let Some(first) = first.map(|first| &mut tokens[first]) {
            first.gone |= first.whole().is_some_and(|day| (1..=31).contains(&day));
        }
    }
    days
}

/// Takes out years, and numbers of months and years.
fn take_out_years(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        let Some(number) = tokens[at].whole() else { continue };
        let is_year = tokens[at].word.len() == 4 && YEARS.contains(&number) && !is_of_things(tokens, at);
        let next = tokens[at + 1..].iter().find(|next| !(next.gone && next.is_short()));
        let is_span = number <= 31 && next.is_some_and(|next| next.known.is_in(List::Spans));
        tokens[at].gone |= is_year || is_span;
    }
}

/// Whether a number stands before what it is the number of, and behind no word that a year stands behind: "2025 trees".
fn is_of_things(tokens: &[Token<'_>], at: usize) -> bool {
    let behind_word = at.checked_sub(1).is_some_and(|before| tokens[before].known.is_in(List::BeforeYears));
    let is_thing = |next: &Token<'_>| {
        let known = next.known;
        let of_time = known.is_in(List::Times) || known.is_in(List::Quarters) || known.month.is_some() || next.gone;
        next.before == " " && !next.begins && !next.is_number && !of_time
    };
    !behind_word && tokens.get(at + 1).is_some_and(is_thing)
}

/// Takes out the numbers of points of the plan that is reported on: "point 3 of the Plan". Those of other documents stay.
fn take_out_points(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        let near = at.saturating_sub(NEAR / 2)..(at + 1 + NEAR / 2).min(tokens.len());
        let is_of_plan = || tokens[near.clone()].iter().any(|near| near.known.is_in(List::Plans));
        if !tokens[at].known.is_in(List::Points) || !is_of_plan() {
            continue;
        }
        let behind = tokens.get(at + 1).is_some_and(|next| next.is_number && next.whole().is_some());
        if behind {
            tokens[at + 1].gone = true;
        } else if at > 0 && tokens[at].is_joined() && tokens[at - 1].is_number {
            tokens[at - 1].gone = true;
        }
    }
}

/// Takes out quarters and half-years with their numbers.
fn take_out_quarters(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        if !tokens[at].known.is_in(List::Quarters) {
            continue;
        }
        tokens[at].gone = true;
        for before in (at.saturating_sub(NEAR)..at).rev() {
            let token = &tokens[before];
            let is_its = token.whole().is_some_and(|number| (1..=4).contains(&number))
                || token.known.is_in(List::Ordinals)
                || token.known.is_in(List::AndBetween);
            if !token.gone && !is_its {
                break;
            }
            tokens[before].gone = true;
        }
    }
}
