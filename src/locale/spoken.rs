//! In which language a text was written: by the letters and the small words that only one of the three has.

use super::language::Language;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The letters and words that tell a language from the others.
struct Signs {
    language: Language,
    letters: Vec<char>,
    words: HashSet<&'static str>,
}

static SIGNS: LazyLock<[Signs; 3]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let lines = include_str!("spoken.txt").lines();
        let own = lines.filter_map(move |line| line.strip_prefix(language.code())?.strip_prefix(' '));
        let letters = own.clone().find_map(|line| line.strip_prefix("letters ")).unwrap_or_default();
        let letters = letters.chars().collect();
        let words = own.filter_map(|line| line.strip_prefix("words ")).flat_map(|line| line.split(' ')).collect();
        Signs { language, letters, words }
    })
});

impl Language {
    /// The language of most words in some texts; `None` where there are no words. Words in Latin letters are English; Cyrillic
    /// ones without a sign of their own are Russian. A name in another language does not outweigh a text of many words.
    #[must_use]
    pub fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let (mut latin, mut cyrillic) = (0_usize, 0_usize);
        let mut spoken = [0_usize; Language::ALL.len()];
        // Nearly all letters are decided by the first comparison.
        let is_letter = |letter: char| ('\u{430}'..='\u{44f}').contains(&letter) || letter.is_alphabetic();
        for text in texts {
            let text = text.to_lowercase();
            for word in text.split(|letter| !is_letter(letter)).filter(|word| !word.is_empty()) {
                if word.is_ascii() {
                    latin += 1;
                    continue;
                }
                cyrillic += usize::from(word.chars().any(|letter| ('\u{400}'..='\u{52f}').contains(&letter)));
                for (count, signs) in spoken.iter_mut().zip(SIGNS.iter()) {
                    let speaks = signs.words.contains(word) || word.contains(signs.letters.as_slice());
                    *count += usize::from(speaks);
                }
            }
        }
        if latin + cyrillic == 0 {
            return None;
        }
        if latin > cyrillic {
            return Some(Self::En);
        }
        // Of equal ones the first: `max_by_key` takes the last.
        let leading = SIGNS.iter().zip(spoken).rev().max_by_key(|(_, count)| *count);
        leading.map(|(signs, most)| if most == 0 { Self::Ru } else { signs.language })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first message of each catalogue that is long enough to be a sentence, and all of them together.
    #[test]
    fn the_sentences_of_each_catalogue_are_known_as_theirs() {
        for language in Language::ALL {
            let all = crate::locale::catalogue(language);
            let sentences: Vec<&str> = all.lines().filter(|line| line.len() > 150).collect();
            assert!(sentences.len() > 50);
            assert_eq!(Language::of_texts(sentences.iter().copied()), Some(language));
            let known = sentences.iter().filter(|sentence| Language::of_texts([**sentence]) == Some(language)).count();
            assert!(known * 100 >= sentences.len() * 90, "{language:?}: {known} of {}", sentences.len());
        }
    }

    #[test]
    fn a_text_without_words_has_no_language() {
        assert_eq!(Language::of_texts(["1.1", "—", ""]), None);
        assert_eq!(Language::of_texts([]), None);
    }
}
