//! Signs: words, their beginnings and ends, and phrases by which a rule knows what a text speaks of. The notation is
//! explained at the head of `words.toml`.

use crate::text::{comparable, words};
use foldhash::fast::FixedState;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// How many words of any kind a gap may hold.
const GAP: usize = 2;

/// A list of signs.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub(super) struct Signs {
    /// By the first two letters of their first word, so that most words of a text meet no sign at all.
    by_first_letters: HashMap<[char; 2], Vec<Vec<Part>>, FixedState>,
    /// Ends of words.
    ends: Ends,
}

/// A word of a sign.
#[derive(Debug)]
enum Part {
    Word(String),
    Beginning(String),
    /// The word, or with one of these letters behind it.
    Varied(String, String),
    Gap,
}

impl From<BTreeMap<String, String>> for Signs {
    /// The keys hold the signs, the values their examples.
    fn from(lines: BTreeMap<String, String>) -> Self {
        let mut signs = Self::default();
        for sign in lines.keys().flat_map(|line| line.split(',')).map(str::trim) {
            if let Some(end) = sign.strip_prefix('*') {
                signs.ends.add(comparable(end));
                continue;
            }
            let parts: Vec<Part> = sign.split_whitespace().map(Part::read).collect();
            let first = parts.first().map(Part::text).filter(|first| !first.is_empty());
            let first = first.unwrap_or_else(|| panic!("words.toml: a sign begins with a word: {sign:?}"));
            signs.by_first_letters.entry(first_letters(first)).or_default().push(parts);
        }
        signs
    }
}

impl Part {
    fn read(typed: &str) -> Self {
        if typed == "…" {
            Self::Gap
        } else if let Some(beginning) = typed.strip_suffix('*') {
            Self::Beginning(comparable(beginning))
        } else if let Some((word, letters)) = typed.strip_suffix(']').and_then(|typed| typed.split_once('[')) {
            Self::Varied(comparable(word), letters.to_owned())
        } else {
            Self::Word(comparable(typed))
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Beginning(text) | Self::Varied(text, _) => text,
            Self::Gap => "",
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(text) => word == text,
            Self::Beginning(text) => word.starts_with(text.as_str()),
            Self::Varied(text, letters) => word.strip_prefix(text.as_str()).is_some_and(|rest| {
                let mut rest = rest.chars();
                rest.next().is_none_or(|letter| letters.contains(letter)) && rest.next().is_none()
            }),
            Self::Gap => true,
        }
    }
}

/// Stands for the second letter where there is none.
const NONE: char = '\0';

fn first_letters(word: &str) -> [char; 2] {
    let mut letters = word.chars();
    [letters.next().unwrap_or(NONE), letters.next().unwrap_or(NONE)]
}

/// Ends of words, by their last letter.
#[derive(Debug, Default)]
pub(super) struct Ends(HashMap<char, Vec<String>, FixedState>);

impl Ends {
    fn add(&mut self, end: String) {
        self.0.entry(end.chars().next_back().unwrap_or(NONE)).or_default().push(end);
    }

    /// The word without its end, for each of these ends that it has; never nothing.
    pub fn of<'a>(&self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let ends = word.chars().next_back().and_then(|last| self.0.get(&last));
        ends.into_iter().flatten().filter_map(|end| word.strip_suffix(end.as_str()).filter(|left| !left.is_empty()))
    }
}

impl FromIterator<String> for Ends {
    fn from_iter<I: IntoIterator<Item = String>>(ends: I) -> Self {
        let mut all = Self::default();
        ends.into_iter().for_each(|end| all.add(end));
        all
    }
}

/// How many words a sign takes at the beginning of these.
fn taken(sign: &[Part], words: &[&str]) -> Option<usize> {
    match sign {
        [] => Some(0),
        [Part::Gap, rest @ ..] => {
            let skips = (0..=GAP.min(words.len())).rev();
            skips.into_iter().find_map(|skip| taken(rest, &words[skip..]).map(|after| skip + after))
        }
        [part, rest @ ..] => {
            let (first, after) = words.split_first()?;
            if part.fits(first) { taken(rest, after).map(|after| 1 + after) } else { None }
        }
    }
}

