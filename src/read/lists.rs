//! Cells that hold several things: the items of a list, numbered measures with their terms and executors.
//!
//! Semicolons, numbers and bullets separate always. Commas, line ends and "and" do so in columns of posts, and only where each
//! part reads as a post or a body: "Head of Land, Water and Forests" is one.

use super::budget::APART;
use super::codes;
use super::raw::{RawField, RawRecord, RawValue};
use crate::diag::Sink;
use crate::locale::{Language, Message};
use crate::source::Spot;
use crate::text::{Beginnings, words};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Names {
    /// How adjectives end in the nominative.
    adjectives: Vec<String>,
    posts: Stems,
    bodies: Stems,
}

#[derive(Deserialize)]
struct Stems {
    ky: Beginnings,
    ru: Beginnings,
    en: Beginnings,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    // The file is part of the program, and the tests read it.
    toml::from_str(include_str!("lists.toml")).unwrap_or_else(|why| unreachable!("lists.toml: {why}"))
});

/// The items of a list in a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Items {
    pub texts: Vec<String>,
    /// Whether the words alone separate them, and no sign that always does.
    pub by_reading: bool,
}

/// The items of a list in one cell; `\;` is a semicolon, `\\` a backslash.
pub(super) fn items(cell: &str) -> Items {
    let certain = |texts| Items { texts, by_reading: false };
    if cell.contains([';', '\\']) {
        return certain(split(cell));
    }
    let numbered = numbered(cell);
    if numbered.len() > 1 {
        return certain(numbered.into_iter().map(|(_, text)| text).collect());
    }
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let bullets = lines.iter().map(|line| Some(line.strip_prefix(['•', '–', '—', '-', '*', '·'])?.trim().to_owned()));
    if let (true, Some(texts)) = (lines.len() > 1, bullets.collect::<Option<Vec<String>>>()) {
        return certain(texts);
    }
    let parts = parts(cell);
    if parts.len() > 1 && parts.iter().all(|part| is_actor(part)) {
        return Items { texts: parts.into_iter().map(str::to_owned).collect(), by_reading: true };
    }
    certain(Some(cell.trim().to_owned()).into_iter().filter(|text| !text.is_empty()).collect())
}

/// The texts of a list in one cell: semicolons separate them; `\;` is a semicolon, `\\` a backslash.
pub(super) fn split(cell: &str) -> Vec<String> {
    let trimmed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if !cell.contains('\\') {
        return cell.split(';').filter_map(trimmed).collect();
    }
    let mut texts = vec![String::new()];
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = texts.len() - 1;
        match letter {
            '\\' if letters.peek().is_some_and(|next| matches!(next, ';' | '\\')) => texts[last].extend(letters.next()),
            ';' => texts.push(String::new()),
            letter => texts[last].push(letter),
        }
    }
    texts.iter().filter_map(|text| trimmed(text)).collect()
}

/// "And" between two words, in each language.
static AND: LazyLock<[String; 3]> =
    LazyLock::new(|| Language::ALL.map(|language| format!(" {} ", language.text("word-and"))));

/// The parts of a text between commas, line ends and the word "and", outside brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let parts = text.split(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth <= 0 && matches!(letter, ',' | '\n')
    });
    let mut apart = Vec::new();
    for part in parts {
        let mut rest = part;
        // "Head of the department of land and water" is one: both sides must read as posts.
        while let Some((at, word)) = AND.iter().filter_map(|word| Some((rest.find(word.as_str())?, word))).min() {
            let (before, after) = (&rest[..at], &rest[at + word.len()..]);
            if !(is_actor(before) && is_actor(after)) {
                break;
            }
            apart.push(before);
            rest = after;
        }
        apart.push(rest);
    }
    apart.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether a text reads as a post, a body or a part of one.
fn is_actor(text: &str) -> bool {
    let outside = text.split_once('(').map_or(text, |(outside, _)| outside);
    let spelled = words(outside);
    let all: Vec<&str> = spelled.split_whitespace().collect();
    if all.is_empty() || all.len() > 9 || spelled.chars().any(|letter| letter.is_ascii_digit()) {
        return false;
    }
    let Names { adjectives, posts, bodies } = &*NAMES;
    let reads = |word: &str, of: fn(&Stems) -> &Beginnings| of(posts).begin(word) || of(bodies).begin(word);
    // Adjectives stand before the word that counts: "старший инспектор", "земельная комиссия".
    let is_adjective = |word: &str| adjectives.iter().any(|end| word.ends_with(end.as_str()));
    let (first, last) = (all[0], all[all.len() - 1]);
    let head = all.iter().find(|word| !is_adjective(word)).unwrap_or(&first);
    [head, first].iter().any(|word| reads(word, |stems| &stems.ru))
        || reads(last, |stems| &stems.ky)
        || [head, last].iter().any(|word| reads(word, |stems| &stems.en))
}

