//! Registers to begin with: the usual functions and situations of some kinds of body, to be adapted or struck out.
//!
//! They are data files beside this one, the two official languages side by side. They hold no points, which are the working
//! group's, and no years. What a register still has of them is known by its words: it bears no mark. They stand apart because
//! a form is filled with them and a rule looks for what was left as it came.

use crate::locale::Language;
use crate::model::{
    AssessmentRecord, Category, Control, Function, Keyword, Measure, Organization, OrganizationKind, Period,
    Recurrence, Register, Situation,
};
use crate::text::words;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A kind of body whose register can be begun with.
#[derive(Clone, Copy, Debug)]
pub struct Starter {
    /// Its name on the command line.
    pub key: &'static str,
    file: &'static str,
}

macro_rules! starters {
    ($($key:literal),+) => {
        /// All kinds, the smallest body first.
        pub const STARTERS: &[Starter] =
            &[$(Starter { key: $key, file: include_str!(concat!("starter/kinds/", $key, ".toml")) }),+];
    };
}

starters!["kindergarten", "school", "aiyl-okmotu", "mayor", "department"];

/// What is said in both official languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both<T> {
    ky: T,
    ru: T,
}

impl<T> Both<T> {
    /// What is said in a language; `None` in one that is not official.
    fn get(self, language: Language) -> Option<T> {
        match language {
            Language::Ky => Some(self.ky),
            Language::Ru => Some(self.ru),
            Language::En => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    organization: String,
    head: Both<String>,
    function: Vec<OfFunction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfFunction {
    group: Both<String>,
    name: Both<String>,
    situation: Vec<OfSituation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfSituation {
    text: Both<String>,
    category: String,
    unit: Option<Both<String>>,
    positions: Both<Vec<String>>,
    control: Option<Both<String>>,
    measure: Option<OfMeasure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfMeasure {
    text: Both<String>,
    due: String,
    responsible: Both<Vec<String>>,
    result: Both<String>,
    funding: Option<Both<String>>,
}

impl Starter {
    /// The register in one of the official languages; `None` in another. It has no name, no day and no points.
    #[must_use]
    pub fn register(self, language: Language) -> Option<Register> {
        let file = self.read();
        let organization = Organization {
            kind: Some(keyword::<OrganizationKind>(&file.organization)),
            language: Some(language),
            ..Organization::default()
        };
        let assessment =
            AssessmentRecord { high_level_controller: Some(file.head.get(language)?), ..AssessmentRecord::default() };
        let mut numbers = Numbers::default();
        let functions = file.function.into_iter().map(|function| function.make(language, &mut numbers));
        Some(Register { organization, assessment, functions: functions.collect::<Option<_>>()? })
    }

    fn read(self) -> File {
        // The files are part of the program, and the tests read each.
        toml::from_str(self.file).unwrap_or_else(|error| unreachable!("{}.toml: {error}", self.key))
    }
}

/// Whether a situation says, word for word, what a starter said: nobody has adapted it yet.
#[must_use]
pub fn is_unadapted(text: &str) -> bool {
    static TEXTS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let functions = STARTERS.iter().flat_map(|starter| starter.read().function);
        let texts = functions.flat_map(|function| function.situation).map(|situation| situation.text);
        texts.flat_map(|text| [words(&text.ky), words(&text.ru)]).collect()
    });
    TEXTS.contains(&words(text))
}

/// The numbers of situations: group, dot, row.
#[derive(Default)]
struct Numbers {
    of_group: u32,
    of_row: u32,
    group: Option<String>,
}

impl Numbers {
    fn next(&mut self, group: &str) -> String {
        if self.group.as_deref() != Some(group) {
            (self.of_group, self.of_row, self.group) = (self.of_group + 1, 0, Some(group.to_owned()));
        }
        self.of_row += 1;
        format!("{}.{}", self.of_group, self.of_row)
    }
}

impl OfFunction {
    fn make(self, language: Language, numbers: &mut Numbers) -> Option<Function> {
        let group = self.group.get(language)?;
        let situations = self.situation.into_iter().map(|situation| situation.make(language, numbers.next(&group)));
        Some(Function {
            situations: situations.collect::<Option<_>>()?,
            group: Some(group.into()),
            name: self.name.get(language)?.into(),
        })
    }
}

impl OfSituation {
    fn make(self, language: Language, id: String) -> Option<Situation> {
        let said = |both: Option<Both<String>>| both.and_then(|both| both.get(language)).map(Into::into);
        let control = said(self.control);
        Some(Situation {
            id,
            text: self.text.get(language)?.into(),
            category: Some(keyword::<Category>(&self.category)),
            unit: said(self.unit),
            positions: self.positions.get(language)?,
            control: control.map(|description| Control { description: Some(description), ..Control::default() }),
            measures: self.measure.and_then(|measure| measure.make(language)).into_iter().collect(),
            ..Situation::default()
        })
    }
}

impl OfMeasure {
    fn make(self, language: Language) -> Option<Measure> {
        let rhythm = Recurrence::ALL.iter().find(|rhythm| rhythm.key() == self.due);
        let words = |rhythm: &Recurrence| language.text(&format!("recurrence-{}", rhythm.key()));
        let term = |rhythm: &Recurrence| Period::recurring(&words(rhythm), *rhythm);
        Some(Measure {
            text: self.text.get(language)?.into(),
            due: rhythm.map(term),
            responsible: self.responsible.get(language)?,
            expected_result: Some(self.result.get(language)?.into()),
            funding: self.funding.and_then(|funding| funding.get(language)).map(Into::into),
            ..Measure::default()
        })
    }
}

/// A word of the files, by its key.
fn keyword<K: Keyword>(key: &str) -> K {
    let found = K::ALL.iter().copied().find(|known| known.key() == key);
    found.unwrap_or_else(|| unreachable!("no {} is called {key}", K::FAMILY))
}
