//! What the values of documents are, told to `schemars`: texts of which a document's type says only that they are texts.
//!
//! What a method decides (levels, grades, points) is left open here, as [`OF_METHOD`] with a word; the schema for a method puts its
//! own keys in the place.

use crate::diag::Severity;
use crate::locale::Language;
use crate::model::Keyword;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::marker::PhantomData;

/// The keyword of a schema whose value says what of the method belongs in its place.
pub(crate) const OF_METHOD: &str = "x_of_method";

/// Makes a type that has only a schema.
macro_rules! kind {
    ($($(#[$about:meta])* $name:ident => $schema:tt;)+) => {$(
        $(#[$about])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
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
    Day => { "type": "string", "format": "date" };
    /// A SHA-256, lower-case hexadecimal.
    Sha256 => { "type": "string", "pattern": "^[0-9a-f]{64}$" };
    /// The name of a cell.
    CellName => { "type": "string", "pattern": "^[A-Z]{1,3}[1-9][0-9]*$" };
    /// The code of a finding.
    FindingCode => { "type": "string", "pattern": "^TB[0-9]{3}$" };
    /// A number that begins with 1.
    Rank => { "type": "integer", "minimum": 1 };
    /// The id of the method.
    MethodId => { "type": "string", "x_of_method": "id" };
    /// The key of a level that points lead to.
    LevelKey => { "type": "string", "x_of_method": "level" };
    /// The key of any level.
    DeclaredLevelKey => { "type": "string", "x_of_method": "declared-level" };
    /// The key of a grade of control effectiveness.
    GradeKey => { "type": "string", "x_of_method": "grade" };
    /// Points of likelihood.
    LikelihoodPoints => { "type": "integer", "x_of_method": "likelihood" };
    /// Points of harm.
    HarmPoints => { "type": "integer", "x_of_method": "harm" };
    /// A number for each level that points lead to.
    CountsByLevel => { "type": "object", "x_of_method": "counts" };
}

/// The key of a keyword of the form.
pub(crate) struct KeyOf<K>(PhantomData<K>);

impl<K: Keyword> JsonSchema for KeyOf<K> {
    fn schema_name() -> Cow<'static, str> {
        K::FAMILY.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        one_of(K::ALL.iter().map(|value| value.key()))
    }
}

/// The key of a severity.
pub(crate) struct SeverityKey;

impl JsonSchema for SeverityKey {
    fn schema_name() -> Cow<'static, str> {
        "severity".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        one_of(Severity::ALL.map(Severity::key).into_iter())
    }
}

/// The code of a language.
pub(crate) struct LanguageCode;

impl JsonSchema for LanguageCode {
    fn schema_name() -> Cow<'static, str> {
        "language".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        one_of(Language::ALL.map(Language::code).into_iter())
    }
}

/// One of these texts or `null`.
pub(crate) fn one_of_or_null<'a>(texts: impl Iterator<Item = &'a str>) -> Schema {
    let texts: Vec<Option<&str>> = texts.map(Some).chain([None]).collect();
    json_schema!({ "enum": texts })
}

/// One of these texts.
pub(crate) fn one_of(texts: impl Iterator<Item = &'static str>) -> Schema {
    json_schema!({ "enum": texts.collect::<Vec<_>>() })
}
