//! What the name of a body, or of the file that it sent, says: its words with short forms written out, and of these the ones
//! that tell the body from others of its kind.

use crate::text::{without_look_alikes, words};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Two words are forms of one where as many letters at their beginnings are equal: `Первомай`, `Первомайский`.
const ROOT: usize = 5;
/// The most letters of endings that may differ behind such a beginning.
const ENDING: usize = 4;

#[derive(Deserialize)]
struct Lists {
    about_the_file: Words,
    later: Words,
    number: Words,
    copy: Words,
    kinds: Words,
    #[serde(deserialize_with = "short_forms")]
    short: Vec<ShortForm>,
}

/// A short form in words, with the words that it stands for.
type ShortForm = (Vec<String>, Vec<String>);

/// A list of words and of beginnings of words.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Words {
    whole: Vec<String>,
    beginnings: Vec<String>,
}

impl From<String> for Words {
    fn from(list: String) -> Self {
        let (beginnings, whole): (Vec<&str>, Vec<&str>) = list.split_whitespace().partition(|word| word.ends_with('*'));
        let owned = |words: Vec<&str>| words.into_iter().map(|word| word.trim_end_matches('*').to_owned()).collect();
        Self { whole: owned(whole), beginnings: owned(beginnings) }
    }
}

impl Words {
    fn has(&self, word: &str) -> bool {
        self.whole.iter().any(|known| known == word)
            || self.beginnings.iter().any(|begin| word.starts_with(begin.as_str()))
    }
}

/// Short forms as lists of words with the words that they stand for, the longest forms first.
fn short_forms<'d, D: serde::Deserializer<'d>>(table: D) -> Result<Vec<ShortForm>, D::Error> {
    let split = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let table: BTreeMap<String, Vec<String>> = Deserialize::deserialize(table)?;
    let forms = table.iter().flat_map(|(full, forms)| forms.iter().map(move |form| (split(form), split(full))));
    let mut forms: Vec<_> = forms.collect();
    forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    Ok(forms)
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("words.toml")).unwrap_or_else(|error| unreachable!("words.toml: {error}"))
});

/// A name in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// All words, short forms written out.
    pub words: Vec<String>,
    /// The words that tell the body from others.
    pub own: Vec<String>,
    /// The words that say of what kind it is.
    pub kinds: Vec<String>,
}

/// What a file's name says beside whose it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    /// Whether a word says that it is a later version.
    pub later: bool,
    /// The number of the version.
    pub number: Option<u32>,
}

impl Name {
    /// The name of a body.
    pub fn of_body(text: &str) -> Self {
        Self::of(written_out(text))
    }

    /// What the name of a file, without its ending, says of a body.
    pub fn of_file(stem: &str) -> Self {
        let lists = &*LISTS;
        let is_number = |word: &str| word.chars().all(|letter| letter.is_ascii_digit());
        let is_version = |word: &str| lists.number.has(word.trim_end_matches(|letter: char| letter.is_ascii_digit()));
        let mut words = written_out(stem);
        words.retain(|word| {
            let of_file = [&lists.about_the_file, &lists.later, &lists.copy].into_iter().any(|list| list.has(word));
            !(of_file || is_number(word) || is_version(word))
        });
        Self::of(words)
    }

    fn of(words: Vec<String>) -> Self {
        let (kinds, own) = words.iter().cloned().partition(|word| LISTS.kinds.has(word));
        Self { words, own, kinds }
    }

    /// Whether the other name stands in this one, word for word.
    pub fn has(&self, other: &Self) -> bool {
        !other.words.is_empty() && self.words.windows(other.words.len()).any(|part| part == other.words)
    }

    /// Whether each word of its own is one of the other's, in some form.
    pub fn is_about(&self, other: &Self) -> bool {
        let in_one = |name: &Self| name.own.concat();
        let each = || self.own.iter().all(|word| other.own.iter().any(|known| are_forms(word, known)));
        // `Тяньшань` is `Тянь-Шань`.
        !self.own.is_empty() && (each() || are_forms(&in_one(self), &in_one(other)))
    }

