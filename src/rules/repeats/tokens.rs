//! A report taken apart: words and numbers, what stands between them, and where its sentences begin.

use super::lists::{Known, known};
use crate::text::comparable;

/// A word, or a number in figures.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(super) struct Token<'t> {
    /// The word made comparable, or the figures.
    pub word: String,
    pub is_number: bool,
    /// What is known of the word.
    pub known: Known,
    /// Whether it is written as a name is: a capital and small letters.
    pub is_name_like: bool,
    /// Whether a sentence begins with it.
    pub begins: bool,
    /// Whether a stop stands behind it, but not at the end of a sentence.
    pub is_cut: bool,
    /// Whether it was understood as something else than a word or a number of things.
    pub gone: bool,
    /// What stands before it.
    pub before: &'t str,
}

impl Token<'_> {
    /// The number, if it is a whole one of few figures.
    pub fn whole(&self) -> Option<u32> {
        if self.is_number { self.word.parse().ok() } else { None }
    }

    /// Whether it is a word of no more letters than an ending has.
    pub fn is_short(&self) -> bool {
        !self.is_number && self.word.chars().count() <= ENDING
    }

    /// Whether nothing but a hyphen stands before it, or nothing at all.
    pub fn is_joined(&self) -> bool {
        matches!(self.before, "" | "-" | "–" | "‑")
    }
}

/// The letters of a word's ending behind figures.
const ENDING: usize = 3;

/// Behind a shorter word a stop may well be that of an abbreviation.
const ABBREVIATION: usize = 4;

/// The words and numbers of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut end, mut letters) = (0, text.char_indices().peekable());
    while let Some((start, first)) = letters.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let is_number = first.is_ascii_digit();
        let mut stop = start + first.len_utf8();
        let goes_on = |letter: char| letter.is_alphanumeric() && letter.is_ascii_digit() == is_number;
        while let Some((at, letter)) = letters.next_if(|(_, letter)| goes_on(*letter)) {
            stop = at + letter.len_utf8();
        }
        let (typed, before) = (&text[start..stop], &text[end..start]);
        let begins = tokens.last().is_none_or(|last| is_new_sentence(before, first, last));
        let word = if is_number { typed.to_owned() } else { comparable(typed) };
        if let Some(last) = tokens.last_mut() {
            last.is_cut = !begins && before.starts_with('.');
        }
        tokens.push(Token {
            known: if is_number { Known::default() } else { known(&word) },
            word,
            is_number,
            is_name_like: first.is_uppercase() && typed.chars().skip(1).any(char::is_lowercase),
            begins,
            is_cut: false,
            gone: false,
            before,
        });
        end = stop;
    }
    tokens
}

fn is_new_sentence(before: &str, first: char, last: &Token<'_>) -> bool {
    if before.contains(['!', '?', ';', '\n', '•']) {
        return true;
    }
    let stop = before.trim_end().ends_with(['.', '…']) && before.ends_with(char::is_whitespace);
    let is_abbreviated = !last.is_number && last.word.chars().count() <= ABBREVIATION;
    stop && (first.is_uppercase() || (first.is_ascii_digit() && !is_abbreviated))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_words_and_numbers_and_sentences_begin_where_they_do() {
        let words = |text: &str| tokens(text).iter().map(|token| token.word.clone()).collect::<Vec<_>>();
        assert_eq!(words("Order No45-p, 3rd"), ["order", "no", "45", "p", "3", "rd"]);
        let beginnings = |text: &str| tokens(text).iter().filter(|token| token.begins).count();
        assert_eq!(beginnings("The park is open. It has 5 trees; 3 seats"), 3);
        assert_eq!(beginnings("in ca. 5 days, at no. 3"), 1);
    }
}
