//! Persons' names by their clear signs: a surname with initials (`Surname A. B.`, `A. Surname`), or a full name with the
//! father's, by its ending or the word for son or daughter behind it. A name in honour of which a thing is named is no person.

use super::words::WORDS;
use crate::text::comparable;

/// Whether a text names a person.
pub(super) fn has_name(text: &str) -> bool {
    !parts(text).1.is_empty()
}

/// Whether a text is a person's name and nothing else.
pub(super) fn only_a_name(text: &str) -> bool {
    let (words, named) = parts(text);
    !named.is_empty() && words == named.len()
}

/// A word of a text as typed, or an initial.
struct Token<'a> {
    typed: &'a str,
    /// In the form in which words are compared.
    word: String,
    is_initial: bool,
}

/// How many words a text has, initials not counted, and which of them are parts of persons' names.
fn parts(text: &str) -> (usize, Vec<usize>) {
    // `A.B.Surname` is three tokens as well as `A. B. Surname`.
    let spaced = text.replace('.', ". ");
    let typed =
        spaced.split_whitespace().map(|token| token.trim_matches([',', ';', '(', ')', '\u{ab}', '\u{bb}', '"']));
    let tokens: Vec<Token<'_>> = typed.filter(|token| !token.is_empty()).map(Token::new).collect();
    let mut named: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        if let Some((from, to)) = name_at(&tokens, at)
            && !in_honour(&tokens, from, to)
        {
            named.extend(
                (from..=to).filter(|part| !tokens[*part].is_initial && !named.contains(part)).collect::<Vec<_>>(),
            );
        }
    }
    (tokens.iter().filter(|token| !token.is_initial).count(), named)
}

/// From where to where a name stands whose telling part is this token.
fn name_at(tokens: &[Token<'_>], at: usize) -> Option<(usize, usize)> {
    let persons = &WORDS.persons;
    let capital = |at: usize| tokens.get(at).is_some_and(Token::is_name_like);
    let initial = |at: usize| tokens.get(at).is_some_and(|token| token.is_initial);
    let ends = |endings: &[String]| endings.iter().any(|ending| tokens[at].word.ends_with(ending.as_str()));
    if persons.child.contains(&tokens[at].word) && at > 0 && capital(at - 1) {
        // Father's name, son or daughter, with the own name before or behind.
        let from = if at > 1 && capital(at - 2) { at - 2 } else { at - 1 };
        let to = if from + 1 == at && capital(at + 1) { at + 1 } else { at };
        return (to - from > 1).then_some((from, to));
    }
    if !capital(at) {
        return None;
    }
    if ends(&persons.fathers) && at > 0 && capital(at - 1) {
        return Some((if at > 1 && capital(at - 2) { at - 2 } else { at - 1 }, at));
    }
    let surname = ends(&persons.surnames);
    let (behind, before) = (initial(at + 1), at > 0 && initial(at - 1));
    let two_behind = behind && initial(at + 2);
    let two_before = before && at > 1 && initial(at - 2);
    // One initial alone may belong to a street or a town: then the surname has to look like one.
    if two_behind || (behind && surname) {
        Some((at, at + 1 + usize::from(two_behind)))
    } else if two_before || (before && surname) {
        Some((at - 1 - usize::from(two_before), at))
    } else {
        None
    }
}

/// Whether what is named stands behind "in honour of", or before it.
fn in_honour(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    let is = |at: Option<usize>, words: &[String]| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| words.iter().any(|word| token.word.trim_end_matches('.') == word))
    };
    is(from.checked_sub(1), &WORDS.persons.before) || is(to.checked_add(1), &WORDS.persons.after)
}

impl<'a> Token<'a> {
    fn new(typed: &'a str) -> Self {
        let mut letters = typed.chars();
        let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.as_str() == ".";
        Self { typed, word: comparable(typed.trim_end_matches('.')), is_initial }
    }

    /// A capital and small letters behind it.
    fn is_name_like(&self) -> bool {
        let letters: Vec<char> = self.typed.trim_end_matches('.').chars().collect();
        letters.len() > 2 && letters[0].is_uppercase() && letters[1..].iter().all(|l| l.is_lowercase() || *l == '-')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_with_initials_is_a_name_and_a_post_is_not() {
        for name in ["Surname A.B.", "A. B. Surname", "S. T. Surname, head", "head Surname A. B."] {
            assert!(has_name(name), "{name}");
        }
        for post in [
            "head of unit",
            "Head of Unit II",
            "adviser (St. Peter)",
            "A. street",
            "U.S. embassy",
            "school named S. T. Surname",
        ] {
            assert!(!has_name(post), "{post}");
        }
        assert!(only_a_name("Surname A.B.") && !only_a_name("head Surname A.B."));
    }
}
