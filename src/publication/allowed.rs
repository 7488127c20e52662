//! What may leave, as lists: the fields of situations and measures, and the licences. What stands in no list never leaves; a new
//! field of a register stays until somebody puts it here.

use crate::model::{FieldSpec, Table};

/// A field that may be published.
#[derive(Clone, Copy, Debug)]
pub struct PublicField {
    /// Its key in `tobokel.toml`, and the name of its column.
    pub key: &'static str,
    /// The table of the open data that it is a column of.
    pub of: PublicTable,
    /// Whether it is published where nothing is settled.
    pub by_default: bool,
    /// The fields of a register or a plan that leave with it.
    pub holds: &'static [(Table, &'static str)],
    /// The id of the message that is its title.
    pub title: &'static str,
}

/// A table of the open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicTable {
    /// The list of situations.
    Situations,
    /// The plan.
    Measures,
}

const fn field(
    key: &'static str,
    of: PublicTable,
    by_default: bool,
    holds: &'static [(Table, &'static str)],
    title: &'static str,
) -> PublicField {
    PublicField { key, of, by_default, holds, title }
}

/// What always leaves with a situation: without it the list says nothing.
pub const ALWAYS: [&str; 3] = ["id", "text", "level"];

/// Every field that may be published: the official form and the plan; the points only where they are asked for.
pub static PUBLIC_FIELDS: [PublicField; 19] = {
    use PublicTable::{Measures, Situations};
    use Table::{Chapter, Function, Measure, Situation, Task};
    [
        field("function", Situations, true, &[(Function, "group"), (Function, "name")], "field-function"),
        field("category", Situations, true, &[(Situation, "category")], "field-category"),
        field("unit", Situations, true, &[(Situation, "unit")], "field-unit"),
        field("positions", Situations, true, &[(Situation, "positions")], "field-positions"),
        field("elsewhere", Situations, true, &[(Situation, "elsewhere")], "field-elsewhere"),
        field("inherent", Situations, true, &[], "column-inherent"),
        field("likelihood", Situations, false, &[(Situation, "likelihood.score")], "field-likelihood"),
        field("harm", Situations, false, &[(Situation, "harm.score")], "field-harm"),
        field("measure", Measures, true, &[(Measure, "text")], "field-measure"),
        field("chapter", Measures, true, &[(Chapter, "name")], "field-chapter"),
        field("task", Measures, true, &[(Task, "text")], "field-task"),
        field("due", Measures, true, &[(Measure, "due")], "field-due"),
        field("responsible", Measures, true, &[(Measure, "responsible")], "field-responsible"),
        field("expected_result", Measures, true, &[(Measure, "expected_result")], "field-expected-result"),
        field("indicator", Measures, true, &[(Measure, "indicator")], "field-indicator"),
        field("funding", Measures, true, &[(Measure, "funding")], "field-funding"),
        // Who verified it, when and with which remark stays.
        field("state", Measures, true, &[(Measure, "status"), (Measure, "verified.result")], "data-state"),
        field("done_on", Measures, true, &[(Measure, "done_on")], "field-done-on"),
        field("days_overdue", Measures, true, &[], "data-days-overdue"),
    ]
};

/// The fields that a publication has, besides what always leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFields(Vec<&'static str>);

impl Default for PublishedFields {
    fn default() -> Self {
        let by_default = PUBLIC_FIELDS.iter().filter(|field| field.by_default);
        Self(by_default.map(|field| field.key).collect())
    }
}

impl PublishedFields {
    /// The fields of these keys, in the order of the list; keys of what always leaves, and others, add nothing. Where anything of
    /// the plan leaves, the measures' texts do.
    #[must_use]
    pub fn of(keys: &[String]) -> Self {
        let wanted = |field: &PublicField| keys.iter().any(|key| key == field.key);
        let plan = PUBLIC_FIELDS.iter().any(|field| field.of == PublicTable::Measures && wanted(field));
        let listed = PUBLIC_FIELDS.iter().filter(|field| wanted(field) || (plan && field.key == "measure"));
        Self(listed.map(|field| field.key).collect())
    }

    /// Whether a field is published.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        ALWAYS.contains(&key) || self.0.contains(&key)
    }

    /// Their keys, in the order of the list.
    #[must_use]
    pub fn keys(&self) -> &[&'static str] {
        &self.0
    }

    /// The fields themselves, in the order of the list.
    pub fn listed(&self) -> impl Iterator<Item = &'static PublicField> {
        PUBLIC_FIELDS.iter().filter(|field| self.has(field.key))
    }

    /// Whether a field of a register or a plan leaves.
    #[must_use]
    pub(super) fn release(&self, spec: &FieldSpec) -> bool {
        // The level of a situation that nobody gave points is the declared one.
        let always = [
            (Table::Assessment, "date"),
            (Table::Assessment, "method"),
            (Table::Assessment, "order"),
            (Table::Situation, "id"),
            (Table::Situation, "text"),
            (Table::Situation, "declared_level"),
            (Table::PlannedMeasure, "id"),
            (Table::Chapter, "id"),
            (Table::Task, "id"),
        ];
        let own = (spec.table, spec.key);
        always.contains(&own) || PUBLIC_FIELDS.iter().any(|field| self.has(field.key) && field.holds.contains(&own))
    }
}

