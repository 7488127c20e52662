//! The words that a field accepts, in all three languages, looked up forgivingly and never guessed.

use super::cell_words::{About, CellWords};
use crate::locale::{Arg, Language, Texts};
use crate::model::Keyword;
use crate::text::{comparable, suggestion_if, without_look_alikes};
use std::collections::HashMap;

/// The words of one kind of field.
#[derive(Debug)]
pub(super) struct Vocabulary<T> {
    by_word: HashMap<String, T>,
    /// Every word as it would be written, for suggestions.
    words: Vec<String>,
    /// The allowed values as a message shows them.
    pub allowed: Vec<Arg>,
    about: About,
}

/// What a typed word was found to be.
pub(super) enum Word<'v, T> {
    /// One of the words.
    Known(T),
    /// One of the words, once Latin letters are replaced by the Cyrillic ones they look like.
    LookAlike(T),
    /// None; perhaps this one was meant.
    Unknown(Option<&'v str>),
}

/// The most bytes of a text that may be a misspelt word.
const SLIP: usize = 200;

impl<T: Copy> Vocabulary<T> {
    /// No words yet.
    pub fn new() -> Self {
        Self { by_word: HashMap::new(), words: Vec::new(), allowed: Vec::new(), about: About::Else }
    }

    /// Adds a value with its words; `shown` is how messages list it.
    pub fn add<'w>(&mut self, value: T, words: impl IntoIterator<Item = &'w str>, shown: impl Into<Arg>) {
        for word in words {
            self.by_word.insert(comparable(word), value);
            self.words.push(word.to_owned());
        }
        self.allowed.push(shown.into());
    }

    /// The words of a keyword of the form: its keys, its names in the catalogues, and their `-accept` lists.
    pub fn of_keyword() -> Self
    where
        T: Keyword,
    {
        let mut vocabulary = Self::new();
        for value in T::ALL {
            let id = value.message_id();
            let [ky, ru, en] = Language::ALL.map(|language| language.text(id).into());
            let name = Texts { ky, ru, en };
            let accept = Language::ALL.map(|language| language.text(&format!("{id}-accept")));
            let words = [value.key(), &name.ky, &name.ru, &name.en];
            let more = accept.iter().flat_map(|list| list.split(", "));
            vocabulary.add(*value, words.into_iter().chain(more), &name);
        }
        vocabulary
    }
}

impl<T: Copy + PartialEq> Vocabulary<T> {
    /// Adds the lists' words as synonyms of their known words, and what may stand around them. A list whose known words
    /// have two values adds none.
    pub fn widen(mut self, about: About, lists: &[Vec<String>]) -> Self {
        self.about = about;
        for list in lists {
            let mut known = list.iter().filter_map(|word| self.by_word.get(word).copied());
            let Some(value) = known.next().filter(|value| known.all(|other| other == *value)) else { continue };
            for word in list {
                self.by_word.entry(word.clone()).or_insert(value);
            }
        }
        self
    }

    /// Whether a text that is no word itself names two values or more: `2-3`, `орточо же жогорку`.
    pub fn names_several(&self, typed: &str) -> bool {
        let parts = typed.split(|c: char| c.is_whitespace() || ",;/-–—()".contains(c));
        let values: Vec<T> = parts.filter_map(|part| self.by_word.get(&comparable(part)).copied()).collect();
        values.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// Looks a typed word up.
    pub fn find(&self, typed: &str) -> Word<'_, T> {
        self.known(typed).unwrap_or_else(|| Word::Unknown(self.meant(typed)))
    }

    /// The same without a look for what was meant.
    pub fn known(&self, typed: &str) -> Option<Word<'_, T>> {
        let word = comparable(typed);
        let look_alike = || without_look_alikes(&word).and_then(|word| self.value(&word)).map(Word::LookAlike);
        self.value(&word).map(Word::Known).or_else(look_alike)
    }

    /// The value of a comparable text: a known word, or the only one that it names.
    fn value(&self, word: &str) -> Option<T> {
        self.by_word.get(word).copied().or_else(|| self.bare(word)).or_else(|| self.among(word))
    }

    /// The value of a text without the signs around its words.
    fn bare(&self, text: &str) -> Option<T> {
        if self.about == About::Else {
            return None;
        }
        let bare = text.trim_matches(|c: char| c.is_whitespace() || ".,;:!*()«»\"".contains(c));
        self.by_word.get(bare).copied()
    }

    /// The value named among words that change nothing: `жогорку деңгээл`, `3 – высокая`, `высокий (3)`. All names must
    /// agree, without other words or a second number.
    fn among(&self, text: &str) -> Option<T> {
        let words = CellWords::all();
        let signed = text.strip_prefix(['-', '+']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
        if self.about == About::Else || words.is_negated(text) || signed || numbers > 1 {
            return None;
        }
        let is_aside = |word: &&str| {
            // A number beside the word of a level: its points, or its place in a list of levels.
            let number = word.bytes().all(|b| b.is_ascii_digit());
            let counted = matches!(self.about, About::Levels | About::Grades) && number;
            counted || words.is_around(self.about, word)
        };
        // A per cent is another measure than points; of a status it says how much is done.
        let per_cent = if self.about == About::Statuses { "%" } else { "" };
        let between = |c: char| c.is_whitespace() || ".,;:!*()[]«»\"-–—=".contains(c) || per_cent.contains(c);
        let parts = text.split(between);
        let named: Vec<&str> = parts.filter(|part| !part.is_empty()).filter(|part| !is_aside(part)).collect();
        if let Some(value) = self.by_word.get(&named.join(" ")) {
            return Some(*value);
        }
        let mut values = named.iter().map(|word| self.by_word.get(*word).copied());
        let first = values.next()??;
        values.all(|value| value == Some(first)).then_some(first)
    }

    /// The word that was perhaps meant: one that differs by a slip of the pen. A beginning that fits two values, and a
    /// difference by "not" or a word, are no guesses.
    fn meant(&self, typed: &str) -> Option<&str> {
        // A number is no slip of the pen in a word either.
        if typed.len() > SLIP || !typed.chars().any(char::is_alphabetic) {
            return None;
        }
        let words = CellWords::all();
        let candidates = self.words.iter().map(String::as_str);
        let own = comparable(typed);
        let begun = candidates.clone().filter(|word| comparable(word).starts_with(&own));
        let mut values = begun.filter_map(|word| self.by_word.get(&comparable(word)));
        if values.next().is_some_and(|first| values.any(|value| value != first)) {
            return None;
        }
        let near = suggestion_if(typed, candidates, |word| words.may_be_slip(&own, word))?;
        // What goes on where a word ends is another word.
        (!own.starts_with(&comparable(near))).then_some(near)
    }
}
