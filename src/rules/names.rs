//! Persons' names by their clear signs: a surname with initials (`Surname A. B.`, `A. Surname`), or a full name with the
//! father's, by its ending or the word for son or daughter behind it. A name in honour of which a thing is named is no person.

use super::words::WORDS;
use crate::text::comparable;

/// Whether a text names a person, by clear signs.
#[must_use]
pub fn has_name(text: &str) -> bool {
    !parts(text).1.is_empty()
}

/// Whether a text is a person's name and nothing else.
pub(super) fn only_a_name(text: &str) -> bool {
    let (words, named) = parts(text);
    !named.is_empty() && words == named.len()
}

/// Whether a text may name a person: for what everybody will read doubt is enough. A clear name, a name by the father or a word for
/// son or daughter in any case, two initials beside any word, a surname by its ending alone. Places that are called after
/// somebody are none.
#[must_use]
pub fn may_name_a_person(text: &str) -> bool {
    has_name(text) || {
        let tokens = tokens(text);
        (0..tokens.len()).any(|at| may_be_named_at(&tokens, at) && !in_honour(&tokens, at, at))
    }
}

fn may_be_named_at(tokens: &[Token<'_>], at: usize) -> bool {
    let persons = &WORDS.persons;
    let get = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let (before, behind) = (get(at.checked_sub(1)), tokens.get(at + 1));
    let token = &tokens[at];
    let is_capital = |token: Option<&Token<'_>>| token.is_some_and(Token::is_word_with_capital);
    if persons.children.contains(&comparable(token.bare())) {
        // The head's son is nobody by name.
        let is_post = before.is_some_and(|before| WORDS.no_names.are(&[comparable(before.bare()).as_str()]));
        return is_capital(before) && !is_post;
    }
    if !token.is_word_with_capital() {
        return false;
    }
    let initial = |at: Option<usize>| get(at).is_some_and(Token::is_letter);
    let two_behind = initial(Some(at + 1)) && initial(Some(at + 2));
    let two_before = at > 1 && initial(Some(at - 1)) && initial(Some(at - 2));
    if two_behind || two_before {
        return true;
    }
    let word = comparable(token.bare());
    let stem = |end: &str| word.strip_suffix(end).is_some_and(|stem| stem.chars().count() >= SURNAME);
    let clear = || persons.clear_surnames.iter().any(|end| stem(end));
    let declined = || {
        let end = |end: &String| persons.surname_cases.iter().any(|case| stem(&[end.as_str(), case].concat()));
        persons.clear_surnames.iter().any(end)
    };
    let by_father = || {
        // Behind the end stands no more than the ending of a case: a place that is called after somebody has more.
        let of_father = |end: &String| {
            let at = word.find(end.as_str()).filter(|at| *at >= SHORTEST);
            at.is_some_and(|at| word[at + end.len()..].chars().count() <= CASE)
        };
        persons.fathers.iter().filter(|end| end.chars().count() > SURNAME).any(of_father)
    };
    if WORDS.no_names.are(&[word.as_str()]) {
        return false;
    }
    if by_father() {
        return true;
    }
    // In a sentence any first word has a capital.
    let opens = before.is_none_or(|before| before.typed.ends_with(['.', '!', '?', ':']));
    let beside = |token: Option<&Token<'_>>| token.is_some_and(|token| token.is_letter() || could_be(token));
    if clear() || declined() {
        let is_place = before.is_some_and(|before| persons.places_before.iter().any(|word| before.is(word)))
            || behind.is_some_and(|behind| persons.places_behind.iter().any(|word| behind.word.starts_with(word)));
        return !is_place && (beside(behind) || beside(before) || (clear() && (!opens || tokens.len() == 1)));
    }
    false
}

/// The longest ending of a case, in letters.
const CASE: usize = 3;

/// The bytes of the shortest name that is looked for in a name by the father: three letters.
const SHORTEST: usize = 6;

/// A word of a text as typed, or an initial.
struct Token<'a> {
    typed: &'a str,
    /// In the form in which words are compared.
    word: String,
    is_initial: bool,
}

