//! The words of a term, each with what it means. They are data: `words.toml`.

use super::super::cell_words::matches;
use super::tokens::Token;
use crate::model::Recurrence;
use crate::text::comparable;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word, or several in a row, means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Year,
    /// The year of the plan, which the cell does not name.
    ThisYear,
    Quarter,
    Half,
    Month(i8),
    Unit(Unit),
    /// A day of any month: "the 5th".
    DayOfMonth,
    /// What kind of days: working, calendar.
    DayKind,
    By,
    End,
    From,
    /// From then on, without an end.
    Since,
    /// Another term follows.
    Then,
    To,
    And,
    Filler,
    Every,
    /// As [`Word::Every`], behind its unit; whether as an adjective.
    EveryBehind {
        adjective: bool,
    },
    /// So many in words.
    Count(i8),
    /// "Times", without how many.
    Times,
    /// So many times.
    TimesOf(i8),
    AtLeast,
    Next,
    Recurrence(Recurrence),
    /// A recurrence that may describe something else: "a yearly report".
    Adjective(Recurrence),
    /// More or less often than anything that is watched.
    OtherRhythm,
    /// Bound to an event: whole in itself, with what it is bound to behind it, or before it.
    Event,
    Head,
    Tail,
    /// It may not be done at all.
    Condition,
}

/// A unit of time that is no part of a calendar year with a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Month,
    Week,
    Day,
}

/// The lists of `words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    year: Vec<String>,
    this_year: Vec<String>,
    quarter: Vec<String>,
    half: Vec<String>,
    month: Vec<String>,
    week: Vec<String>,
    day: Vec<String>,
    day_of_month: Vec<String>,
    day_kind: Vec<String>,
    months: Vec<Vec<String>>,
    ordinals: Vec<Vec<String>>,
    counts: Vec<Vec<String>>,
    ordinal_endings: Vec<String>,
    by: Vec<String>,
    by_endings: Vec<String>,
    end: Vec<String>,
    from: Vec<String>,
    since: Vec<String>,
    then: Vec<String>,
    to: Vec<String>,
    and: Vec<String>,
    filler: Vec<String>,
    every: Vec<String>,
    every_behind: Vec<String>,
    every_behind_adjective: Vec<String>,
    times: Vec<String>,
    once: Vec<String>,
    twice: Vec<String>,
    at_least: Vec<String>,
    next: Vec<String>,
    monthly: Vec<String>,
    quarterly: Vec<String>,
    half_yearly: Vec<String>,
    yearly: Vec<String>,
    continuous: Vec<String>,
    monthly_adjective: Vec<String>,
    quarterly_adjective: Vec<String>,
    half_yearly_adjective: Vec<String>,
    yearly_adjective: Vec<String>,
    continuous_adjective: Vec<String>,
    other_rhythm: Vec<String>,
    event: Vec<String>,
    event_heads: Vec<String>,
    event_tails: Vec<String>,
    conditions: Vec<String>,
}

impl Lists {
    /// Each list with what its words mean.
    fn meanings(&self) -> Vec<(&[String], Meaning)> {
        let words: [(&Vec<String>, Word); 40] = [
            (&self.year, Word::Year),
            (&self.this_year, Word::ThisYear),
            (&self.quarter, Word::Quarter),
            (&self.half, Word::Half),
            (&self.month, Word::Unit(Unit::Month)),
            (&self.week, Word::Unit(Unit::Week)),
            (&self.day, Word::Unit(Unit::Day)),
            (&self.day_of_month, Word::DayOfMonth),
            (&self.day_kind, Word::DayKind),
            (&self.by, Word::By),
            (&self.end, Word::End),
            (&self.from, Word::From),
            (&self.since, Word::Since),
            (&self.then, Word::Then),
            (&self.to, Word::To),
            (&self.and, Word::And),
            (&self.filler, Word::Filler),
            (&self.every, Word::Every),
            (&self.every_behind, Word::EveryBehind { adjective: false }),
            (&self.every_behind_adjective, Word::EveryBehind { adjective: true }),
            (&self.times, Word::Times),
            (&self.once, Word::TimesOf(1)),
            (&self.twice, Word::TimesOf(2)),
            (&self.at_least, Word::AtLeast),
            (&self.next, Word::Next),
            (&self.monthly, Word::Recurrence(Recurrence::Monthly)),
            (&self.quarterly, Word::Recurrence(Recurrence::Quarterly)),
            (&self.half_yearly, Word::Recurrence(Recurrence::HalfYearly)),
            (&self.yearly, Word::Recurrence(Recurrence::Yearly)),
            (&self.continuous, Word::Recurrence(Recurrence::Continuous)),
            (&self.monthly_adjective, Word::Adjective(Recurrence::Monthly)),
            (&self.quarterly_adjective, Word::Adjective(Recurrence::Quarterly)),
            (&self.half_yearly_adjective, Word::Adjective(Recurrence::HalfYearly)),
            (&self.yearly_adjective, Word::Adjective(Recurrence::Yearly)),
            (&self.continuous_adjective, Word::Adjective(Recurrence::Continuous)),
            (&self.other_rhythm, Word::OtherRhythm),
            (&self.event, Word::Event),
            (&self.event_heads, Word::Head),
            (&self.event_tails, Word::Tail),
            (&self.conditions, Word::Condition),
        ];
        let words = words.into_iter().map(|(list, word)| (list.as_slice(), Meaning::Word(word)));
        let months = (1..).zip(&self.months).map(|(month, list)| (list.as_slice(), Meaning::Word(Word::Month(month))));
        let counts = (1..).zip(&self.counts).map(|(count, list)| (list.as_slice(), Meaning::Word(Word::Count(count))));
        let ordinals = (1..).zip(&self.ordinals).map(|(number, list)| (list.as_slice(), Meaning::Ordinal(number)));
        words.chain(months).chain(counts).chain(ordinals).collect()
    }
}

