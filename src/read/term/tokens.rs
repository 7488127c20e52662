//! A term taken apart into words, numbers, dates and signs.

use super::unreadable::Unreadable;
use super::words::{self, Word, is_known, is_ordinal_ending};
use crate::model::period::YEARS;
use crate::text::{is_letter, without_look_alikes};
use jiff::civil::Date;

/// A word or sign of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// A number of one or two digits, in Arabic or Roman numerals or as an ordinal in words.
    Number(i8),
    Year(i16),
    /// A whole date or month: `31.12.2026`, `2026-12-31`, `12.2026`.
    Dated(Date, Date),
    /// A day of a month: `31.12`.
    DayMonth(i8, i8),
    /// A dash; whether blanks stand around it.
    Dash {
        spaced: bool,
    },
    /// A comma, or a bracket that opens.
    Comma,
    Slash,
    Word(Word),
    /// Anything else.
    Other,
}

/// A text taken apart, before its words are looked up.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Atom(Atom),
    Word(String),
}

impl Token {
    fn word(&self) -> Option<&str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }
}

/// Takes a text in the form in which texts are compared apart.
pub(super) fn atoms(text: &str) -> Result<Vec<Atom>, Unreadable> {
    if text.contains("...") || text.contains('…') {
        return Err(Unreadable::Unknown);
    }
    let tokens = tokens(text);
    let mut atoms = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some((word, length)) = words::phrase(tokens[at..].iter().map_while(Token::word)) else {
            atoms.push(if let Token::Atom(atom) = token { *atom } else { Atom::Other });
            at += 1;
            continue;
        };
        atoms.push(if let Word::Ordinal(number) = word { Atom::Number(number) } else { Atom::Word(word) });
        at += length;
        // "Until" as an ending of the word: "mart*gacha*".
        if tokens[at - 1].word().is_some_and(words::says_by) {
            atoms.push(Atom::Word(Word::By));
        }
    }
    short_years(&mut atoms);
    slashes(atoms)
}

/// Years of two digits: `26 г.`, `25–27 гг.`, `31-Dec-26`. Only a number that no month and no quarter has is taken for one.
fn short_years(atoms: &mut [Atom]) {
    let year = |number: i8| (20..=49).contains(&number).then(|| Atom::Year(2000 + i16::from(number)));
    for at in 0..atoms.len() {
        let Atom::Number(number) = atoms[at] else { continue };
        let Some(year_of) = year(number) else { continue };
        let named = matches!(atoms.get(at + 1), Some(Atom::Word(Word::Year)));
        let dated = matches!(atoms[..at], [.., Atom::Number(_), Atom::Word(Word::Month(_)), Atom::Dash { .. }]);
        if named || (dated && at + 1 == atoms.len()) {
            atoms[at] = year_of;
            if let [.., Atom::Number(first), Atom::Dash { .. }] = atoms[..at]
                && let Some(first_of) = year(first)
            {
                atoms[at - 2] = first_of;
            }
        }
    }
}

