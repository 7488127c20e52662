//! Texts of usual letters made comparable at once. Each text of a register is compared several times over, and nearly all
//! have no other letters: to ask Unicode's tables for each took most of the time of a run over thousands of situations.

/// The text made comparable; `None` if a letter of it needs a closer look.
pub(super) fn comparable(text: &str) -> Option<String> {
    folded(text, &COMPARED, |letter| fate(letter, false))
}

/// The words of the text; `None` if a letter of it needs a closer look.
pub(super) fn words(text: &str) -> Option<String> {
    folded(text, &OF_WORDS, |letter| fate(letter, true))
}

/// What becomes of a letter where texts are compared.
#[derive(Clone, Copy)]
enum Fate {
    Kept,
    Changed(char),
    /// It stands between two words.
    Between,
    /// It may be one half of another: the whole text has to be put into one form.
    Unknown,
}

/// A text with each letter as its fate says, and a space between two words; `None` if one needs a closer look. The fates of
/// usual letters stand in a table. What stays as it is is copied in one piece.
fn folded(text: &str, fates: &[Fate; TABLE], of_others: fn(char) -> Fate) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let (mut kept_from, mut space_due) = (None, false);
    let mut rest = text.as_bytes();
    loop {
        let at = text.len() - rest.len();
        let other = || text[at..].chars().next().map_or(Fate::Unknown, of_others);
        let fate;
        (fate, rest) = match rest {
            [] => break,
            [first, after @ ..] if *first < 0x80 => (fates[usize::from(*first)], after),
            [first, second, after @ ..] if first & 0xe0 == 0xc0 => {
                let number = usize::from(first & 0x1f) << 6 | usize::from(second & 0x3f);
                (fates.get(number).copied().unwrap_or_else(other), after)
            }
            _ => (other(), &rest[text[at..].chars().next().map_or(1, char::len_utf8)..]),
        };
        match fate {
            Fate::Kept => {
                if kept_from.is_none() {
                    if space_due {
                        out.push(' ');
                        space_due = false;
                    }
                    kept_from = Some(at);
                }
                // Most letters are small Cyrillic ones, and follow each other.
                while let [first, second, after @ ..] = rest
                    && is_kept(*first, *second)
                {
                    rest = after;
                }
            }
            Fate::Changed(changed) => {
                if let Some(from) = kept_from.take() {
                    out.push_str(&text[from..at]);
                } else if space_due {
                    out.push(' ');
                    space_due = false;
                }
                out.push(changed);
            }
            Fate::Between => {
                if let Some(from) = kept_from.take() {
                    out.push_str(&text[from..at]);
                }
                space_due = !out.is_empty();
            }
            Fate::Unknown => return None,
        }
    }
    if let Some(from) = kept_from {
        out.push_str(&text[from..]);
    }
    Some(out)
}

/// Whether two bytes are a small Cyrillic letter, `ё` apart: such stay as they are wherever texts are compared.
fn is_kept(first: u8, second: u8) -> bool {
    matches!((first, second), (0xd0, 0xb0..=0xbf) | (0xd1, 0x80..=0x8f))
}

/// Where the tables of letters end: after the last Cyrillic ones.
const TABLE: usize = 0x530;

/// What becomes of each letter of the table, which are nearly all: where texts are compared, and where their words are.
static COMPARED: [Fate; TABLE] = fates(false);
static OF_WORDS: [Fate; TABLE] = fates(true);

const fn fates(of_words: bool) -> [Fate; TABLE] {
    let mut known = [Fate::Unknown; TABLE];
    let mut at: u32 = 0;
    while (at as usize) < TABLE {
        if let Some(letter) = char::from_u32(at) {
            known[at as usize] = fate(letter, of_words);
        }
        at += 1;
    }
    known
}

const fn fate(letter: char, of_words: bool) -> Fate {
    let Some(known) = common(letter) else { return Fate::Unknown };
    let between =
        known == ' ' || of_words && !matches!(known, '0'..='9' | 'a'..='z' | 'а'..='џ' | '\u{48a}'..='\u{52f}');
    if between {
        Fate::Between
    } else if known == letter {
        Fate::Kept
    } else {
        Fate::Changed(known)
    }
}

/// A usual letter in lower case, white space as a space, usual signs as they are; `None` for what needs a closer look.
const fn common(letter: char) -> Option<char> {
    Some(match letter {
        'а'..='я' | 'ѐ' | 'ђ'..='џ' | '«' | '»' | '—' | '–' | '…' | '№' | '“' | '”' | '„' => {
            letter
        }
        '\t'..='\r' | '\u{a0}' => ' ',
        '\0'..='\u{7f}' => letter.to_ascii_lowercase(),
        'А'..='Я' => shifted(letter, 0x20),
        'ё' | 'Ё' => 'е',
        'Ѐ'..='Џ' => shifted(letter, 0x50),
        // Upper and lower case take turns, as in `Ң ң`, `Ү ү`, `Ө ө`.
        '\u{48a}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}' if (letter as u32).is_multiple_of(2) => shifted(letter, 1),
        '\u{48a}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}' => letter,
        _ => return None,
    })
}

const fn shifted(letter: char, by: u32) -> char {
    match char::from_u32(letter as u32 + by) {
        Some(shifted) => shifted,
        None => letter,
    }
}