/// What a phrase means: a word, or a number that is written as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Word(Word),
    Ordinal(i8),
}

/// Words in a row with their meaning.
struct Phrase {
    words: Vec<String>,
    meaning: Meaning,
}

/// All phrases, found by their first word: a whole one, the first letter of its beginning, or its end.
struct Phrases {
    whole: HashMap<String, Vec<Phrase>>,
    begun: HashMap<char, Vec<Phrase>>,
    ended: Vec<Phrase>,
    ordinal_endings: Vec<String>,
    by_endings: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("words.toml")).unwrap_or_else(|error| panic!("words.toml: {error}"));
    let mut phrases = Phrases {
        whole: HashMap::new(),
        begun: HashMap::new(),
        ended: Vec::new(),
        ordinal_endings: lists.ordinal_endings.clone(),
        by_endings: lists.by_endings.clone(),
    };
    for (list, meaning) in lists.meanings() {
        for text in list {
            let words: Vec<String> = comparable(text).replace('/', " ").split(' ').map(str::to_owned).collect();
            let first = words[0].clone();
            let phrase = Phrase { words, meaning };
            match (first.strip_prefix('*'), first.strip_suffix('*').and_then(|stem| stem.chars().next())) {
                (Some(_), _) => phrases.ended.push(phrase),
                (_, Some(letter)) => phrases.begun.entry(letter).or_default().push(phrase),
                _ => phrases.whole.entry(first).or_default().push(phrase),
            }
        }
    }
    phrases
});

/// The longest phrase that some tokens begin with, with how many they are. Of phrases that are as long, whole words win.
pub(super) fn phrase(tokens: &[Token]) -> Option<(Meaning, usize)> {
    let Some(Token::Word(first)) = tokens.first() else { return None };
    let begun = first.chars().next().and_then(|letter| PHRASES.begun.get(&letter));
    let candidates = [PHRASES.whole.get(first), begun, Some(&PHRASES.ended)];
    let mut best: Option<(Meaning, usize)> = None;
    for phrase in candidates.into_iter().flatten().flatten() {
        let longer = best.is_none_or(|(_, length)| phrase.words.len() > length);
        if longer && begins_with(tokens, &phrase.words) {
            best = Some((phrase.meaning, phrase.words.len()));
        }
    }
    best
}

fn begins_with(tokens: &[Token], words: &[String]) -> bool {
    let same = |(wanted, token): (&String, &Token)| matches!(token, Token::Word(word) if matches(wanted, word));
    words.len() <= tokens.len() && words.iter().zip(tokens).all(same)
}

/// Whether a word, or a part of a phrase, is in the lists; for words of two parts only what is listed as such.
pub(super) fn is_known(word: &str) -> bool {
    let known = |wanted: &String| matches(wanted, word) && wanted.contains('-') == word.contains('-');
    let begun = word.chars().next().and_then(|letter| PHRASES.begun.get(&letter));
    let candidates = [PHRASES.whole.get(word), begun];
    candidates.into_iter().flatten().flatten().any(|phrase| phrase.words.iter().any(known))
}

/// Whether this is what stands behind a number that counts.
pub(super) fn is_ordinal_ending(word: &str) -> bool {
    PHRASES.ordinal_endings.iter().any(|ending| ending == word)
}

/// Whether a word has the ending that says "until".
pub(super) fn says_by(word: &str) -> bool {
    PHRASES.by_endings.iter().any(|ending| word.ends_with(ending.as_str()))
}
