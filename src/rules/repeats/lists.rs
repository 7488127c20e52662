//! The words by which reports are compared: data, in `words.toml` beside this file.

use super::super::signs::Signs;
use super::super::words::WORDS;
use foldhash::fast::FixedState;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("words.toml")).unwrap_or_else(|error| panic!("repeats/words.toml: {error}"))
});

/// The lists, each explained where it stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    report_words: Signs,
    times: Signs,
    quarters: Signs,
    ordinals: Signs,
    spans: Signs,
    and_between: Signs,
    before_years: Signs,
    points: Signs,
    plans: Signs,
    reversals: Signs,
    document_marks: Signs,
    documents: Signs,
    behind_names: Signs,
    everybody: Signs,
    same: Vec<Group>,
    numbers: Vec<Valued>,
    multiples: Vec<Valued>,
    months: Vec<Valued>,
}

/// Words of one meaning.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    of: Signs,
}

/// Words that mean a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Valued {
    value: u32,
    of: Signs,
}

/// What is known of a word, whichever words stand beside it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// The number that it says.
    pub number: Option<u32>,
    /// What the number before it is multiplied by.
    pub multiple: Option<u32>,
    /// The month that it names, 1 to 12.
    pub month: Option<u32>,
    /// The group of words of one meaning that it is in.
    pub group: Option<usize>,
    /// A bit for each [`List`] that it is in.
    lists: u32,
}

/// The lists that a word may be in.
#[derive(Clone, Copy, Debug)]
#[repr(u32)]
pub(super) enum List {
    ReportWords = 1,
    Times = 1 << 1,
    Quarters = 1 << 2,
    Ordinals = 1 << 3,
    Spans = 1 << 4,
    AndBetween = 1 << 5,
    DocumentMarks = 1 << 6,
    Documents = 1 << 7,
    BehindNames = 1 << 8,
    Everybody = 1 << 9,
    Fillers = 1 << 10,
    /// What turns round the word behind it.
    Negations = 1 << 11,
    /// Words with a negative ending.
    Negative = 1 << 12,
    BeforeYears = 1 << 13,
    Points = 1 << 14,
    Plans = 1 << 15,
    /// What undoes a thing: with it a text tells of another deed.
    Reversals = 1 << 16,
}

impl Known {
    pub fn is_in(self, list: List) -> bool {
        self.lists & list as u32 != 0
    }

    fn of(word: &str) -> Self {
        let alone = &[word][..];
        let value = |list: &[Valued]| list.iter().find(|valued| valued.of.are(alone)).map(|valued| valued.value);
        let lists = [
            (LISTS.report_words.are(alone), List::ReportWords),
            (LISTS.times.are(alone), List::Times),
            (LISTS.quarters.are(alone), List::Quarters),
            (LISTS.ordinals.are(alone), List::Ordinals),
            (LISTS.spans.are(alone), List::Spans),
            (LISTS.and_between.are(alone), List::AndBetween),
            (LISTS.before_years.are(alone), List::BeforeYears),
            (LISTS.points.are(alone), List::Points),
            (LISTS.plans.are(alone), List::Plans),
            (LISTS.reversals.are(alone), List::Reversals),
            (LISTS.document_marks.are(alone), List::DocumentMarks),
            (LISTS.documents.are(alone), List::Documents),
            (LISTS.behind_names.are(alone), List::BehindNames),
            (LISTS.everybody.are(alone), List::Everybody),
            (WORDS.fillers.are(alone), List::Fillers),
            (WORDS.negations_before.are(alone), List::Negations),
            (WORDS.negative_endings.taken_off(word, 2).is_some(), List::Negative),
        ];
        Self {
            number: value(&LISTS.numbers),
            multiple: value(&LISTS.multiples),
            month: value(&LISTS.months),
            group: LISTS.same.iter().position(|group| group.of.are(alone)),
            lists: lists.into_iter().filter(|(is_in, _)| *is_in).fold(0, |all, (_, list)| all | list as u32),
        }
    }
}

/// How many words each thread remembers.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    /// Reports repeat few words; each is looked up in the lists once.
    static KNOWN: RefCell<HashMap<String, Known, FixedState>> = RefCell::default();
}

/// What is known of a word that was made comparable.
pub(super) fn known(word: &str) -> Known {
    KNOWN.with_borrow_mut(|all| {
        if let Some(known) = all.get(word) {
            return *known;
        }
        if all.len() >= REMEMBERED {
            all.clear();
        }
        *all.entry(word.to_owned()).or_insert_with(|| Known::of(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::signs::Words;
    use std::collections::BTreeMap;

    #[test]
    fn each_example_holds_a_sign_of_its_line() {
        let file: toml::Table = toml::from_str(include_str!("words.toml")).expect("the file is TOML");
        let lists = file.values().flat_map(|value| match value {
            toml::Value::Array(groups) => groups.iter().filter_map(|group| group.get("of")?.as_table()).collect(),
            other => other.as_table().into_iter().collect::<Vec<_>>(),
        });
        let lines: Vec<_> = lists.flatten().filter_map(|(line, example)| Some((line, example.as_str()?))).collect();
        assert!(lines.len() > 80, "{}", lines.len());
        let silent: Vec<_> = lines
            .iter()
            .filter(|(line, example)| {
                let signs = Signs::from(BTreeMap::from([((*line).clone(), String::new())]));
                !signs.occur(&Words::of(example).list())
            })
            .collect();
        assert!(silent.is_empty(), "{silent:#?}");
    }
}