impl Signs {
    /// How many words the longest sign takes that stands at the beginning of these.
    pub fn length_at(&self, words: &[&str]) -> Option<usize> {
        let first = words.first()?;
        let letters = first_letters(first);
        // A sign may be, or begin with, a single letter.
        let signs = [letters, [letters[0], NONE]].map(|letters| self.by_first_letters.get(&letters));
        let signs = signs.into_iter().take(if letters[1] == NONE { 1 } else { 2 }).flatten().flatten();
        let longest = signs.filter_map(|sign| taken(sign, words)).max();
        longest.or_else(|| self.ends.of(first).next().is_some().then_some(1))
    }

    /// Whether a sign stands among the words.
    pub fn occur(&self, words: &[&str]) -> bool {
        (0..words.len()).any(|at| self.length_at(&words[at..]).is_some())
    }

    /// Whether the words are one of the signs.
    pub fn are(&self, words: &[&str]) -> bool {
        self.length_at(words) == Some(words.len())
    }

    /// Whether the words end with a sign.
    pub fn end(&self, words: &[&str]) -> bool {
        (0..words.len()).any(|at| self.are(&words[at..]))
    }
}

/// Takes the words apart into signs and says from which list each sign is; `None` if a word is in none. The longest sign
/// counts, of equally long ones that of the first list.
pub(super) fn composition(words: &[&str], lists: &[&Signs]) -> Option<Vec<usize>> {
    let (mut at, mut found) = (0, Vec::new());
    while at < words.len() {
        let lengths = lists.iter().enumerate().map(|(list, signs)| (signs.length_at(&words[at..]).unwrap_or(0), list));
        let (length, list) = lengths.max_by_key(|(length, list)| (*length, std::cmp::Reverse(*list)))?;
        if length == 0 {
            return None;
        }
        found.push(list);
        at += length;
    }
    Some(found)
}

/// The words of a text, one by one; see [`words`].
#[derive(Debug)]
pub(super) struct Words(pub String);

impl Words {
    pub fn of(text: &str) -> Self {
        Self(words(text))
    }

    pub fn list(&self) -> Vec<&str> {
        // Byte by byte: most words are too short for a search of their end to be worth its beginning.
        self.0.split_ascii_whitespace().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(line: &str) -> Signs {
        Signs::from(BTreeMap::from([(line.to_owned(), String::new())]))
    }

    #[test]
    fn a_sign_is_a_word_a_beginning_an_end_a_variant_or_a_phrase_with_a_gap() {
        let of = |line: &str, text: &str| signs(line).occur(&Words::of(text).list());
        assert!(of("tax", "a tax") && !of("tax", "taxes"));
        assert!(of("tax*", "the taxes") && !of("tax*", "syntax"));
        assert!(of("*less", "fruitless") && !of("*less", "less"));
        assert!(of("create[ds]", "created") && of("create[ds]", "create") && !of("create[ds]", "creation"));
        assert!(
            of("take* … bribe*", "takes many small bribes") && !of("take* … bribe*", "takes a very small old bribe")
        );
        assert!(of("other, tax", "a tax"));
    }

    #[test]
    fn words_are_taken_apart_by_lists_and_the_longest_sign_counts() {
        let (all, staff) = (signs("all, all staff"), signs("staff"));
        assert_eq!(composition(&["staff", "all", "staff"], &[&all, &staff]), Some(vec![1, 0]));
        assert_eq!(composition(&["all", "clerks"], &[&all, &staff]), None);
        assert!(staff.end(&["all", "staff"]) && !staff.are(&["all", "staff"]) && all.are(&["all", "staff"]));
    }
}
