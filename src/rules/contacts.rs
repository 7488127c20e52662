//! How to reach a person, and the numbers by which the State knows one: addresses of mail, telephones, personal numbers. Numbers of acts,
//! days, years and sums of money are none.

use super::words::WORDS;
use regex_lite::Regex;
use std::sync::LazyLock;

/// The patterns of `words.toml`, which is part of the program; a test tries each.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let read = |[pattern, example]: &[String; 2]| {
        Regex::new(pattern).unwrap_or_else(|error| unreachable!("words.toml: {example}: {error}"))
    };
    WORDS.contacts.patterns.iter().map(read).collect()
});

/// Fewer digits are neither a telephone nor a personal number.
const FEWEST: usize = 5;

/// Whether a text has an address of mail, a telephone or a personal number in it.
#[must_use]
pub fn has_contact(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).take(FEWEST).count();
    (digits == FEWEST || text.contains('@')) && {
        let text = plain(text);
        PATTERNS
            .iter()
            .any(|pattern| pattern.find_iter(&text).any(|found| !is_amount(found.as_str(), &text[found.end()..])))
    }
}

/// Whether a number is a sum of money or a share, by what stands behind it. No such number begins with 0, nor with a plus sign and the
/// code of the country.
fn is_amount(found: &str, behind: &str) -> bool {
    let number = found.trim_start_matches(|sign: char| !sign.is_ascii_digit() && sign != '+');
    let signs = &number[number.rfind(|sign: char| sign.is_ascii_digit()).map_or(0, |at| at + 1)..];
    let behind = [signs, behind].concat();
    let is_unit = |unit: &String| behind.trim_start().starts_with(unit.as_str());
    !number.starts_with('0') && !number.starts_with("+996") && WORDS.contacts.amounts.iter().any(is_unit)
}

/// In small letters, with plain single spaces and hyphens.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase) {
        match sign {
            '\u{ad}' | '\u{200b}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            space if space.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pattern_finds_its_example() {
        for (pattern, [_, example]) in PATTERNS.iter().zip(&WORDS.contacts.patterns) {
            assert!(pattern.is_match(&plain(example)) && has_contact(example), "{example}");
        }
    }
}
