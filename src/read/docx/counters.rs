//! The numbers that a document gives its paragraphs by itself, counted as Word counts them.

use super::numbering::{LEVELS, Level, Lists};
use super::styles::{Numbered, Styles};
use std::collections::{HashMap, HashSet};

/// The greatest Roman number that is written.
const ROMAN: u32 = 3_999;
/// How often a letter is repeated at most: the 27th is `aa`.
const LETTERS: u32 = 8;

/// The bullet that stands for all those whose signs only a font knows.
const BULLET: &str = "•";

/// What has been counted so far.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// The last number of each level, by the form of the list.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The lists that began anew at a level.
    begun: HashSet<(u32, usize)>,
}

impl Counters {
    /// The number that stands before a paragraph; empty for one without.
    pub fn next(&mut self, own: Numbered, style: Option<&str>, lists: &Lists, styles: &Styles) -> String {
        let of_style = styles.numbered(style);
        let list = own.list.or(of_style.and_then(|(_, numbered)| numbered.list));
        let Some(list) = list.filter(|list| *list != 0) else { return String::new() };
        let by_style = || {
            let (style, numbered) = of_style?;
            numbered.level.or_else(|| lists.level_of_style(list, style, styles))
        };
        let at = own.level.or_else(by_style).unwrap_or_default() as usize;
        let Some((form, levels)) = lists.levels(list, styles) else { return String::new() };
        let Some(level) = levels.get(at).copied().flatten() else { return String::new() };
        let counts = self.counts.entry(form).or_default();
        let start = |at: usize| lists.start(list, at).or(levels[at].map(|level| level.start)).unwrap_or(1);
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert_with(|| start(above));
        }
        let begins = lists.start(list, at).is_some() && self.begun.insert((list, at));
        counts[at] = Some(match counts[at] {
            Some(count) if !begins => count.saturating_add(1),
            _ => start(at),
        });
        for below in at + 1..LEVELS {
            let restarts = levels[below].and_then(|level| level.restarts);
            if restarts.is_none_or(|after| after as usize > at) {
                counts[below] = None;
            }
        }
        written(level, &levels, counts)
    }
}

/// A number as its level writes it, with the blank behind it.
fn written(level: &Level, levels: &[Option<&Level>; LEVELS], counts: &[Option<u32>; LEVELS]) -> String {
    if level.format == "bullet" {
        let is_plain = |letter: char| !('\u{e000}'..='\u{f8ff}').contains(&letter) && letter != 'o';
        let sign = if level.text.chars().all(is_plain) { level.text.trim() } else { BULLET };
        return if sign.is_empty() { String::new() } else { format!("{sign} ") };
    }
    let mut text = String::new();
    let mut letters = level.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let of = letters.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| letter == '%' && *digit > 0);
        let Some(of) = of.and_then(|digit| usize::try_from(digit - 1).ok()) else {
            text.push(letter);
            continue;
        };
        letters.next();
        if let (Some(count), Some(of)) = (counts[of], levels[of]) {
            text.push_str(&numeral(count, if level.in_digits { "decimal" } else { &of.format }));
        }
    }
    if !text.is_empty() && !level.is_close {
        text.push(' ');
    }
    text
}

/// A number in the form that is asked for; one that cannot be written so, in digits.
fn numeral(number: u32, format: &str) -> String {
    let cased = |text: String| if format.starts_with("upper") { text.to_uppercase() } else { text };
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "upperRoman" | "lowerRoman" if (1..=ROMAN).contains(&number) => cased(roman(number)),
        "upperLetter" | "lowerLetter" => cased(letters(number, LATIN)),
        "russianLower" => letters(number, CYRILLIC),
        "russianUpper" => letters(number, CYRILLIC).to_uppercase(),
        _ => number.to_string(),
    }
}

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
/// The letters of Russian lists, which leave some out.
const CYRILLIC: &str = include_str!("letters.txt");

fn letters(number: u32, alphabet: &str) -> String {
    let alphabet = alphabet.trim();
    let length = u32::try_from(alphabet.chars().count()).unwrap_or(1);
    let times = number.saturating_sub(1) / length + 1;
    let letter = alphabet.chars().nth((number.saturating_sub(1) % length) as usize);
    match letter {
        Some(letter) if number > 0 && times <= LETTERS => letter.to_string().repeat(times as usize),
        _ => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::budget::{Budget, TEXT};

    fn level(at: usize, format: &str, text: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    fn lists(xml: &str) -> Lists {
        Lists::read(format!("<w:numbering>{xml}</w:numbering>").as_bytes(), &Budget::of(1000, &TEXT)).unwrap()
    }

    fn count(lists: &Lists, paragraphs: &[(u32, u32)]) -> Vec<String> {
        let mut counters = Counters::default();
        let next = |(list, level): &(u32, u32)| {
            let own = Numbered { list: Some(*list), level: Some(*level) };
            counters.next(own, None, lists, &Styles::default()).trim().to_owned()
        };
        paragraphs.iter().map(next).collect()
    }

    #[test]
    fn levels_count_below_each_other_and_begin_anew_below_the_next_number() {
        let lists = lists(&format!(
            r#"<w:abstractNum w:abstractNumId="5">{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>"#,
            level(0, "upperRoman", "%1."),
            level(1, "decimal", "%1.%2")
        ));
        assert_eq!(count(&lists, &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]), ["I.", "I.1", "I.2", "II.", "II.1"]);
        assert_eq!(count(&lists, &[(1, 1), (0, 0), (9, 0), (1, 8)]), ["I.1", "", "", ""]);
    }

    #[test]
    fn lists_of_one_form_count_on_together_unless_one_begins_anew() {
        let form = format!(r#"<w:abstractNum w:abstractNumId="5">{}</w:abstractNum>"#, level(0, "decimal", "%1"));
        let list = |id, more| format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="5"/>{more}</w:num>"#);
        let anew = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>"#;
        let lists = lists(&(form + &list(1, "") + &list(2, "") + &list(3, anew)));
        assert_eq!(count(&lists, &[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]), ["1", "2", "7", "8", "9"]);
    }

    #[test]
    fn a_level_may_count_on_and_write_all_in_digits() {
        let on = level(1, "lowerLetter", "%2)").replace("<w:start", r#"<w:lvlRestart w:val="0"/><w:start"#);
        let digits = level(2, "decimal", "%1.%2.%3").replace("<w:start", "<w:isLgl/><w:start");
        let lists = lists(&format!(
            r#"<w:abstractNum w:abstractNumId="5">{}{on}{digits}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>"#,
            level(0, "upperRoman", "%1")
        ));
        let counted = count(&lists, &[(1, 0), (1, 1), (1, 2), (1, 0), (1, 1)]);
        assert_eq!(counted, ["I", "a)", "1.1.1", "II", "b)"]);
    }

    #[test]
    fn numbers_are_written_as_the_form_says() {
        for (number, format, written) in [
            (4, "lowerRoman", "iv"),
            (1999, "upperRoman", "MCMXCIX"),
            (28, "upperLetter", "BB"),
            (7, "decimalZero", "07"),
            (3, "russianLower", "\u{432}"),
            (u32::MAX, "lowerLetter", "4294967295"),
            (0, "upperLetter", "0"),
            (5, "chicago", "5"),
            (5, "none", ""),
        ] {
            assert_eq!(numeral(number, format), written, "{format}");
        }
    }
}
