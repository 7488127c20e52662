//! Several terms in one cell: between semicolons, in numbered and dashed lists, in lines of their own. The number of a list's
//! entry is never a day.

use super::words::{Word, phrase};
use crate::text::comparable;

/// The entries of a cell.
pub(super) struct Entries {
    /// Each with its lines in the form in which texts are compared; a line that a hyphen ends goes on in the next.
    pub list: Vec<Vec<String>>,
    /// Whether numbers stand before them: then each is a term of its own.
    pub numbered: bool,
}

/// The entries of a cell. `None` if a number may be an entry's as well as a day.
pub(super) fn entries(typed: &str) -> Option<Entries> {
    let mut entries = Vec::new();
    let mut is_numbered = false;
    for part in typed.split(';') {
        let part = part.trim();
        match numbered(part) {
            Numbered::Entries(list) => {
                is_numbered = true;
                entries.extend(list.into_iter().map(lines));
            }
            Numbered::No => entries.push(lines(part)),
            Numbered::Perhaps => return None,
        }
    }
    entries.retain(|lines| !lines.is_empty());
    Some(Entries { list: entries, numbered: is_numbered })
}

/// What the numbers at the beginning of a text and behind it are.
enum Numbered<'t> {
    /// The entries of a list, without their numbers.
    Entries(Vec<&'t str>),
    /// No numbers of a list.
    No,
    /// One number with a point before a month: an entry, or a day.
    Perhaps,
}

fn numbered(text: &str) -> Numbered<'_> {
    let Some((first, sign, begin)) = mark(text) else { return Numbered::No };
    let mut entries = Vec::new();
    let mut from = begin;
    let mut number = first;
    let mut at = begin;
    // The next number, in order, at a line's beginning or behind a blank.
    while let Some(step) = text[at..]
        .char_indices()
        .find(|(_, letter)| letter.is_whitespace())
        .map(|(step, letter)| step + letter.len_utf8())
    {
        at += step;
        if let Some((next, next_sign, length)) = mark(&text[at..])
            && next == number + 1
            && next_sign == sign
        {
            entries.push(&text[from..at]);
            (number, from) = (next, at + length);
            at = from;
        }
    }
    if entries.is_empty() && sign == '.' {
        let after = comparable(&text[from..]);
        let word: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
        return match phrase(std::iter::once(word.as_str())) {
            Some((Word::Month(_), _)) => Numbered::Perhaps,
            // "3. квартал": an ordinal.
            Some((Word::Quarter | Word::Half, _)) => Numbered::No,
            _ => Numbered::Entries(vec![&text[from..]]),
        };
    }
    entries.push(&text[from..]);
    Numbered::Entries(entries)
}

/// A list's number at the beginning of a text, the sign behind it, and how long both are with the blanks behind them:
/// `1) `, `2. `.
fn mark(text: &str) -> Option<(u32, char, usize)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let number = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, ')' | '.'))?;
    let after = &rest[1..];
    let bare = after.trim_start();
    // A point without a blank behind it stands in a date.
    let apart = sign == ')' || bare.len() < after.len();
    (apart && !bare.is_empty()).then(|| (number, sign, text.len() - bare.len()))
}

/// The lines of a text, without the dashes and dots of a list where each has one.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    let raw: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let bullets = raw.len() > 1 && raw.iter().all(|line| without_bullet(line).is_some());
    for line in raw {
        let line = if bullets { without_bullet(line).unwrap_or(line) } else { line };
        let compared = comparable(line);
        match lines.last_mut() {
            Some(last) if goes_on => {
                last.extend([" ", &compared]);
            }
            _ => lines.push(compared),
        }
        goes_on = line.ends_with('-');
    }
    lines
}

fn without_bullet(line: &str) -> Option<&str> {
    line.strip_prefix(['-', '–', '—', '•', '·', '*', '▪', '●']).map(str::trim_start)
}
