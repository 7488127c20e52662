//! The words and signs of a term, taken apart. The words are data: `term_words.toml`.

use crate::model::Recurrence;
use crate::text::{comparable, without_look_alikes};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::LazyLock;

/// Why a term is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A quarter, a month or a day without its year.
    WithoutYear,
    /// Every month: there is no such recurrence.
    Monthly,
    /// It can be read in two ways.
    Ambiguous,
    /// It holds something that is no part of a term.
    Unknown,
}

/// A word or sign of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// A number of one or two digits, in Arabic or Roman numerals or in words.
    Number(i8),
    /// A year.
    Year(i16),
    /// A whole date: `31.12.2026`, `2026-12-31`.
    Date(Date),
    Dash,
    Comma,
    Semicolon,
    Word(Word),
}

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Year,
    Quarter,
    Half,
    Month(i8),
    By,
    End,
    From,
    To,
    And,
    Filler,
    Monthly,
    Recurrence(Recurrence),
}

/// The lists of `term_words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    year: Vec<String>,
    quarter: Vec<String>,
    half: Vec<String>,
    months: Vec<Vec<String>>,
    ordinals: Vec<Vec<String>>,
    ordinal_endings: Vec<String>,
    by: Vec<String>,
    end: Vec<String>,
    from: Vec<String>,
    to: Vec<String>,
    and: Vec<String>,
    filler: Vec<String>,
    quarterly: Vec<String>,
    half_yearly: Vec<String>,
    yearly: Vec<String>,
    continuous: Vec<String>,
    monthly: Vec<String>,
}

/// The words, each with what it means.
struct Words {
    phrases: Vec<(Vec<String>, Atom)>,
    endings: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lists: Lists =
        toml::from_str(include_str!("term_words.toml")).unwrap_or_else(|error| panic!("term_words.toml: {error}"));
    let mut phrases: Vec<(Vec<String>, Atom)> = Vec::new();
    let mut add = |list: &[String], atom: Atom| {
        phrases.extend(list.iter().map(|phrase| (comparable(phrase).split(' ').map(str::to_owned).collect(), atom)));
    };
    for (list, recurrence) in [
        (&lists.quarterly, Recurrence::Quarterly),
        (&lists.half_yearly, Recurrence::HalfYearly),
        (&lists.yearly, Recurrence::Yearly),
        (&lists.continuous, Recurrence::Continuous),
    ] {
        add(list, Atom::Word(Word::Recurrence(recurrence)));
    }
    for (list, word) in [
        (&lists.monthly, Word::Monthly),
        (&lists.year, Word::Year),
        (&lists.quarter, Word::Quarter),
        (&lists.half, Word::Half),
        (&lists.by, Word::By),
        (&lists.end, Word::End),
        (&lists.from, Word::From),
        (&lists.to, Word::To),
        (&lists.and, Word::And),
        (&lists.filler, Word::Filler),
    ] {
        add(list, Atom::Word(word));
    }
    for (month, list) in (1..).zip(&lists.months) {
        add(list, Atom::Word(Word::Month(month)));
    }
    for (number, list) in (1..).zip(&lists.ordinals) {
        add(list, Atom::Number(number));
    }
    // The longest phrase wins.
    phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    Words { phrases, endings: lists.ordinal_endings }
});

/// A text taken apart, before its words are looked up.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Atom(Atom),
    Word(String),
}

/// Takes a term apart.
pub(super) fn atoms(typed: &str) -> Result<Vec<Atom>, Unreadable> {
    let tokens = tokens(&comparable(typed))?;
    let mut atoms = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let found = WORDS.phrases.iter().find(|(phrase, _)| begins_with(&tokens[at..], phrase));
        match (found, token) {
            (Some((phrase, atom)), _) => {
                atoms.push(*atom);
                at += phrase.len();
            }
            (None, Token::Atom(atom)) => {
                atoms.push(*atom);
                at += 1;
            }
            (None, Token::Word(_)) => return Err(Unreadable::Unknown),
        }
    }
    Ok(atoms)
}

fn begins_with(tokens: &[Token], phrase: &[String]) -> bool {
    let same = |(wanted, token): (&String, &Token)| match token {
        Token::Word(word) => matches(wanted, word),
        Token::Atom(Atom::Number(number)) => *wanted == number.to_string(),
        Token::Atom(_) => false,
    };
    phrase.len() <= tokens.len() && phrase.iter().zip(tokens).all(same)
}

/// Whether a word is the wanted one, or begins as it does where a star ends it.
fn matches(wanted: &str, word: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == wanted,
    }
}

/// Whether a word, or the end of a phrase, is in the lists; for words of two parts only what is listed as such.
fn is_known(word: &str) -> bool {
    let known = |wanted: &String| matches(wanted, word) && wanted.contains('-') == word.contains('-');
    WORDS.phrases.iter().any(|(phrase, _)| phrase.iter().any(known))
}

