//! Persons' names by their clearest sign: a surname with initials (`Surname A. B.`, `A.B. Surname`).

/// Whether a text holds a surname with initials.
pub(super) fn has_initials(text: &str) -> bool {
    !parts(text).1.is_empty()
}

/// Whether a text is a surname with initials and nothing else.
pub(super) fn only_a_name(text: &str) -> bool {
    let (words, named) = parts(text);
    !named.is_empty() && words == named.len()
}

/// How many words a text with initials has, these not counted, and which of them stand beside two.
fn parts(text: &str) -> (usize, Vec<usize>) {
    // Most texts hold no two full stops, and so no two initials.
    if memchr::memchr_iter(b'.', text.as_bytes()).nth(1).is_none() {
        return (0, Vec::new());
    }
    // `A.B.Surname` is three tokens as well as `A. B. Surname`.
    let spaced = text.replace('.', ". ");
    let tokens: Vec<&str> = spaced.split_whitespace().map(|token| token.trim_matches([',', ';', '(', ')'])).collect();
    let initial = |at: usize| {
        let mut letters = tokens.get(at).copied().unwrap_or_default().chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.') && letters.next().is_none()
    };
    let surname = |at: usize| {
        let token = tokens[at].trim_end_matches('.');
        let letters: Vec<char> = token.chars().collect();
        letters.len() > 2 && letters[0].is_uppercase() && letters[1..].iter().all(|l| l.is_lowercase() || *l == '-')
    };
    let words: Vec<usize> = (0..tokens.len()).filter(|at| !initial(*at)).collect();
    let beside = |at: usize| (initial(at + 1) && initial(at + 2)) || (at > 1 && initial(at - 1) && initial(at - 2));
    let named = words.iter().copied().filter(|at| surname(*at) && beside(*at)).collect();
    (words.len(), named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_with_two_initials_is_a_name_and_a_post_is_not() {
        for name in ["Surname A.B.", "A. B. Surname", "S. T. Surname, head", "head Surname A. B."] {
            assert!(has_initials(name), "{name}");
        }
        for post in ["head of unit", "Head of Unit II", "adviser (St. Peter)", "A. street", "U.S. embassy"] {
            assert!(!has_initials(post), "{post}");
        }
        assert!(only_a_name("Surname A.B.") && !only_a_name("head Surname A.B."));
    }
}
