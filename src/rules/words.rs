//! Words that rules look for: data, in `words.toml`, in the three languages.

use crate::text::words;
use serde::Deserialize;
use std::sync::LazyLock;

/// The words, in the form in which texts are compared.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut read: Words =
        toml::from_str(include_str!("words.toml")).unwrap_or_else(|error| panic!("words.toml: {error}"));
    read.normalise();
    read
});

/// The lists of `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// Fields of work in which corruption is found everywhere.
    pub sensitive: Vec<Area>,
    /// Responsible executors who are nobody in particular.
    pub everybody: Vec<String>,
    /// Beginnings of words that mean training.
    pub training: Vec<String>,
    /// Expected results that say nothing.
    pub empty_results: Vec<String>,
    /// Funding that says that no money is needed.
    pub no_funding: Vec<String>,
    /// Beginnings of words that mean buying, installing or building.
    pub buying: Vec<String>,
    /// Abbreviations that no list needs to explain.
    pub common_abbreviations: Vec<String>,
    /// Words that turn a function's name into a "situation".
    pub cases: Vec<String>,
}

/// A field of work.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Area {
    key: String,
    stems: Vec<String>,
}

impl Words {
    fn normalise(&mut self) {
        let lists = [
            &mut self.everybody,
            &mut self.training,
            &mut self.empty_results,
            &mut self.no_funding,
            &mut self.buying,
            &mut self.common_abbreviations,
            &mut self.cases,
        ];
        for word in lists.into_iter().flatten().chain(self.sensitive.iter_mut().flat_map(|area| &mut area.stems)) {
            *word = words(word);
        }
    }
}

impl Area {
    /// Whether a text, in the form in which texts are compared, speaks of this field.
    pub fn in_text(&self, text: &str) -> bool {
        self.stems.iter().any(|stem| has_stem(text, stem))
    }

    /// The id of the message with its name.
    pub fn message_id(&self) -> &'static str {
        match self.key.as_str() {
            "procurement" => "area-procurement",
            "land" => "area-land",
            "property" => "area-property",
            "inspection" => "area-inspection",
            "licensing" => "area-licensing",
            _ => "area-recruitment",
        }
    }
}

/// Whether a word of a text begins with a stem, which may itself be several words.
pub(super) fn has_stem(text: &str, stem: &str) -> bool {
    // A searcher for each stem would cost more to make than a look at the beginning of each word.
    let (text, stem) = (text.as_bytes(), stem.as_bytes());
    text.starts_with(stem) || memchr::memchr_iter(b' ', text).any(|space| text[space + 1..].starts_with(stem))
}
