//! The term of a measure. What people wrote in words stays as it is; the short forms that a register in TOML has (`2026-Q4`) become words.

use super::words::Words;
use crate::model::{Period, Recurrence};
use crate::publication::{PublicMeasure, Told};
use crate::report::term_in_words;
use maud::{Markup, html};

/// The term of a measure.
pub(super) fn term(words: Words<'_>, measure: &PublicMeasure) -> Markup {
    let recurrence = Recurrence::ALL.into_iter().find(|recurrence| Some(recurrence.key()) == measure.recurrence);
    html! {
        @match &measure.due {
            Told::Text(text) if is_short(text) && (measure.from.is_some() || recurrence.is_some()) => {
                @let period = Period { from: measure.from, to: measure.to, recurrence, ..Period::unread(text) };
                (term_in_words(words.of.language, &period))
            }
            told => (words.told(told)),
        }
    }
}

/// Whether a term is written in the short form: of days, quarters, years and the key of a rhythm.
fn is_short(text: &str) -> bool {
    let is_key = |word: &str| Recurrence::ALL.iter().any(|recurrence| recurrence.key() == word);
    let is_time = |word: &str| word.chars().all(|letter| letter.is_ascii_digit() || "-.QH".contains(letter));
    text.split_whitespace().all(|word| is_key(word) || is_time(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_told_from_what_people_write() {
        for short in ["2026-Q4", "2026-12-15", "2025..2027 quarterly", "continuous"] {
            assert!(is_short(short), "{short}");
        }
        for written in ["IV квартал 2026 г.", "quarter IV of 2026", "2026-жыл"] {
            assert!(!is_short(written), "{written}");
        }
    }
}