/// How many words a text has, initials not counted, and which of them are parts of persons' names.
fn parts(text: &str) -> (usize, Vec<usize>) {
    let tokens = tokens(text);
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

/// The words and initials of a text: `A.B.Surname` is three as well as `A. B. Surname`.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let ends = text.match_indices('.').map(|(at, _)| at + 1).chain([text.len()]);
    let pieces = ends.scan(0, |from, to| Some(&text[std::mem::replace(from, to)..to]));
    let typed = pieces.flat_map(str::split_whitespace);
    let typed = typed.map(|token| token.trim_matches([',', ';', '(', ')', '\u{ab}', '\u{bb}', '"']));
    typed.filter(|token| !token.is_empty()).map(Token::new).collect()
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
        at.and_then(|at| tokens.get(at)).is_some_and(|token| words.iter().any(|word| token.is(word)))
    };
    is(from.checked_sub(1), &WORDS.persons.before) || is(to.checked_add(1), &WORDS.persons.after)
}

impl<'a> Token<'a> {
    fn new(typed: &'a str) -> Self {
        let mut letters = typed.chars();
        let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.as_str() == ".";
        Self { typed, word: comparable(typed.trim_end_matches('.')), is_initial }
    }

    /// A letter alone, with a full stop or without.
    fn is_letter(&self) -> bool {
        let mut letters = self.typed.trim_end_matches('.').chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    }

    /// Three letters or more, of which the first is a capital and the others are what they are.
    fn is_word_with_capital(&self) -> bool {
        let word = self.bare();
        let is_of_names = |sign: char| sign.is_alphabetic() || sign == '-';
        self.has_capital() && word.chars().count() >= SURNAME && word.chars().all(is_of_names)
    }

    /// Without signs around it.
    fn bare(&self) -> &'a str {
        self.typed.trim_matches(|sign: char| !sign.is_alphanumeric())
    }

    /// Whether it is a word, with a full stop or without.
    fn is(&self, word: &str) -> bool {
        self.word.trim_end_matches('.') == word
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

    #[test]
    fn what_everybody_will_read_names_nobody_even_in_doubt() {
        // Made-up names, put together of syllables that nobody is called by: Ulguev, Misal.
        let (surname, given) = ("\u{4ae}\u{43b}\u{433}\u{4af}\u{435}\u{432}", "\u{41c}\u{438}\u{441}\u{430}\u{43b}");
        let (son, to, by_father) =
            ("\u{443}\u{443}\u{43b}\u{443}\u{43d}\u{430}", "\u{433}\u{43e}", "\u{43e}\u{432}\u{438}\u{447}\u{430}");
        let loud = surname.to_uppercase();
        for text in [
            format!("head {surname} asks for a gift"),
            format!("the head, {surname}: asks"),
            format!("asks {given} {son} for a gift"),
            format!("the Tax Office asks {surname}{to} {given} of the Board for a gift"),
            format!("the gift of {given}{by_father}"),
            format!("{loud} A.B."),
            format!("{loud} A B"),
            format!("A. B. {loud}, head"),
            surname.to_owned(),
        ] {
            assert!(may_name_a_person(&text), "{text}");
        }
        let (street, behind, honour) =
            ("\u{443}\u{43b}.", "\u{43a}\u{4e9}\u{447}\u{4e9}\u{441}\u{4af}", "\u{438}\u{43c}\u{435}\u{43d}\u{438}");
        for text in [
            format!("the board, {street} {surname}, 5"),
            format!("the board, {surname} {behind}, 5"),
            format!("school {honour} {surname}"),
            format!("{surname} asks for a gift"),
            format!("the {} asks", surname.to_lowercase()),
            "Head of Unit II asks the Tax Office for a gift. Asks again".to_owned(),
        ] {
            assert!(!may_name_a_person(&text), "{text}");
        }
    }
}
