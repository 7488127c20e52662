//! Whether an executor or a unit is somebody in particular: the body itself, "all staff" and "the units concerned" are not.

use super::signs::{Words, composition};
use super::words::WORDS;

/// The words of a body's name, as far as they are those of a text; see [`nobody_in_particular`].
pub(super) struct Body(Words);

impl Body {
    pub fn of(name: &str) -> Self {
        Self(Words::of(name))
    }

    /// The words of a text behind the body's name, whatever its endings.
    fn behind<'a>(&self, words: &'a [&'a str]) -> Option<&'a [&'a str]> {
        let name = self.0.list();
        let fits = |(own, word): (&&str, &&str)| {
            // The last letters of a name change with its case.
            let stem = own
                .char_indices()
                .nth(own.chars().count().saturating_sub(2).max(3))
                .map_or(*own, |(end, _)| &own[..end]);
            word.starts_with(stem)
        };
        let begins = !name.is_empty() && words.len() >= name.len() && name.iter().zip(words).all(fits);
        begins.then(|| &words[name.len()..])
    }
}

/// Whether a text names the body itself, its staff or its units at large, and neither a post nor one unit.
pub(super) fn nobody_in_particular(text: &str, body: &Body) -> bool {
    let typed = Words::of(text);
    let words = typed.list();
    let (words, is_body) = match body.behind(&words) {
        Some([]) => return true,
        Some(behind) => (behind, true),
        None => (&words[..], false),
    };
    let lists = [&WORDS.bodies, &WORDS.staff, &WORDS.units, &WORDS.heads, &WORDS.everybody, &WORDS.any_of_them];
    let Some(found) = composition(words, &lists) else { return false };
    let has = |list: usize| found.contains(&list);
    // Heads of units can each be asked, unless their staff stands beside them.
    has(1) || (!has(3) && (is_body || has(0) || has(2) || has(4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_its_staff_and_its_units_are_nobody_and_a_post_or_a_unit_is_somebody() {
        let nobody = |text: &str| nobody_in_particular(text, &Body::of("Dostuk council"));
        for text in ["Dostuk council", "the Dostuk council", "staff of all units", "All departments", "the ministry"] {
            assert_eq!(nobody(text), !text.starts_with("the Dostuk"), "{text}");
        }
        for text in ["head of unit", "secretary of the ministry", "heads of all units", "Osh council", ""] {
            assert!(!nobody(text), "{text}");
        }
    }
}
