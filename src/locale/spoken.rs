//! In which language a text was written: by the letters and the small words that only one of the three has.

use super::language::Language;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which of the languages something tells from the others, in their order.
type Tells = [bool; Language::ALL.len()];

/// The letters and words that tell languages from the others.
#[derive(Default)]
struct Signs {
    /// No letter tells several.
    letters: Vec<(char, Language)>,
    words: HashMap<&'static str, Tells, FixedState>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut signs = Signs::default();
    for language in Language::ALL {
        let lines = include_str!("spoken.txt").lines();
        let own = lines.filter_map(move |line| line.strip_prefix(language.code())?.strip_prefix(' '));
        let letters = own.clone().find_map(|line| line.strip_prefix("letters ")).unwrap_or_default();
        signs.letters.extend(letters.chars().map(|letter| (letter, language)));
        for word in own.filter_map(|line| line.strip_prefix("words ")).flat_map(|line| line.split(' ')) {
            signs.words.entry(word).or_default()[language as usize] = true;
        }
    }
    signs
});

impl Language {
    /// The language of most words in some texts; `None` where there are no words. Words in Latin letters are English; Cyrillic
    /// ones without a sign of their own are Russian. A name in another language does not outweigh a text of many words.
    #[must_use]
    pub fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let signs = &*SIGNS;
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
                let mut tells = signs.words.get(word).copied().unwrap_or_default();
                for letter in word.chars() {
                    if let Some((_, language)) = signs.letters.iter().find(|(known, _)| *known == letter) {
                        tells[*language as usize] = true;
                    }
                }
                for (count, tells) in spoken.iter_mut().zip(tells) {
                    *count += usize::from(tells);
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
        let leading = Self::ALL.into_iter().zip(spoken).rev().max_by_key(|(_, count)| *count);
        leading.map(|(language, most)| if most == 0 { Self::Ru } else { language })
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