fn tokens(text: &str) -> Result<Vec<Token>, Unreadable> {
    if text.contains("...") {
        return Err(Unreadable::Unknown);
    }
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii_digit() {
            rest = number(rest, &mut tokens)?;
        } else if letter.is_alphabetic() {
            rest = word(rest, &mut tokens);
        } else if let Some(after) = rest.strip_prefix("..") {
            tokens.push(Token::Atom(Atom::Dash));
            rest = after;
        } else {
            rest = &rest[letter.len_utf8()..];
            match letter {
                '-' | '–' | '—' | '‑' | '−' => tokens.push(Token::Atom(Atom::Dash)),
                ',' => tokens.push(Token::Atom(Atom::Comma)),
                ';' => tokens.push(Token::Atom(Atom::Semicolon)),
                ' ' | '(' | ')' | '.' => {}
                // In shortened words alone; between numbers it may mean two things.
                '/' if matches!(tokens.last(), Some(Token::Word(_))) => {}
                _ => return Err(Unreadable::Unknown),
            }
        }
    }
    Ok(tokens)
}

/// A number, a year or a whole date, with the ending that makes it an ordinal.
fn number<'t>(text: &'t str, tokens: &mut Vec<Token>) -> Result<&'t str, Unreadable> {
    if let Some((day, rest)) = whole_date(text) {
        tokens.push(Token::Atom(Atom::Date(day)));
        return Ok(rest);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let atom = match digits.len() {
        1 | 2 => Atom::Number(digits.parse().map_err(|_| Unreadable::Unknown)?),
        4 => Atom::Year(digits.parse().ok().filter(|year| (1900..3000).contains(year)).ok_or(Unreadable::Unknown)?),
        _ => return Err(Unreadable::Unknown),
    };
    tokens.push(Token::Atom(atom));
    Ok(after_number(rest))
}

/// What follows a number, without the hyphen and the ending that make it an ordinal: `3-й`, `2nd`, `III-`.
fn after_number(rest: &str) -> &str {
    let bare = rest.strip_prefix('-').map_or(rest, str::trim_start);
    let after = bare.trim_start_matches(char::is_alphabetic);
    let word = &bare[..bare.len() - after.len()];
    if WORDS.endings.iter().any(|ending| ending == word) {
        return after;
    }
    // A hyphen before another word is only Kyrgyz spelling; before a Roman numeral or `Q2` it is a span.
    let span = word.is_empty() || roman(word).is_some() || after.starts_with(|c: char| c.is_ascii_digit());
    if span { rest } else { bare }
}

/// A word; one with a hyphen, or one that a hyphen at a line's end cut in two, is put together.
fn word<'t>(text: &'t str, tokens: &mut Vec<Token>) -> &'t str {
    let rest = text.trim_start_matches(char::is_alphabetic);
    let own = &text[..text.len() - rest.len()];
    if let Some(number) = roman(own) {
        tokens.push(Token::Atom(Atom::Number(number)));
        return after_number(rest);
    }
    let own = without_look_alikes(own).unwrap_or_else(|| own.to_owned());
    if let Some(second) = rest.strip_prefix('-') {
        let bare = second.trim_start();
        let after = bare.trim_start_matches(char::is_alphabetic);
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

/// A whole date at the beginning of a text, with what follows it.
fn whole_date(text: &str) -> Option<(Date, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let typed = &text[..end];
    let trimmed = typed.trim_end_matches(['.', '-']);
    let number = |part: &str| part.parse::<i16>().ok();
    let (year, month, day) = if let [day, month, year] = *trimmed.split('.').collect::<Vec<_>>() {
        (number(year).filter(|_| year.len() == 4)?, number(month)?, number(day)?)
    } else if let [year, month, day] = *trimmed.split('-').collect::<Vec<_>>() {
        let whole = year.len() == 4 && month.len() == 2 && day.len() == 2;
        (number(year).filter(|_| whole)?, number(month)?, number(day)?)
    } else {
        return None;
    };
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((day, &text[trimmed.len()..]))
}

/// Roman numerals, the first twelve.
const NUMERALS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// A Roman numeral up to twelve: of Latin letters, of the Cyrillic one that looks like I, or a sign of its own.
fn roman(word: &str) -> Option<i8> {
    let mut letters = word.chars();
    if let (Some(sign @ '\u{2170}'..='\u{217b}'), None) = (letters.next(), letters.next()) {
        return i8::try_from(u32::from(sign) - 0x216f).ok();
    }
    let latin: String = word.chars().map(|c| if matches!(c, '\u{456}' | '\u{4cf}') { 'i' } else { c }).collect();
    (1..).zip(NUMERALS).find(|(_, numeral)| *numeral == latin).map(|(number, _)| number)
}
