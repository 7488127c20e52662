//! Which bodies a text names: by a whole name with its short forms written out, never by one word of it.

use super::name::{Name, are_forms};
use std::collections::BTreeMap;

/// The shortest beginning, in letters, by which names are found.
const BEGINNING: usize = 3;

/// The names by which bodies are found in texts.
#[derive(Debug, Default)]
pub struct Names {
    /// By the first letters of the first word, so that not every name is looked for at every word.
    by_beginning: BTreeMap<String, Vec<(Vec<String>, usize)>>,
}

/// Who stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFrom {
    /// The body's register: one word of it is no name, for it may be any word.
    Register,
    /// The list of the configuration, where a person says by what a body is known.
    List,
}

impl Names {
    /// Adds a name of the body of this number.
    pub fn add(&mut self, body: usize, name: &str, from: NameFrom) {
        let words = Name::of_body(name).words;
        let says_something = words.iter().any(|word| word.chars().any(char::is_alphabetic));
        // `Ак-Суу` is one word: of a village, a district, a river.
        let is_whole = from == NameFrom::List || name.split_whitespace().count() > 1;
        if says_something && is_whole {
            let known = self.by_beginning.entry(beginning(&words[0])).or_default();
            if !known.contains(&(words.clone(), body)) {
                known.push((words, body));
            }
        }
    }

    /// The bodies that a text names, by their numbers, each once. Where a longer name stands, a shorter one within it does not; a
    /// name that several bodies have names none of them.
    #[must_use]
    pub fn named_in(&self, text: &str) -> Vec<usize> {
        if self.by_beginning.is_empty() {
            return Vec::new();
        }
        let words = Name::of_body(text).words;
        let mut found = Vec::new();
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let candidates = self.by_beginning.get(&beginning(first)).into_iter().flatten();
            let standing: Vec<&(Vec<String>, usize)> = candidates.filter(|(name, _)| stands(name, rest)).collect();
            let longest = standing.iter().map(|(name, _)| name.len()).max();
            let mut bodies: Vec<usize> =
                standing.iter().filter(|(name, _)| Some(name.len()) == longest).map(|(_, body)| *body).collect();
            bodies.dedup();
            if let [only] = bodies[..] {
                found.push(only);
            }
            rest = &rest[longest.unwrap_or(1)..];
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn beginning(word: &str) -> String {
    word.chars().take(BEGINNING).collect()
}

/// Whether a name stands at the beginning of a text: each word in some form, the last with any suffix.
fn stands(name: &[String], text: &[String]) -> bool {
    let last = name.len() - 1;
    name.len() <= text.len()
        && name.iter().zip(text).enumerate().all(|(at, (of_name, word))| {
            are_forms(of_name, word) || at == last && last > 0 && word.starts_with(of_name.as_str())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[(&str, NameFrom)], text: &str) -> Vec<usize> {
        let mut known = Names::default();
        for (number, (name, from)) in names.iter().enumerate() {
            known.add(number, name, *from);
        }
        known.named_in(text)
    }

    #[test]
    fn a_whole_name_names_a_body_in_every_form() {
        let known = [("«Достук» айыл өкмөтү", NameFrom::Register), ("Ала-Тоо шаары", NameFrom::Register)];
        for text in ["Достук а.ө. жана башкалар", "ДОСТУК АЙЫЛ ӨКМӨТҮНДӨ болушу мүмкүн", "достук айыл өкмөтү"]
        {
            assert_eq!(named(&known, text), [0], "{text}");
        }
        assert_eq!(named(&known, "Ала-Тоо шаарында жана Достук а. ө."), [0, 1]);
        let known = [("Департамент кадастра и регистрации прав", NameFrom::Register)];
        assert_eq!(named(&known, "в департаменте кадастра и регистрации прав"), [0]);
    }

    #[test]
    fn one_word_names_nobody_unless_a_person_says_so() {
        let text = "Может возникнуть в кадастровой службе; кадастр";
        let from_register = [("кадастр", NameFrom::Register), ("Служба-кадастр", NameFrom::Register)];
        assert_eq!(named(&from_register, text), [0; 0]);
        assert_eq!(named(&[("кадастр", NameFrom::List)], text), [0]);
        assert_eq!(named(&[("2026", NameFrom::List), ("", NameFrom::List)], "2026"), [0; 0]);
    }

    #[test]
    fn the_longest_name_is_meant_and_a_name_of_two_bodies_names_neither() {
        let known = [
            ("Кара-Суу району", NameFrom::Register),
            ("Кара-Суу районунун билим берүү бөлүмү", NameFrom::Register),
            ("Ак-Суу айыл өкмөтү", NameFrom::Register),
            ("Ак-Суу айыл өкмөтү", NameFrom::Register),
        ];
        assert_eq!(named(&known, "Кара-Суу районунун билим берүү бөлүмүндө"), [1]);
        assert_eq!(named(&known, "Ак-Суу айыл өкмөтү, Кара-Суу районунда"), [0]);
    }
}
