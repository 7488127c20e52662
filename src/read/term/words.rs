//! The words of a term, each with what it means. They are data: `words.toml`.

use crate::model::Recurrence;
use crate::read::cell_words::matches;
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
    /// A number in words: "two".
    Count(i8),
    /// The place of a quarter or a half-year in words: "second".
    Ordinal(i8),
    /// "Times", without how many.
    Times,
    /// How many times.
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
struct Lists {
    months: Vec<Vec<String>>,
    ordinals: Vec<Vec<String>>,
    counts: Vec<Vec<String>>,
    ordinal_endings: Vec<String>,
    by_endings: Vec<String>,
    /// The lists of [`WORDS`], by their names.
    #[serde(flatten)]
    words: HashMap<String, Vec<String>>,
}

/// The other lists, each with what its words mean.
const WORDS: [(&str, Word); 40] = [
    ("year", Word::Year),
    ("this_year", Word::ThisYear),
    ("quarter", Word::Quarter),
    ("half", Word::Half),
    ("month", Word::Unit(Unit::Month)),
    ("week", Word::Unit(Unit::Week)),
    ("day", Word::Unit(Unit::Day)),
    ("day_of_month", Word::DayOfMonth),
    ("day_kind", Word::DayKind),
    ("by", Word::By),
    ("end", Word::End),
    ("from", Word::From),
    ("since", Word::Since),
    ("then", Word::Then),
    ("to", Word::To),
    ("and", Word::And),
    ("filler", Word::Filler),
    ("every", Word::Every),
    ("every_behind", Word::EveryBehind { adjective: false }),
    ("every_behind_adjective", Word::EveryBehind { adjective: true }),
    ("times", Word::Times),
    ("once", Word::TimesOf(1)),
    ("twice", Word::TimesOf(2)),
    ("at_least", Word::AtLeast),
    ("next", Word::Next),
    ("monthly", Word::Recurrence(Recurrence::Monthly)),
    ("quarterly", Word::Recurrence(Recurrence::Quarterly)),
    ("half_yearly", Word::Recurrence(Recurrence::HalfYearly)),
    ("yearly", Word::Recurrence(Recurrence::Yearly)),
    ("continuous", Word::Recurrence(Recurrence::Continuous)),
    ("monthly_adjective", Word::Adjective(Recurrence::Monthly)),
    ("quarterly_adjective", Word::Adjective(Recurrence::Quarterly)),
    ("half_yearly_adjective", Word::Adjective(Recurrence::HalfYearly)),
    ("yearly_adjective", Word::Adjective(Recurrence::Yearly)),
    ("continuous_adjective", Word::Adjective(Recurrence::Continuous)),
    ("other_rhythm", Word::OtherRhythm),
    ("event", Word::Event),
    ("event_heads", Word::Head),
    ("event_tails", Word::Tail),
    ("conditions", Word::Condition),
];

/// Words in a row, and what they mean together.
struct Phrase {
    words: Vec<String>,
    meaning: Word,
}

/// All phrases, found by their first word: a whole one, the first letter of its beginning, or its end.
#[derive(Default)]
struct Phrases {
    whole: HashMap<String, Vec<Phrase>>,
    begun: HashMap<char, Vec<Phrase>>,
    ended: Vec<Phrase>,
    ordinal_endings: Vec<String>,
    by_endings: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists = toml::from_str(include_str!("words.toml")).unwrap_or_else(|error| panic!("words.toml: {error}"));
    let Lists { months, ordinals, counts, ordinal_endings, by_endings, mut words } = lists;
    let mut phrases = Phrases { ordinal_endings, by_endings, ..Phrases::default() };
    for (name, word) in WORDS {
        phrases.add(&words.remove(name).unwrap_or_else(|| panic!("words.toml lacks {name}")), word);
    }
    assert!(words.is_empty(), "words.toml has more: {words:?}");
    (1..).zip(&months).for_each(|(month, list)| phrases.add(list, Word::Month(month)));
    (1..).zip(&counts).for_each(|(count, list)| phrases.add(list, Word::Count(count)));
    (1..).zip(&ordinals).for_each(|(number, list)| phrases.add(list, Word::Ordinal(number)));
    phrases
});

impl Phrases {
    fn add(&mut self, list: &[String], meaning: Word) {
        for text in list {
            let words: Vec<String> = comparable(text).replace('/', " ").split(' ').map(str::to_owned).collect();
            let first = words[0].clone();
            let begun = first.strip_suffix('*').and_then(|stem| stem.chars().next());
            let same = match begun {
                _ if first.starts_with('*') => &mut self.ended,
                Some(letter) => self.begun.entry(letter).or_default(),
                None => self.whole.entry(first).or_default(),
            };
            same.push(Phrase { words, meaning });
        }
    }

    /// The phrases that may begin with a word and do not begin with the end of one.
    fn beginning(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let begun = word.chars().next().and_then(|letter| self.begun.get(&letter));
        self.whole.get(word).into_iter().chain(begun).flatten()
    }
}

/// The longest phrase that some words begin with, with how many they are. Of phrases that are as long, whole words win.
pub(super) fn phrase<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Option<(Word, usize)> {
    let mut best: Option<(Word, usize)> = None;
    for phrase in PHRASES.beginning(words.clone().next()?).chain(&PHRASES.ended) {
        let longer = best.is_none_or(|(_, length)| phrase.words.len() > length);
        let mut words = words.clone();
        if longer && phrase.words.iter().all(|wanted| words.next().is_some_and(|word| matches(wanted, word))) {
            best = Some((phrase.meaning, phrase.words.len()));
        }
    }
    best
}

/// Whether a word, or a part of a phrase, is in the lists; for words of two parts only what is listed as such.
pub(super) fn is_known(word: &str) -> bool {
    let known = |wanted: &String| matches(wanted, word) && wanted.contains('-') == word.contains('-');
    PHRASES.beginning(word).any(|phrase| phrase.words.iter().any(known))
}

/// Whether this is what stands behind a number that counts.
pub(super) fn is_ordinal_ending(word: &str) -> bool {
    PHRASES.ordinal_endings.iter().any(|ending| ending == word)
}

/// Whether a word has the ending that says "until".
pub(super) fn says_by(word: &str) -> bool {
    PHRASES.by_endings.iter().any(|ending| word.ends_with(ending.as_str()))
}
