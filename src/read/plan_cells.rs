//! Cells of a plan that hold several things: numbered measures, the executors.

use super::lists;
use super::raw::{RawField, RawPlan, RawText, RawValue};
use crate::diag::Sink;
use crate::locale::Language;
use crate::source::Spot;
use crate::text::{Spellings, comparable};
use std::collections::HashSet;

/// Makes one measure of each number in a cell, and takes the numbers off the texts.
pub(super) fn split_measures(raw: &mut RawPlan<'static>, sink: &mut Sink<'_>) {
    let mut apart = lists::Apart::default();
    for task in raw.chapters.iter_mut().flat_map(|chapter| &mut chapter.tasks) {
        for record in std::mem::take(&mut task.measures) {
            for (number, mut measure) in apart.measures(record, sink) {
                if let Some(number) = number {
                    measure.push("id", number.to_string(), measure.spot_of("text"));
                }
                task.measures.push(measure);
            }
        }
    }
}

/// Separates the executors of a cell at commas and line breaks; at blanks only between abbreviations of the plan's own list.
pub(super) fn split_executors(raw: &mut RawPlan<'static>) {
    let known = Spellings::of(raw.abbreviations.iter().filter_map(|record| record.text_of("short")).map(comparable));
    let together = Language::ALL.map(|language| comparable(&language.text("executors-together")));
    let measures = raw.chapters.iter_mut().flat_map(|chapter| &mut chapter.tasks).flat_map(|task| &mut task.measures);
    let fields = measures.flat_map(|measure| &mut measure.fields).filter(|field| field.key == "responsible");
    let mut lists: Vec<&mut Vec<(RawText<'_>, Spot)>> = Vec::new();
    let mut whole: HashSet<String> = HashSet::new();
    for RawField { value, spot, .. } in fields {
        // What semicolons separate is as it was meant.
        let is_final = matches!(value, RawValue::Texts(_));
        if let RawValue::Text(text) = value {
            let all = parts(text).into_iter().flat_map(|part| of_abbreviations(part, &known));
            *value = RawValue::Texts(all.map(|one| (one.into(), *spot)).collect());
        }
        if let RawValue::Texts(texts) = value {
            whole.extend(texts.iter().map(|(text, _)| comparable(text)));
            if !is_final {
                lists.push(texts);
            }
        }
    }
    // "A B together": where B alone is an executor elsewhere, these are two.
    for list in lists {
        let Some((text, spot)) = list.last().cloned() else { continue };
        let words: Vec<&str> = text.split_whitespace().collect();
        let Some((_, names)) = words.split_last().filter(|(last, _)| together.contains(&comparable(last))) else {
            continue;
        };
        // A text of more words names nobody.
        let cut = (1..names.len().min(WORDS)).find(|at| whole.contains(&comparable(&names[*at..].join(" "))));
        if let Some(at) = cut {
            list.pop();
            list.push((names[..at].join(" ").into(), spot));
            list.push((names[at..].join(" ").into(), spot));
        }
    }
}

/// How many words the names of two executors have at most.
const WORDS: usize = 100;

/// The parts of a text between commas and line breaks that stand outside brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let outside = |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(letter, ',' | '\n')
    };
    text.split(outside).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The abbreviations in a text, each on its own; the words between them stay together.
fn of_abbreviations(text: &str, known: &Spellings) -> Vec<String> {
    if known.is_empty() {
        return vec![text.to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    let mut phrase = false;
    for word in text.split_whitespace() {
        if is_abbreviation(word, known) {
            out.push(word.to_owned());
            phrase = false;
        } else if phrase && let Some(last) = out.last_mut() {
            last.push(' ');
            last.push_str(word);
        } else {
            out.push(word.to_owned());
            phrase = true;
        }
    }
    out
}

/// Whether a word with a capital is in the list of abbreviations, in any letter case, or differs from one of four letters
/// or more by one.
fn is_abbreviation(word: &str, known: &Spellings) -> bool {
    if !word.chars().any(char::is_uppercase) {
        return false;
    }
    let own = comparable(word);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count() >= 2;
    known.has(&own) || (capitals && known.nearly_has(&own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executors_part_at_separators_and_between_known_abbreviations() {
        let known = Spellings::of(["кб", "укжкааб", "ммк"].map(str::to_owned));
        let apart = |text| parts(text).into_iter().flat_map(|part| of_abbreviations(part, &known)).collect::<Vec<_>>();
        assert_eq!(apart("КБ УКжКААБ other units (a, b)"), ["КБ", "УКжКААБ", "other units (a, b)"]);
        assert_eq!(apart("head of unit, deputy,\nlawyer"), ["head of unit", "deputy", "lawyer"]);
        assert_eq!(apart("КР unit"), ["КР unit"]);
    }
}
