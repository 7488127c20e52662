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
    let capitals = tokens.iter().skip(1).filter(|token| token.has_capital()).count();
    let mut named: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        if let Some((from, to)) = name_at(&tokens, at, capitals)
            && !in_honour(&tokens, from, to)
        {
            // Only the name before can have the same parts.
            let before = named[named.len().saturating_sub(LONGEST)..].to_vec();
            named.extend((from..=to).filter(|part| !tokens[*part].is_initial && !before.contains(part)));
        }
    }
    (tokens.iter().filter(|token| !token.is_initial).count(), named)
}

/// How many tokens a name has at most.
const LONGEST: usize = 4;

/// The first and the last token of the name that this token gives away. `capitals`: how many tokens but the first have one.
fn name_at(tokens: &[Token<'_>], at: usize, capitals: usize) -> Option<(usize, usize)> {
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
        two_words(tokens, at, capitals)
    }
}

/// A surname with a clear ending and a given name behind it or before: two words with capitals, and no other.
///
/// Posts, bodies and places may have capitals and such endings as well: where one of their words stands in the text beside
/// it, only small letters make it a post.
fn two_words(tokens: &[Token<'_>], at: usize, capitals: usize) -> Option<(usize, usize)> {
    let surname = |at: usize| {
        let token = tokens.get(at)?;
        let clear = |ending: &String| {
            token.word.strip_suffix(ending.as_str()).is_some_and(|stem| stem.chars().count() >= SURNAME)
        };
        (could_be(token) && WORDS.persons.clear_surnames.iter().any(clear)).then_some(())
    };
    let given = |at: usize| tokens.get(at).is_some_and(could_be) && surname(at).is_none();
    surname(at)?;
    let (from, to) = match (given(at + 1), at > 0 && given(at - 1)) {
        (true, false) => (at, at + 1),
        (false, true) => (at - 1, at),
        _ => return None,
    };
    let own = (from..=to).filter(|part| *part > 0 && tokens[*part].has_capital()).count();
    (capitals == own).then_some((from, to))
}

/// Shorter beginnings of a surname could be anything.
const SURNAME: usize = 3;

/// Whether a word could be part of a name: it has a capital, and is no word of posts, bodies and places.
fn could_be(token: &Token<'_>) -> bool {
    token.is_name_like() && !WORDS.no_names.are(&[token.word.as_str()])
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

    fn has_capital(&self) -> bool {
        self.typed.chars().next().is_some_and(char::is_uppercase)
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

    #[test]
    fn a_surname_and_a_given_name_are_a_name_and_two_words_of_bodies_and_places_are_not() {
        // Made-up names and places, put together of syllables that nobody is called by.
        let (surname, given) = ("\u{4ae}\u{43b}\u{433}\u{4af}\u{435}\u{432}", "\u{41c}\u{438}\u{441}\u{430}\u{43b}");
        let (unit, staff) = ("\u{41e}\u{442}\u{434}\u{435}\u{43b}", "\u{41a}\u{430}\u{434}\u{440}\u{43e}\u{432}");
        for name in [format!("{surname} {given}"), format!("{given} {surname}"), format!("{surname} {given}, head")] {
            assert!(has_name(&name), "{name}");
        }
        let named = "\u{430}\u{442}\u{44b}\u{43d}\u{434}\u{430}\u{433}\u{44b}";
        for other in [
            format!("{unit} {staff}"),
            format!("{given} {surname} {named}"),
            format!("{surname} {given} Club"),
            surname.to_owned(),
            surname.to_lowercase(),
            format!("{surname} {}", given.to_lowercase()),
        ] {
            assert!(!has_name(&other), "{other}");
        }
        assert!(only_a_name(&format!("{surname} {given}")) && !only_a_name(&format!("head {surname} {given}")));
    }
}
