//! Words that are the same but for a letter, found without comparing each with all: a plan may list tens of thousands.

use std::collections::HashSet;

/// From how many letters on two words that differ by one may be the same, and up to how many that is looked at: a longer word
/// is no abbreviation.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=40;

/// What stands for a letter that may be any. No word that is compared holds it.
const ANY: char = '\0';

/// A list of words, in the form in which they are compared.
#[derive(Debug, Default)]
pub struct Spellings {
    whole: HashSet<String>,
    /// The words without one of their letters, and with any letter in its place.
    shortened: HashSet<String>,
    replaced: HashSet<String>,
}

impl Spellings {
    /// A list of words.
    #[must_use]
    pub fn of(words: impl IntoIterator<Item = String>) -> Self {
        let mut spellings = Self::default();
        for word in words {
            spellings.shortened.extend(shortened(&word));
            spellings.replaced.extend(replaced(&word));
            spellings.whole.insert(word);
        }
        spellings
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Whether a word is in the list.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.whole.contains(word)
    }

    /// Whether the list has a word from which one of four letters or more differs by one letter: put in, left out or replaced.
    #[must_use]
    pub fn nearly_has(&self, word: &str) -> bool {
        let is_long = LETTERS.contains(&word.chars().count());
        (is_long && self.shortened.contains(word))
            || shortened(word).any(|shorter| self.whole.contains(&shorter))
            || replaced(word).any(|other| self.replaced.contains(&other))
    }
}

/// A word without one of its letters, for each of them, where four letters or more are left; of none that is no abbreviation.
pub fn shortened(word: &str) -> impl Iterator<Item = String> {
    let letters = word.chars().count();
    let looked_at = letters > *LETTERS.start() && letters <= *LETTERS.end();
    let letters = word.char_indices().filter(move |_| looked_at);
    letters.map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]].concat())
}

/// A word with any letter in the place of one of its own, for each of them.
fn replaced(word: &str) -> impl Iterator<Item = String> {
    let looked_at = LETTERS.contains(&word.chars().count());
    let letters = word.char_indices().filter(move |_| looked_at);
    letters.map(|(at, letter)| format!("{}{ANY}{}", &word[..at], &word[at + letter.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_four_letters_or_more_that_differ_by_one_are_found_as_by_comparing_each() {
        let words = ["укмк", "укмка", "уккмк", "кмк", "укмм", "акмк", "фэб", "фэбк", "кадр", "кадры", "кард", ""];
        for one in words {
            let list = Spellings::of([one.to_owned()]);
            for other in words {
                let long = |word: &str| word.chars().count() >= 4;
                let near = long(one) && long(other) && strsim::levenshtein(one, other) == 1;
                let found = list.nearly_has(other) && one != other;
                assert_eq!(found, near, "{one} {other}");
            }
        }
    }
}