/// Slashes mean nothing in shortened words and behind numbered quarters; between two years that are named as such they join
/// them. Anywhere else they may mean two things.
fn slashes(atoms: Vec<Atom>) -> Result<Vec<Atom>, Unreadable> {
    let mut kept = Vec::with_capacity(atoms.len());
    for (at, atom) in atoms.iter().enumerate() {
        let (before, after) = (&atoms[..at], &atoms[at + 1..]);
        if *atom != Atom::Slash {
            kept.push(*atom);
        } else if matches!((before, after), ([.., Atom::Year(_)], [Atom::Year(_), Atom::Word(Word::Year), ..])) {
            kept.push(Atom::Dash { spaced: false });
        } else if !matches!(
            (before, after),
            ([.., Atom::Word(Word::Quarter | Word::Half), Atom::Number(_)], [Atom::Year(_), ..])
        ) {
            return Err(Unreadable::Unknown);
        }
    }
    Ok(kept)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut after_space = false;
    while let Some(letter) = rest.chars().next() {
        let spaced = std::mem::take(&mut after_space);
        if letter.is_ascii_digit() {
            rest = number(rest, &mut tokens);
        } else if is_letter(letter) {
            rest = word(rest, &mut tokens);
        } else if let Some(after) = rest.strip_prefix("..") {
            tokens.push(Token::Atom(Atom::Dash { spaced: false }));
            rest = after;
        } else {
            rest = &rest[letter.len_utf8()..];
            match letter {
                '-' | '–' | '—' | '‑' | '−' => {
                    tokens.push(Token::Atom(Atom::Dash { spaced: spaced && rest.starts_with(' ') }));
                }
                ',' | '(' => tokens.push(Token::Atom(Atom::Comma)),
                '/' if matches!(tokens.last(), Some(Token::Word(_))) => {}
                '/' => tokens.push(Token::Atom(Atom::Slash)),
                ' ' => after_space = true,
                // Marks of a sentence or of a note.
                ')' | '.' | ':' | '!' | '*' | '"' | '«' | '»' => {}
                _ => tokens.push(Token::Atom(Atom::Other)),
            }
        }
    }
    tokens
}

/// A number, a year or a date, with the ending that makes it an ordinal.
fn number<'t>(text: &'t str, tokens: &mut Vec<Token>) -> &'t str {
    if let Some((atom, rest)) = dated(text) {
        tokens.push(Token::Atom(atom));
        return rest;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let atom = match digits.len() {
        1 | 2 => digits.parse().map_or(Atom::Other, Atom::Number),
        4 => digits.parse().ok().filter(|year| YEARS.contains(year)).map_or(Atom::Other, Atom::Year),
        _ => Atom::Other,
    };
    tokens.push(Token::Atom(atom));
    after_number(rest)
}

/// What follows a number, without the hyphen and the ending that make it an ordinal: `3-й`, `2nd`, `III-`.
fn after_number(rest: &str) -> &str {
    let bare = rest.strip_prefix('-').map_or(rest, str::trim_start);
    let after = bare.trim_start_matches(is_letter);
    let word = &bare[..bare.len() - after.len()];
    if is_ordinal_ending(word) {
        return after;
    }
    // A hyphen before another word is only Kyrgyz spelling; before a Roman numeral or `Q2` it is a span.
    let span = word.is_empty() || roman(word).is_some() || after.starts_with(|c: char| c.is_ascii_digit());
    if span { rest } else { bare }
}

/// A word; one with a hyphen, or one that a hyphen at a line's end cut in two, is put together.
fn word<'t>(text: &'t str, tokens: &mut Vec<Token>) -> &'t str {
    let rest = text.trim_start_matches(is_letter);
    let own = &text[..text.len() - rest.len()];
    if let Some(number) = roman(own) {
        tokens.push(Token::Atom(Atom::Number(number)));
        return after_number(rest);
    }
    let own = without_look_alikes(own).unwrap_or_else(|| own.to_owned());
    if let Some(second) = rest.strip_prefix('-') {
        let bare = second.trim_start();
        let after = bare.trim_start_matches(is_letter);
        let second = &bare[..bare.len() - after.len()];
        let (hyphened, whole) = (format!("{own}-{second}"), format!("{own}{second}"));
        let found = if is_known(&hyphened) {
            Some(hyphened)
        } else {
            Some(whole).filter(|word| !is_known(&own) && is_known(word))
        };
        if let Some(found) = found.filter(|_| !second.is_empty()) {
            tokens.push(Token::Word(found));
            return after;
        }
    }
    tokens.push(Token::Word(own));
    rest
}

