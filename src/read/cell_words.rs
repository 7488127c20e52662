//! The words of cells beside the official ones: what may stand around a value, what means the same, what reverses a
//! meaning. They are data: `cell_words.toml`.

use crate::text::comparable;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The lists of `cell_words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CellWords {
    negations: Vec<String>,
    turning_beginnings: Vec<String>,
    turning_middles: Vec<String>,
    /// Labels that templates of earlier versions gave fields outside tables, by the field's name.
    pub earlier_labels: BTreeMap<String, Vec<String>>,
    /// Beginnings of words by which a line before a table says that the table goes on.
    going_on: Vec<String>,
    /// Beginnings of words by which a line above a table is known as the title of a plan.
    plans: Vec<String>,
    /// The figures of Roman numerals up to a few dozens, with the Cyrillic letters in which they are typed.
    pub roman: String,
    /// Which words may stand around a value.
    around: HashMap<About, Vec<String>>,
    pub same: Same,
}

/// Lists of words that mean the same, by kind of cell.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Same {
    /// Of levels, grades and points alike.
    pub scale: Vec<Vec<String>>,
    /// Of points alone.
    pub points: Vec<Vec<String>>,
    /// Of the effectiveness of controls alone.
    pub grades: Vec<Vec<String>>,
    pub categories: Vec<Vec<String>>,
    pub statuses: Vec<Vec<String>>,
}

/// What kind of words a vocabulary holds: it decides what may stand around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum About {
    Levels,
    /// Points of likelihood or harm.
    Points,
    /// How effective a control is.
    Grades,
    Categories,
    /// How far a measure is carried out.
    Statuses,
    /// Anything else: the words stand alone.
    Else,
}

/// Whether a word of a line has one of these beginnings.
fn begins_a_word(line: &str, beginnings: &[String]) -> bool {
    comparable(line)
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| beginnings.iter().any(|begin| word.starts_with(begin.as_str())))
}

static WORDS: LazyLock<CellWords> = LazyLock::new(|| {
    toml::from_str(include_str!("cell_words.toml")).unwrap_or_else(|error| panic!("cell_words.toml: {error}"))
});

impl CellWords {
    /// Whether a line says that a table goes on: "continued", in any of the languages.
    pub fn say_it_goes_on(&self, line: &str) -> bool {
        begins_a_word(line, &self.going_on)
    }

    /// Whether a line speaks of a plan, as its title does.
    pub fn name_a_plan(&self, line: &str) -> bool {
        begins_a_word(line, &self.plans)
    }

    /// All of them.
    pub fn all() -> &'static Self {
        &WORDS
    }

    /// Whether a word may stand around a value.
    pub fn is_around(&self, about: About, word: &str) -> bool {
        // Points and grades stand among the words of levels as well.
        let also = matches!(about, About::Points | About::Grades).then_some(About::Levels);
        let lists = [Some(about), also].into_iter().flatten().filter_map(|about| self.around.get(&about));
        lists.flatten().any(|wanted| matches(wanted, word))
    }

    /// Whether a comparable text has a word that reverses its meaning.
    pub fn is_negated(&self, text: &str) -> bool {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| self.negations.iter().any(|negation| negation == word))
    }

    /// Whether a comparable text may be a slip of the pen for the meant one. A word more or less, "not", "partly", and
    /// a syllable that denies are none.
    pub fn may_be_slip(&self, typed: &str, meant: &str) -> bool {
        let words = |text: &str| text.split_whitespace().count();
        let meant = comparable(meant);
        words(typed) == words(&meant) && self.turns(typed) == self.turns(&meant)
    }

    /// How often a text has each kind of reversal.
    fn turns(&self, text: &str) -> (usize, usize, usize) {
        let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let begins = |word: &&str| self.turning_beginnings.iter().any(|begin| word.starts_with(begin.as_str()));
        let middles = self.turning_middles.iter().map(|middle| text.matches(middle.as_str()).count());
        (usize::from(self.is_negated(text)), words().filter(begins).count(), middles.sum())
    }
}

/// Whether a word is the wanted one, begins as it does where a star ends it, or ends as it does where a star begins it.
pub(super) fn matches(wanted: &str, word: &str) -> bool {
    match (wanted.strip_suffix('*'), wanted.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (_, Some(ending)) => word.len() > ending.len() && word.ends_with(ending),
        _ => word == wanted,
    }
}
