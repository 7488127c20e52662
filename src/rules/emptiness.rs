//! Whether a justification says anything: the two rules of empty justifications look at the same words, and only one of them
//! speaks of a cell.
//!
//! What a person looks for is a particular: a number, a thing, an act, somebody. A text of nothing but the words of the scale and
//! "may occur" has none, however long it is; "no regulation" has one, however short.

use super::signs::{Signs, Words, composition};
use super::words::WORDS;

/// In what way a text is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emptiness {
    /// It says how high a point is, or what the scale says of one in other words.
    OfTheScale,
    /// It says that there is a risk, or nothing.
    OfItself,
}

impl Emptiness {
    /// How a text is empty; `None` if it says something.
    pub fn of(text: &str) -> Option<Self> {
        let typed = Words::of(text);
        let words = typed.list();
        if words.is_empty() || (words.len() == 1 && WORDS.not_said.are(&words)) {
            return Some(Self::OfItself);
        }
        let lists: [&Signs; 5] = [&WORDS.scales, &WORDS.grades, &WORDS.notions, &WORDS.degrees, &WORDS.empty_words];
        let points = words.iter().any(|word| word.chars().all(|letter| letter.is_ascii_digit()));
        let words: Vec<&str> = words.into_iter().filter(|word| !matches!(*word, "1" | "2" | "3")).collect();
        let found = composition(&words, &lists)?;
        let has = |list: usize| found.contains(&list);
        // "A risk of high likelihood" speaks of the risk, "the likelihood of the risk is high" of the point.
        let of_a_risk = || {
            let is_risk = |word: Option<&&str>| word.is_some_and(|word| WORDS.risks.are(&[*word]));
            is_risk(words.first()) || is_risk(words.last())
        };
        let label = has(0) && (has(1) || points) && !(has(4) && of_a_risk());
        Some(if has(2) || label { Self::OfTheScale } else { Self::OfItself })
    }
}
