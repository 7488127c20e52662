//! The signs that rules look for: data, in `words.toml`, in the three languages.

use super::signs::{Ends, Signs};
use crate::text::words;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The lists of `words.toml`.
pub(super) static WORDS: LazyLock<Lists> = LazyLock::new(|| {
    let mut read: Lists =
        toml::from_str(include_str!("words.toml")).unwrap_or_else(|error| panic!("words.toml: {error}"));
    for word in &mut read.common_abbreviations.words {
        *word = words(word);
    }
    read
});

/// The lists, each explained where it stands in `words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub deviation: Signs,
    pub innocent_words: Signs,
    pub cases: Signs,
    pub procedures: Signs,
    pub nouns_in_p: Signs,
    pub auxiliaries: Signs,
    pub verbal_nouns: Signs,
    pub finite_verbs: Signs,
    pub no_verbs: Signs,
    pub adjectives: Signs,
    pub sensitive: Vec<Area>,
    pub left_out: Signs,
    pub without_discretion: Signs,
    pub with_discretion: Signs,
    pub bodies: Signs,
    pub staff: Signs,
    pub everybody: Signs,
    pub units: Signs,
    pub heads: Signs,
    pub body_heads: Signs,
    pub body_tails: Signs,
    pub state_heads: Signs,
    pub state_tails: Signs,
    pub posts_and_units: Signs,
    pub any_of_them: Signs,
    pub empty_endings: Signs,
    pub empty_beginnings: Signs,
    pub result_words: Signs,
    pub empty_phrases: Signs,
    pub measures_taken: Signs,
    pub seen: Signs,
    pub figures: Signs,
    pub result_tails: Signs,
    pub concrete: Signs,
    pub training: Signs,
    pub no_training: Signs,
    pub conducting: Signs,
    pub about: Signs,
    pub acting: Signs,
    pub change_endings: Signs,
    pub change_beginnings: Signs,
    pub buying_endings: Signs,
    pub installing_endings: Signs,
    pub developing_endings: Signs,
    pub taking_endings: Signs,
    pub place_endings: Endings,
    pub buying_beginnings: Signs,
    pub installing_beginnings: Signs,
    pub developing_beginnings: Signs,
    pub things: Signs,
    pub ands: Signs,
    pub light_verbs: Signs,
    pub papers: Signs,
    pub no_funds: Signs,
    pub a_source: Signs,
    pub amounts: Signs,
    pub property: Signs,
    pub scales: Signs,
    pub grades: Signs,
    pub degrees: Signs,
    pub notions: Signs,
    pub empty_words: Signs,
    pub risks: Signs,
    pub not_said: Signs,
    pub no_names: Signs,
    pub unit_words: Signs,
    pub staff_words: Signs,
    pub elsewhere_words: Signs,
    pub synonyms: Synonyms,
    pub fillers: Signs,
    pub helpers: Signs,
    pub converbs: Endings,
    pub negations_before: Signs,
    pub negations_behind: Signs,
    pub negative_endings: Endings,
    pub word_endings: Endings,
    pub persons: Persons,
    pub contacts: Contacts,
    pub common_abbreviations: WordList,
}

/// A field of work.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Area {
    /// The id of the message with its name.
    pub name: String,
    /// What shows it wherever it stands.
    pub signs: Signs,
    /// What shows it in the name of a function.
    pub in_functions: Signs,
}

/// Groups of words of one meaning.
#[derive(Debug, Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub(super) struct Synonyms {
    groups: Vec<Signs>,
    /// The words of all groups: most words are in none.
    all: Signs,
}

impl From<BTreeMap<String, String>> for Synonyms {
    fn from(lines: BTreeMap<String, String>) -> Self {
        let all = Signs::from(lines.clone());
        Self { groups: lines.into_iter().map(|line| Signs::from(BTreeMap::from([line]))).collect(), all }
    }
}

impl Synonyms {
    /// The number of the group that a word is in.
    pub fn group_of(&self, word: &str) -> Option<usize> {
        let alone = &[word][..];
        if self.all.are(alone) { self.groups.iter().position(|group| group.are(alone)) } else { None }
    }
}

/// Ends of words, as they stand.
#[derive(Debug, Deserialize)]
#[serde(from = "EndingList")]
pub(super) struct Endings(Ends);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndingList {
    endings: Vec<String>,
}

impl From<EndingList> for Endings {
    fn from(list: EndingList) -> Self {
        Self(list.endings.into_iter().collect())
    }
}

impl Endings {
    /// The word without the longest of these ends that leaves at least `left` letters.
    pub fn taken_off<'a>(&self, word: &'a str, left: usize) -> Option<&'a str> {
        self.0.of(word).filter(|stem| stem.chars().count() >= left).min_by_key(|stem| stem.len())
    }
}

/// By what a person's name is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Persons {
    /// What stands before the name of somebody in whose honour a thing is named.
    pub before: Vec<String>,
    /// What stands behind it.
    pub after: Vec<String>,
    /// How the surnames end that tell a name of two words.
    pub clear_surnames: Vec<String>,
    /// How surnames end.
    pub surnames: Vec<String>,
    /// How names by the father end.
    pub fathers: Vec<String>,
    /// What stands behind the father's name: son, daughter.
    pub child: Vec<String>,
    /// How surnames are declined.
    pub surname_cases: Vec<String>,
    /// Son and daughter, declined.
    pub children: Vec<String>,
    /// What stands before a place that is called after somebody.
    pub places_before: Vec<String>,
    /// How what stands behind it begins.
    pub places_behind: Vec<String>,
}

/// By what it is known how to reach a person, and the numbers by which the State knows one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contacts {
    /// Patterns, each with an example.
    pub patterns: Vec<[String; 2]>,
    /// How what stands behind a number begins where it is a sum of money or a share.
    pub amounts: Vec<String>,
}

/// Words without more.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordList {
    pub words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::super::signs::Words;
    use super::*;

    #[test]
    fn each_example_holds_a_sign_of_its_line() {
        let file: toml::Table = toml::from_str(include_str!("words.toml")).expect("the file is TOML");
        let mut lines: Vec<(String, String)> = Vec::new();
        let mut collect = |table: &toml::Table| {
            let texts = table.iter().filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())));
            lines.extend(texts.filter(|(key, _)| key != "name"));
        };
        for value in file.values() {
            match value {
                toml::Value::Array(areas) => {
                    for list in areas.iter().filter_map(toml::Value::as_table).flat_map(|area| area.values()) {
                        list.as_table().into_iter().for_each(&mut collect);
                    }
                }
                other => other.as_table().into_iter().for_each(&mut collect),
            }
        }
        assert!(lines.len() > 150, "{}", lines.len());
        let silent: Vec<_> = lines
            .iter()
            .filter(|(line, example)| {
                let signs = Signs::from(BTreeMap::from([(line.clone(), String::new())]));
                !signs.occur(&Words::of(example).list())
            })
            .collect();
        assert!(silent.is_empty(), "{silent:#?}");
    }
}
