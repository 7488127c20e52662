//! The words that a field accepts, in all three languages, looked up forgivingly and never guessed.

use crate::locale::{Arg, Language, Texts};
use crate::model::Keyword;
use crate::text::{comparable, suggestion, without_look_alikes};
use std::collections::HashMap;

/// The words of one kind of field.
#[derive(Debug)]
pub(super) struct Vocabulary<T> {
    by_word: HashMap<String, T>,
    /// Every word as it would be written, for suggestions.
    words: Vec<String>,
    /// The allowed values as a message shows them.
    pub allowed: Vec<Arg>,
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

impl<T: Copy> Vocabulary<T> {
    /// No words yet.
    pub fn new() -> Self {
        Self { by_word: HashMap::new(), words: Vec::new(), allowed: Vec::new() }
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

    /// Whether a text that is no word itself names two values or more: `2-3`, `орточо же жогорку`.
    pub fn names_several(&self, typed: &str) -> bool
    where
        T: PartialEq,
    {
        let parts = typed.split(|c: char| c.is_whitespace() || ",;/-–—()".contains(c));
        let values: Vec<T> = parts.filter_map(|part| self.by_word.get(&comparable(part)).copied()).collect();
        values.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// Looks a typed word up.
    pub fn find(&self, typed: &str) -> Word<'_, T> {
        let word = comparable(typed);
        if let Some(value) = self.by_word.get(&word) {
            return Word::Known(*value);
        }
        if let Some(value) = without_look_alikes(&word).and_then(|word| self.by_word.get(&word)) {
            return Word::LookAlike(*value);
        }
        Word::Unknown(suggestion(typed, self.words.iter().map(String::as_str)))
    }
}
