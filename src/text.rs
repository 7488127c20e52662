//! People's input made comparable: Unicode form, spaces, letter case, look-alike Latin letters, "did you mean".
//!
//! Nothing here changes what is stored or printed: a register's free text stays as typed. These functions only make the
//! *comparison* of a typed word with an allowed one forgiving, and say what was forgiven. It stands apart because every
//! reader and several rules compare words, and must do so in the same way.

mod beginnings;
mod letters;
mod printable;
mod spellings;

pub(crate) use beginnings::Beginnings;
pub use printable::{in_one_line, is_visible, printable, printable_lines, shown_in_place};
pub use spellings::{Spellings, shortened};

use unicode_normalization::UnicodeNormalization as _;

/// A typed word in the form in which keywords are compared: NFC, lower case, `ё` as `е`, no soft hyphens or
/// zero-width characters, every run of white space (no-break spaces included) as one space, none at the ends.
#[must_use]
pub fn comparable(typed: &str) -> String {
    letters::comparable(typed).unwrap_or_else(|| comparable_of_any(typed))
}

fn comparable_of_any(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut space_due = false;
    for letter in typed.nfc().flat_map(char::to_lowercase) {
        match letter {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() => space_due = !out.is_empty(),
            c => {
                if space_due {
                    out.push(' ');
                    space_due = false;
                }
                out.push(if c == 'ё' { 'е' } else { c });
            }
        }
    }
    out
}

/// Whether a sign is a letter, as Unicode says. Nearly all are Latin or Cyrillic, and need no look into its tables.
#[must_use]
pub fn is_letter(sign: char) -> bool {
    matches!(sign, 'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}') || sign.is_alphabetic()
}

/// The words of a text in the form in which texts are compared: [`comparable`], with everything but letters and digits as
/// a space. Two texts that differ only in letter case, punctuation and spaces have the same words.
#[must_use]
pub fn words(text: &str) -> String {
    letters::words(text).unwrap_or_else(|| words_of_any(text))
}

/// Whether a text has just these words. The first word settles it for most texts.
#[must_use]
pub fn has_words(text: &str, wanted: &str) -> bool {
    wanted.starts_with(&first_words(text, 1)) && words(text) == wanted
}

/// The words of the first `stretches` pieces of a text that white space parts: the beginning of its [`words`].
#[must_use]
pub fn first_words(text: &str, stretches: usize) -> String {
    let mut ends = text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at);
    words(ends.nth(stretches - 1).map_or(text, |end| &text[..end]))
}

fn words_of_any(text: &str) -> String {
    let comparable = comparable_of_any(text);
    let words = comparable.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The word with Latin letters that look like Cyrillic ones replaced by those, if the word mixes the two alphabets;
/// `None` if there is nothing to replace. `Жoгорку` with a Latin `o` becomes `Жогорку`; `high` stays `high`.
#[must_use]
pub fn without_look_alikes(word: &str) -> Option<String> {
    let has_cyrillic = word.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
    if !has_cyrillic || !word.chars().any(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let replaced: String = word.chars().map(|c| cyrillic_twin(c).unwrap_or(c)).collect();
    (replaced != word).then_some(replaced)
}

fn cyrillic_twin(latin: char) -> Option<char> {
    const TWINS: &[(char, char)] = &[
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('k', 'к'),
        ('o', 'о'),
        ('p', 'р'),
        ('x', 'х'),
        ('y', 'у'),
        ('A', 'А'),
        ('B', 'В'),
        ('C', 'С'),
        ('E', 'Е'),
        ('H', 'Н'),
        ('K', 'К'),
        ('M', 'М'),
        ('O', 'О'),
        ('P', 'Р'),
        ('T', 'Т'),
        ('X', 'Х'),
        ('Y', 'У'),
    ];
    TWINS.iter().find(|(from, _)| *from == latin).map(|(_, to)| *to)
}

/// The candidate most like the typed word, if any is like enough to be what was meant: "did you mean".
///
/// Two words are alike enough when at most a third of the longer one's letters differ (Damerau-Levenshtein), or when one
/// begins with the other and at least three letters were typed.
#[must_use]
pub fn suggestion<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    suggestion_if(typed, candidates, |_| true)
}

/// The [`suggestion`] among the candidates that fit; only those that are near enough are asked.
pub fn suggestion_if<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    fits: impl Fn(&str) -> bool,
) -> Option<&'a str> {
    let typed = comparable(typed);
    let length = typed.chars().count();
    // No word is as long as this; comparing takes time by the square of the length.
    if length == 0 || length > 80 {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = comparable(candidate);
            let of_other = other.chars().count();
            let longer = length.max(of_other);
            let begins = length >= 3 && (other.starts_with(&typed) || typed.starts_with(&other));
            // It takes at least as many changes as one is longer than the other.
            if !begins && length.abs_diff(of_other) * 3 > longer {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&typed, &other);
            ((distance * 3 <= longer || begins) && fits(candidate)).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether a text is nothing but dashes: the sign that a cell is left empty on purpose.
#[must_use]
pub fn is_dash(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '−' | '_'))
}

