//! Whether an executor or a unit is somebody in particular: the body itself, "all staff" and "the units concerned" are not.

use super::signs::{Signs, Words, composition};
use super::words::WORDS;

/// The words of a body's name, as far as they are those of a text; see [`nobody_in_particular`].
pub(super) struct Body {
    name: Words,
    /// Whether it is one of the State: then another such name is its own in other words.
    of_the_state: bool,
}

impl Body {
    pub fn of(name: &str) -> Self {
        let name = Words::of(name);
        let of_the_state = is_a_body(&name.list(), &WORDS.state_heads, &WORDS.state_tails);
        Self { name, of_the_state }
    }

    /// The words of a text behind the body's name, whatever its endings.
    fn behind<'a>(&self, words: &'a [&'a str]) -> Option<&'a [&'a str]> {
        let name = self.name.list();
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
    let of_the_state = || body.of_the_state && is_a_body(words, &WORDS.state_heads, &WORDS.state_tails);
    if is_a_body(words, &WORDS.body_heads, &WORDS.body_tails) || of_the_state() {
        return true;
    }
    let lists = [&WORDS.bodies, &WORDS.staff, &WORDS.units, &WORDS.heads, &WORDS.everybody, &WORDS.any_of_them];
    let Some(found) = composition(words, &lists) else { return false };
    let has = |list: usize| found.contains(&list);
    // Heads of units can each be asked, unless their staff stands beside them.
    has(1) || (!has(3) && (is_body || has(0) || has(2) || has(4)))
}

/// Whether words are the name of a whole body or of all its staff, whatever it is called after, without a post or a unit of it:
/// the head of a Russian name stands before the rest, behind its adjectives, that of a Kyrgyz one at the end.
fn is_a_body(words: &[&str], heads: &Signs, tails: &Signs) -> bool {
    let head = words.iter().position(|word| !WORDS.adjectives.are(&[*word])).unwrap_or(0);
    let begin = (0..=head).find_map(|at| heads.length_at(words.get(at..)?).map(|length| at + length));
    let end = (0..words.len()).find(|at| tails.are(&words[*at..]));
    // What is neither the head nor the end may name a post or a unit.
    let (from, to) = match (begin, end) {
        (Some(from), _) => (from, words.len()),
        (None, Some(to)) => (0, to),
        (None, None) => return false,
    };
    !WORDS.posts_and_units.occur(&words[from..to])
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