/// A date in figures at the beginning of a text, with what follows it: `31.12.2026`, `31.12.26`, `31/12/2026`, `2026-12-31`,
/// `12.2026`, `31.12`. What may be read in two orders is none.
fn dated(text: &str) -> Option<(Atom, &str)> {
    let (parts, sign, rest) = figures(text);
    let day = |year: i16, month: &str, day: &str| {
        let day = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
        day.filter(|_| YEARS.contains(&year)).map(|day| Atom::Dated(day, day))
    };
    let number = |part: &str| part.parse::<i16>().ok();
    let is_short = |part: &str| part.len() <= 2;
    let atom = match *parts {
        [year, month, of_month] if year.len() == 4 => {
            let whole = sign != '-' || (month.len() == 2 && of_month.len() == 2);
            day(number(year).filter(|_| whole)?, month, of_month)?
        }
        [first, second, year] if sign == '/' && is_short(first) && is_short(second) && year.len() == 4 => {
            let year = number(year)?;
            match (number(first)? > 12, number(second)? > 12) {
                (true, false) => day(year, second, first)?,
                (false, true) => day(year, first, second)?,
                _ if number(first) == number(second) => day(year, second, first)?,
                _ => return None,
            }
        }
        [of_month, month, year] if sign != '/' && is_short(of_month) && is_short(month) => {
            let year = match (year.len(), number(year)?, sign) {
                (4, year, _) => year,
                (2, year @ 20..=49, '.') => 2000 + year,
                _ => return None,
            };
            day(year, month, of_month)?
        }
        [month, year] if sign == '.' && is_short(month) && year.len() == 4 => {
            let first = Date::new(number(year)?, month.parse().ok()?, 1).ok();
            let first = first.filter(|first| YEARS.contains(&first.year()))?;
            Atom::Dated(first, first.last_of_month())
        }
        [of_month, month] if sign == '.' && is_short(of_month) && month.len() == 2 => {
            let (of_month, month) = (of_month.parse().ok()?, month.parse().ok()?);
            // Any year will do to know that there is such a day; the leap day has one.
            Date::new(2028, month, of_month).ok().map(|_| Atom::DayMonth(of_month, month))?
        }
        _ => return None,
    };
    Some((atom, rest))
}

/// Figures with one sign between them at the beginning of a text, at most three, and what follows. A time of midnight that a
/// program put behind a date is left out.
fn figures(text: &str) -> (Vec<&str>, char, &str) {
    let mut parts = Vec::new();
    let mut sign = '\0';
    let mut rest = text;
    loop {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        parts.push(&rest[..rest.len() - after.len()]);
        rest = after;
        let mut letters = rest.chars();
        let next = letters.next().filter(|c| matches!(c, '.' | '/' | '-') && (sign == '\0' || sign == *c));
        let Some(next) = next.filter(|_| parts.len() < 3 && letters.next().is_some_and(|c| c.is_ascii_digit())) else {
            break;
        };
        sign = next;
        rest = &rest[1..];
    }
    if parts.len() == 3 {
        let midnight = ["t00:00:00", " 00:00:00", " 0:00:00", "t00:00", " 00:00", " 0:00"];
        rest = midnight.iter().find_map(|time| rest.strip_prefix(time)).unwrap_or(rest);
    }
    (parts, sign, rest)
}

/// Roman numerals, the first twelve.
const NUMERALS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The letters of the longest of them.
const LONGEST: usize = 4;

/// A Roman numeral up to twelve, in Latin letters, with the Cyrillic letter like I, or as one sign.
fn roman(word: &str) -> Option<i8> {
    let mut letters = word.chars();
    if let (Some(sign @ '\u{2170}'..='\u{217b}'), None) = (letters.next(), letters.next()) {
        return i8::try_from(u32::from(sign) - 0x216f).ok();
    }
    // Nearly all words are longer than the longest numeral.
    if letters.nth(LONGEST - 2).is_some() {
        return None;
    }
    let latin: String = word.chars().map(|c| if matches!(c, '\u{456}' | '\u{4cf}') { 'i' } else { c }).collect();
    (1..).zip(NUMERALS).find(|(_, numeral)| *numeral == latin).map(|(number, _)| number)
}