/// The number before a text, with what follows: `2. Text`, `2) Text`, `5.Text`, `2 Text`, `12-chapter. Text`.
pub(super) fn leading_number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let number = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    if let Some(rest) = rest.strip_prefix(['.', ')']) {
        // `2.1` is another kind of number.
        return (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| (number, rest.trim_start()));
    }
    if let Some(rest) = rest.strip_prefix('-') {
        let (word, after) = rest.split_once('.')?;
        return (!word.is_empty() && word.chars().all(char::is_alphabetic)).then(|| (number, after.trim_start()));
    }
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (number, rest.trim_start()))
}

/// The numbered parts of a text, each without its number; none where the text begins without one.
pub(super) fn numbered(text: &str) -> Vec<(u32, String)> {
    let Some((first, rest)) = leading_number(text).filter(|_| has_point(text)) else { return Vec::new() };
    let mut parts = Vec::new();
    let (mut number, mut begin) = (first, 0);
    for (mark, next) in marks(rest) {
        if mark.start >= begin && number.checked_add(1) == Some(next) {
            parts.push((number, tidy(&rest[begin..mark.start])));
            (number, begin) = (next, mark.end);
        }
    }
    let last = &rest[begin..];
    parts.push((number, if parts.is_empty() { last.trim().to_owned() } else { tidy(last) }));
    parts
}

/// The numbers that may begin a part, and where they stand: ` 2. `, ` 2) `, at the beginning of a line also `2.`.
fn marks(text: &str) -> impl Iterator<Item = (Range<usize>, u32)> {
    text.match_indices([' ', '\n']).filter_map(|(at, before)| {
        let rest = &text[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest[..digits].parse().ok().filter(|_| !rest.starts_with('0'))?;
        let mut after = rest[digits..].chars();
        let sign = after.next().filter(|sign| matches!(sign, '.' | ')'))?;
        let line = before == "\n" && sign == '.';
        let spaced = after.next() == Some(' ');
        let end = at + 1 + digits + 1 + usize::from(spaced && !line);
        (spaced || line).then_some((at..end, number))
    })
}

/// A part without the semicolon behind it.
fn tidy(part: &str) -> String {
    part.trim().trim_end_matches(';').trim_end().to_owned()
}

/// Whether the number at a text's beginning is followed by a point or a bracket, as numbers of measures are.
fn has_point(text: &str) -> bool {
    text.trim().trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
}

/// The memory that separated measures and items of lists take in one file: each measure copies the rest of its row, and
/// an item takes room beside its text.
#[derive(Debug, Default)]
pub(super) struct Apart {
    bytes: u64,
    told: bool,
}

/// What a measure takes beside its texts, and an item of a list with what documents say of it, in bytes.
const OF_A_MEASURE: usize = 512;
const OF_AN_ITEM: usize = 256;

impl Apart {
    /// As [`measures`], and reports that there are several. Beyond the limit, which is reported once, a row stays one
    /// measure.
    pub fn measures(
        &mut self,
        record: RawRecord<'static>,
        sink: &mut Sink<'_>,
    ) -> Vec<(Option<u32>, RawRecord<'static>)> {
        let spot = record.spot_of("text");
        let parts = record.text_of("text").map_or(0, |text| numbered(text).len());
        let text = |field: &RawField<'_>| if let RawValue::Text(text) = &field.value { text.len() } else { 0 };
        let of_one = OF_A_MEASURE + record.fields.iter().map(text).sum::<usize>();
        let taken = if parts > 1 { parts.saturating_mul(of_one) as u64 } else { 0 };
        if !self.takes(taken, spot, sink) {
            return vec![(None, record)];
        }
        if parts > 1 {
            let message = Message::new("several-measures").with("count", parts);
            sink.report(&codes::SEVERAL_MEASURES, spot, message);
        }
        measures(record)
    }

    /// As [`items`]; beyond the limit, which is reported once, a cell stays one item.
    pub fn items(&mut self, cell: &str, spot: Spot, sink: &mut Sink<'_>) -> Items {
        let items = items(cell);
        let taken = (items.texts.len() - items.texts.len().min(1)).saturating_mul(OF_AN_ITEM);
        if self.takes(taken as u64, spot, sink) {
            items
        } else {
            Items { texts: vec![cell.trim().to_owned()], by_reading: false }
        }
    }

    /// Whether there is room for n more bytes.
    fn takes(&mut self, bytes: u64, spot: Spot, sink: &mut Sink<'_>) -> bool {
        let fits = self.bytes.saturating_add(bytes) <= APART.most;
        if fits {
            self.bytes += bytes;
        } else if !std::mem::replace(&mut self.told, true) {
            let excess = APART.exceeded(0);
            sink.report(&codes::UNREADABLE_FILE, spot, excess.message()).help = Some(excess.help());
        }
        fits
    }
}

/// One measure for each number in its text, with that number. Term, executors and the rest hold for each measure,
/// unless they have the same numbers: then each number belongs to its measure.
fn measures(record: RawRecord<'static>) -> Vec<(Option<u32>, RawRecord<'static>)> {
    let parts = record.text_of("text").map(numbered).unwrap_or_default();
    if parts.len() < 2 {
        return match parts.into_iter().next() {
            Some((number, text)) => vec![(Some(number), with_text(record, text))],
            None => vec![(None, record)],
        };
    }
    let numbers: Vec<u32> = parts.iter().map(|(number, _)| *number).collect();
    let of_field = |field: &RawField<'static>| {
        let RawValue::Text(text) = &field.value else { return None };
        let own = numbered(text);
        let same = own.iter().map(|(number, _)| *number).eq(numbers.iter().copied());
        (field.key != "text" && same).then(|| own.into_iter().map(|(_, text)| text).collect::<Vec<_>>())
    };
    let apart: Vec<Option<Vec<String>>> = record.fields.iter().map(of_field).collect();
    let one = |(at, (number, text)): (usize, (u32, String))| {
        let mut measure = with_text(record.clone(), text);
        for (field, apart) in measure.fields.iter_mut().zip(&apart) {
            if let Some(text) = apart.as_ref().and_then(|apart| apart.get(at)) {
                field.value = RawValue::Text(text.clone().into());
            }
        }
        (Some(number), measure)
    };
    parts.into_iter().enumerate().map(one).collect()
}

