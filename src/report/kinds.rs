//! What the values of documents are: texts and numbers with the schema of what they may be.
//!
//! What a method decides (levels, grades, points) is left open here, as [`OF_METHOD`] with a word; the schema for a method puts
//! the method's keys in its place.

use crate::assess::execution::State;
use crate::diag::Severity;
use crate::locale::Language;
use crate::model::{CRITERION_COLUMN, Keyword, Recurrence, column_keys};
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::Display;

/// The keyword of a schema whose value is the word for what the method decides.
pub(crate) const OF_METHOD: &str = "x_of_method";

/// Makes types with a schema; those without a value are only named in schemas.
macro_rules! kind {
    ($($(#[$about:meta])* $name:ident $(<$of:lifetime>)? $(($(#[$how:meta])? $value:ty))? => $schema:tt;)+) => {$(
        $(#[$about])*
        #[derive(Serialize)]
        pub(crate) struct $name $(<$of>)? $(($(#[$how])? pub $value))?;

        impl $(<$of>)? JsonSchema for $name $(<$of>)? {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

pub(crate) use kind;

kind! {
    /// A day as ISO 8601 writes it.
    Day(#[serde(serialize_with = "iso")] Date) => { "type": "string", "format": "date" };
    /// A SHA-256, lower-case hexadecimal.
    Sha256<'a>(&'a str) => { "type": "string", "pattern": "^[0-9a-f]{64}$" };
    /// The name of a cell.
    CellName(String) => { "type": "string", "pattern": "^[A-Z]{1,3}[1-9][0-9]*$" };
    /// The code of a finding.
    FindingCode(&'static str) => { "type": "string", "pattern": "^TB[0-9]{3}$" };
    /// A number that begins with 1.
    Rank(usize) => { "type": "integer", "minimum": 1 };
    /// The id of the method.
    MethodId<'a>(&'a str) => { "type": "string", "x_of_method": "id" };
    /// The key of a level that points lead to.
    LevelKey<'a>(&'a str) => { "type": "string", "x_of_method": "level" };
    /// The key of any level.
    DeclaredLevelKey<'a>(&'a str) => { "type": "string", "x_of_method": "declared-level" };
    /// The key of a grade of control effectiveness.
    GradeKey => { "type": "string", "x_of_method": "grade" };
    /// Points of likelihood.
    LikelihoodPoints => { "type": "integer", "x_of_method": "likelihood" };
    /// Points of harm.
    HarmPoints => { "type": "integer", "x_of_method": "harm" };
    /// The key of a severity.
    SeverityKey(&'static str) => { "enum": Severity::ALL.map(Severity::key) };
    /// The key of where a measure stands.
    StateKey(&'static str) => { "enum": State::ALL.map(State::key) };
    /// The code of a language.
    LanguageCode(&'static str) => { "enum": Language::ALL.map(Language::code) };
    /// The key of the field that a column is read as.
    ColumnKey<'a>(&'a str) => { "anyOf": [{ "enum": column_keys() }, { "type": "string", "pattern": CRITERION_COLUMN }] };
    /// By what a column was recognised.
    ColumnKnownBy(&'static str) => { "enum": ["title", "similar-title", "content", "setting"] };
    /// The key of a rhythm.
    RecurrenceKey(&'static str) => { "enum": Recurrence::ALL.iter().map(|recurrence| recurrence.key()).collect::<Vec<_>>() };
}

fn iso<S: Serializer>(day: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// The key of a keyword of the form.
pub(crate) struct KeyOf<K>(pub K);

impl<K: Keyword> Serialize for KeyOf<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.key())
    }
}

impl<K: Keyword> JsonSchema for KeyOf<K> {
    fn schema_name() -> Cow<'static, str> {
        K::FAMILY.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": K::ALL.iter().map(|value| value.key()).collect::<Vec<_>>() })
    }
}