/// What a key of `[publish] fields` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It may be published.
    Allowed,
    /// A field of registers or plans that never leaves.
    Never,
    /// No field.
    Unknown,
}

/// Whether a field that stays may be published where `tobokel.toml` says so.
#[must_use]
pub fn may_be_published(field: &str) -> bool {
    PUBLIC_FIELDS.iter().any(|known| known.key == field)
}

/// What a key of `[publish] fields` is.
#[must_use]
pub fn asked(key: &str) -> Asked {
    if allowed_keys().contains(&key) {
        Asked::Allowed
    } else if crate::model::column_keys().iter().any(|known| known == key) || crate::model::field_named(key).is_some() {
        Asked::Never
    } else {
        Asked::Unknown
    }
}

/// Every key that may stand in `[publish] fields`.
#[must_use]
pub fn allowed_keys() -> Vec<&'static str> {
    ALWAYS.into_iter().chain(PUBLIC_FIELDS.iter().map(|field| field.key)).collect()
}

/// A licence under which anybody may use what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its id in the list of the Open Definition; `None` for one that only has an address.
    pub id: Option<&'static str>,
    /// Its name, in its own language.
    pub title: String,
    /// Where its text stands.
    pub url: String,
}

/// The licences that are known by their ids: those of the Open Definition that public bodies use for data.
const LICENCES: [(&str, &str, &str); 5] = [
    ("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC0-1.0", "CC0 1.0 (public domain)", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("ODC-BY-1.0", "Open Data Commons Attribution 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    ("ODbL-1.0", "Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
];

/// The ids of the licences that are known.
#[must_use]
pub fn licence_ids() -> Vec<&'static str> {
    LICENCES.iter().map(|(id, ..)| *id).collect()
}

impl Licence {
    /// The licence of an id, or of an address on the web.
    #[must_use]
    pub fn of(named: &str) -> Option<Self> {
        let known = LICENCES.iter().find(|(id, ..)| id.eq_ignore_ascii_case(named));
        let known = known.map(|(id, title, url)| Self { id: Some(id), title: (*title).into(), url: (*url).into() });
        let is_address = named.starts_with("https://") && !named.contains(char::is_whitespace);
        known.or_else(|| is_address.then(|| Self { id: None, title: named.into(), url: named.into() }))
    }
}

impl Default for Licence {
    /// Attribution: who uses the data names the body. It is what most public bodies give open data.
    fn default() -> Self {
        let (id, title, url) = LICENCES[0];
        Self { id: Some(id), title: title.into(), url: url.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::model::FIELDS;

    #[test]
    fn each_public_field_exists_and_the_default_has_no_points() {
        for field in PUBLIC_FIELDS {
            for (table, key) in field.holds {
                assert!(FIELDS.iter().any(|known| (known.table, known.key) == (*table, *key)), "{key}");
            }
            assert!(Language::En.has(field.title), "{}", field.title);
        }
        let default = PublishedFields::default();
        assert!(!default.has("likelihood") && !default.has("harm") && default.has("text") && default.has("state"));
    }

    #[test]
    fn nothing_that_explains_a_score_is_ever_released() {
        let all: Vec<String> = allowed_keys().into_iter().map(str::to_owned).collect();
        let fields = PublishedFields::of(&all);
        let never = FIELDS.iter().filter(|spec| {
            let reasons = ["justification", "control", "evidence", "result", "reason", "assessors", "controller"];
            reasons.iter().any(|reason| spec.key.contains(reason))
                && !["expected_result", "verified.result"].contains(&spec.key)
        });
        assert!(never.clone().count() >= 10);
        for spec in never {
            assert!(!fields.release(spec), "{}", spec.key);
            assert_eq!(asked(spec.key), Asked::Never, "{}", spec.key);
        }
        assert_eq!((asked("unit"), asked("unti")), (Asked::Allowed, Asked::Unknown));
    }

    #[test]
    fn a_licence_is_known_by_its_id_or_its_address() {
        assert_eq!(Licence::of("cc0-1.0").and_then(|licence| licence.id), Some("CC0-1.0"));
        assert_eq!(Licence::of("https://example.kg/licence").map(|licence| licence.id), Some(None));
        assert_eq!(Licence::of("free"), None);
    }
}