fn with_text(mut record: RawRecord<'static>, text: String) -> RawRecord<'static> {
    if let Some(field) = record.fields.iter_mut().find(|field| field.key == "text") {
        field.value = RawValue::Text(text.into());
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cell: &str) -> Vec<String> {
        items(cell).texts
    }

    #[test]
    fn posts_part_where_each_part_reads_as_one() {
        assert_eq!(texts("бөлүм башчысы, улук медайым"), ["бөлүм башчысы", "улук медайым"]);
        assert_eq!(texts("лесник, егерь"), ["лесник", "егерь"]);
        assert_eq!(texts("Главный бухгалтер и юрист"), ["Главный бухгалтер", "юрист"]);
        assert_eq!(texts("Общий отдел\nУправление закупок"), ["Общий отдел", "Управление закупок"]);
        assert_eq!(texts("директор жана анын орун басары"), ["директор", "анын орун басары"]);
        assert_eq!(texts("начальник отдела (кадры, учёт), юрист"), ["начальник отдела (кадры, учёт)", "юрист"]);
    }

    #[test]
    fn what_is_one_post_stays_one() {
        for one in [
            "Специалист отдела кадров, делопроизводства и контроля",
            "заместитель главы по экономике, финансам",
            "жер, суу жана токой маселелери боюнча адис",
            "Отдел кадров и делопроизводства",
            "главный специалист\nпо земельным вопросам",
        ] {
            assert_eq!(texts(one), [one]);
        }
    }

    #[test]
    fn numbers_bullets_and_semicolons_separate_always() {
        assert_eq!(texts("1) юрист\n2) бюджет, учёт"), ["юрист", "бюджет, учёт"]);
        assert_eq!(texts("- а\n- б, в"), ["а", "б, в"]);
        assert_eq!(texts("а, б; в\\; г"), ["а, б", "в; г"]);
        assert_eq!(texts("а, б;"), ["а, б"]);
    }

    #[test]
    fn numbers_before_texts_are_seen_and_numbers_of_other_kinds_are_not() {
        assert_eq!(leading_number("5.Text"), Some((5, "Text")));
        assert_eq!(leading_number("2 Text"), Some((2, "Text")));
        assert_eq!(leading_number("12-chapter. Text"), Some((12, "Text")));
        for text in ["2025-2027", "2.1 Text", "2026. Text", "Text", "3rd"] {
            assert_eq!(leading_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_with_numbered_measures_is_several() {
        let parts = numbered("1. a b 2. c, 3.5 d 3. e");
        assert_eq!(parts, [(1, "a b".to_owned()), (2, "c, 3.5 d".to_owned()), (3, "e".to_owned())]);
        assert_eq!(numbered("1) a;\n2) b"), [(1, "a".to_owned()), (2, "b".to_owned())]);
        assert_eq!(numbered("2. only one"), [(2, "only one".to_owned())]);
        assert!(numbered("no number").is_empty());
    }
}