/// A text with a capital letter at its beginning.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The abbreviations in a text: words of two capital letters or more, and more capitals than small letters. A case ending
/// behind the last capital is taken off. A text of capitals alone that goes on for words is a heading, Roman numbers are
/// no abbreviations.
pub fn abbreviations(text: &str) -> impl Iterator<Item = &str> {
    let shouted = !text.chars().any(char::is_lowercase) && text.split_whitespace().count() > 2;
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(move |_| !shouted);
    words.filter_map(|word| {
        let stem = word.trim_end_matches(char::is_lowercase);
        let capitals = stem.chars().filter(|letter| letter.is_uppercase()).count();
        let letters = stem.chars().count();
        let roman = stem.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'І' | 'Х'));
        let enough = (2..=10).contains(&capitals) && capitals * 2 > letters;
        (enough && !roman && stem.chars().all(char::is_alphabetic)).then_some(stem)
    })
}

/// What was typed, shortened for a message: at most `limit` characters on one line, control characters shown as `\u{..}`.
#[must_use]
pub fn excerpt(typed: &str, limit: usize) -> String {
    let mut shown = String::new();
    for (count, letter) in typed.chars().enumerate() {
        if count == limit {
            shown.push('…');
            break;
        }
        match letter {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if c.is_control() => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_case_yo_and_invisible_letters_do_not_matter() {
        assert_eq!(comparable("\u{a0}Жогор\u{ad}ку \u{202f} "), "жогорку");
        assert_eq!(comparable("Отчётный\n год"), "отчетный год");
        assert_eq!(comparable("и\u{306}"), "й");
    }

    #[test]
    fn the_quick_way_is_the_same_as_the_long_one() {
        let every: String = ('\u{0}'..='\u{24ff}').flat_map(|letter| ['x', letter, 'y', ' ']).collect();
        for piece in every.split_inclusive(' ') {
            assert_eq!(comparable(piece), comparable_of_any(piece), "{:?}", piece.escape_unicode().to_string());
            assert_eq!(words(piece), words_of_any(piece), "{:?}", piece.escape_unicode().to_string());
        }
        assert_eq!(words("«Жер — ТИЛКЕСИ», №\u{a0}5."), "жер тилкеси 5");
        assert_eq!(words(" ... "), "");
        assert_eq!(words("и\u{306}"), "й");
    }

    #[test]
    fn the_first_words_are_where_all_words_begin() {
        for text in ["", " ", "«Жер — ТИЛКЕСИ», №\u{a0}5.", " - а-б  в\nг", "и\u{306}н и\u{306} бир", "... үч"]
        {
            for stretches in 1..6 {
                assert!(words(text).starts_with(&first_words(text, stretches)), "{text:?}");
            }
            assert!(has_words(text, &words(text)) && !has_words(text, "башка"), "{text:?}");
        }
    }

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_found_and_a_latin_word_left_alone() {
        assert_eq!(without_look_alikes("Жoгорку").as_deref(), Some("Жогорку"));
        assert_eq!(without_look_alikes("high"), None);
        assert_eq!(without_look_alikes("жогорку"), None);
    }

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        assert_eq!(suggestion("высоккий", ["низкий", "высокий"]), Some("высокий"));
        assert_eq!(suggestion("likelyhood", ["harm", "likelihood"]), Some("likelihood"));
        assert_eq!(suggestion("xyz", ["harm", "likelihood"]), None);
        assert_eq!(suggestion("", ["harm"]), None);
    }

    #[test]
    fn abbreviations_are_words_of_capitals_without_their_case_endings() {
        let of = |text: &'static str| abbreviations(text).collect::<Vec<_>>();
        assert_eq!(of("УКжКААБ, КБнын бөлүмү (ӨӨЖАА)"), ["УКжКААБ", "КБ", "ӨӨЖАА"]);
        assert_eq!(of("Head of Unit II, МинФин, А. Б."), [""; 0]);
        assert_eq!(of("БАРДЫК ТҮЗҮМДҮК БӨЛҮМДӨР"), [""; 0]);
    }

    #[test]
    fn an_excerpt_is_short_and_visible() {
        assert_eq!(excerpt("a\u{1}b\ncd", 4), "a\\u{1}b …");
    }
}