    /// Whether a kind that it names is the other's.
    pub fn is_of_kind(&self, other: &Self) -> bool {
        self.kinds.iter().any(|word| other.kinds.iter().any(|known| are_forms(word, known)))
    }
}

/// Whether two names are of one body: the same words, short forms written out.
#[must_use]
pub fn same_body(one: &str, other: &str) -> bool {
    let words = written_out(one);
    !words.is_empty() && words == written_out(other)
}

/// The words of a body's name as one text, short forms written out: equal for names of one body.
#[must_use]
pub fn body_words(name: &str) -> String {
    written_out(name).join(" ")
}

impl Mark {
    /// What the stem of a file says.
    pub fn of(stem: &str) -> Self {
        let words = words(stem);
        let words: Vec<&str> = words.split(' ').collect();
        let number = |at: usize| {
            let letters = words[at].trim_end_matches(|letter: char| letter.is_ascii_digit());
            let digits = &words[at][letters.len()..];
            let digits = if digits.is_empty() { words.get(at + 1)? } else { digits };
            LISTS.number.has(letters).then(|| digits.parse().ok()).flatten()
        };
        Self { later: words.iter().any(|word| LISTS.later.has(word)), number: (0..words.len()).find_map(number) }
    }
}

/// The words of a name, short forms written out.
fn written_out(text: &str) -> Vec<String> {
    let text = words(text);
    let given: Vec<String> = text
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| without_look_alikes(word).unwrap_or(word.to_owned()))
        .collect();
    let mut out = Vec::with_capacity(given.len());
    let mut rest = given.as_slice();
    while let [first, after @ ..] = rest {
        if let Some((form, full)) = LISTS.short.iter().find(|(form, _)| rest.starts_with(form)) {
            out.extend_from_slice(full);
            rest = &rest[form.len()..];
        } else {
            out.push(first.clone());
            rest = after;
        }
    }
    out
}

/// Whether two words are one, or forms of one: long beginnings are equal, only endings differ.
pub(super) fn are_forms(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let [one, other] = [one, other].map(|word| word.chars().count() - same);
    (one == 0 && other == 0) || (same >= ROOT && one <= ENDING && other <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_and_signs_make_no_other_body() {
        assert!(same_body("«Достук» а.ө.", "Достук айыл өкмөтү"));
        assert!(same_body("ДОСТУК  АЙЫЛ ӨКМӨТҮ", "Достук а. ө."));
        assert!(!same_body("Ак-Суу айыл өкмөтү", "Ак-Суу району"));
        assert!(!same_body("", ""));
    }

    #[test]
    fn what_a_file_is_says_nothing_of_whose_it_is() {
        let own = |stem: &str| Name::of_file(stem).own.join(" ");
        assert_eq!(own("Сокулук а.ө. толтурулган v2 (оңдолгон)"), "сокулук");
        assert_eq!(own("Копия Каракол_мэрия_тизмек"), "каракол");
        assert_eq!(own("Мэрия Талас - перечень рисков"), "талас");
        assert_eq!(own("Кочкор (1)"), "кочкор");
    }

    #[test]
    fn a_name_tells_versions() {
        let mark = |later, number| Mark { later, number };
        assert_eq!(Mark::of("Сокулук а.ө. толтурулган v2 (оңдолгон)"), mark(true, Some(2)));
        assert_eq!(Mark::of("перечень, версия 3"), mark(false, Some(3)));
        assert_eq!(Mark::of("Сокулук"), Mark::default());
    }

    #[test]
    fn words_differ_by_their_endings_only() {
        assert!(are_forms("первомай", "первомайский"));
        assert!(are_forms("кадастр", "кадастра"));
        assert!(!are_forms("талас", "таласский район"));
        assert!(!are_forms("тоң", "тоңдук"));
    }
}
