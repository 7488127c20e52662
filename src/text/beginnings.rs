//! Beginnings of words, by their first letter: hardly any word begins as one of a hundred others does.

use foldhash::fast::FixedState;
use serde::Deserialize;
use std::collections::HashMap;

/// Beginnings of words.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Beginnings(HashMap<char, Vec<String>, FixedState>);

impl From<Vec<String>> for Beginnings {
    fn from(all: Vec<String>) -> Self {
        let mut by_letter: HashMap<char, Vec<String>, FixedState> = HashMap::default();
        for beginning in all {
            // Nothing is no beginning.
            if let Some(first) = beginning.chars().next() {
                by_letter.entry(first).or_default().push(beginning);
            }
        }
        Self(by_letter)
    }
}

impl Beginnings {
    /// Whether a word, or a text, begins with one of these.
    pub fn begin(&self, word: &str) -> bool {
        let of_letter = word.chars().next().and_then(|first| self.0.get(&first));
        of_letter.is_some_and(|all| all.iter().any(|beginning| word.starts_with(beginning.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_begins_with_one_of_several() {
        let all = Beginnings::from(["баш", "бөлүм", "inspect"].map(str::to_owned).to_vec());
        assert!(["башкы", "бөлүм", "inspector"].iter().all(|word| all.begin(word)));
        assert!(["", "ба", "айыл башы", "i"].iter().all(|word| !all.begin(word)));
    }
}
