//! Parts that several JSON documents have: what made them, whose file it is, counts by level, terms.

use crate::case::Entry;
use crate::method::Method;
use crate::model::{Level, Organization, OrganizationKind, Period, Recurrence};
use crate::report::kinds::{ColumnKey, ColumnKnownBy, Day, KeyOf, MethodId, RecurrenceKey, Sha256};
use crate::report::tool::{TOOL, VERSION};
use crate::source::ColumnReading;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

#[derive(Serialize, JsonSchema)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// The tool, as every document names it.
pub(super) fn tool() -> Tool {
    Tool { name: TOOL, version: VERSION }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct MethodDocument<'a> {
    id: MethodId<'a>,
    sha256: Sha256<'a>,
}

impl<'a> MethodDocument<'a> {
    pub fn of(method: &'a Method) -> Self {
        Self { id: MethodId(&method.id), sha256: Sha256(&method.sha256) }
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Source<'a> {
    path: &'a str,
    sha256: Option<Sha256<'a>>,
    columns: Vec<Column<'a>>,
}

impl<'a> Source<'a> {
    pub fn new(path: &'a str, sha256: Option<&'a str>, readings: &'a [ColumnReading]) -> Self {
        let column = |reading: &'a ColumnReading| Column {
            sheet: reading.sheet.as_deref(),
            letters: &reading.column,
            title: &reading.title,
            field: reading.field.as_deref().map(ColumnKey),
            by: reading.by.map(ColumnKnownBy),
        };
        Self { path, sha256: sha256.map(Sha256), columns: readings.iter().map(column).collect() }
    }
}

/// A file of which only the name and the fingerprint are told.
#[derive(Serialize, JsonSchema)]
pub(super) struct FileSource<'a> {
    pub path: &'a str,
    pub sha256: Option<Sha256<'a>>,
}

/// What a column of a table was read as.
#[derive(Serialize, JsonSchema)]
struct Column<'a> {
    sheet: Option<&'a str>,
    #[serde(rename = "column")]
    letters: &'a str,
    title: &'a str,
    field: Option<ColumnKey<'a>>,
    by: Option<ColumnKnownBy>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct OrganizationDocument<'a> {
    id: &'a str,
    name: Option<&'a str>,
    kind: Option<KeyOf<OrganizationKind>>,
}

impl<'a> OrganizationDocument<'a> {
    /// An organisation; of a file that was not read there is only the id that its name gives.
    pub fn new(id: &'a str, organization: Option<&'a Organization>) -> Self {
        Self {
            id,
            name: organization.map(|organization| organization.name.as_str()),
            kind: organization.and_then(|organization| organization.kind).map(KeyOf),
        }
    }
}

impl<'a> Entry<'a> {
    pub(super) fn source(&self) -> Source<'a> {
        Source::new(self.path(), self.sha256(), self.columns())
    }

    pub(super) fn organization(&self) -> OrganizationDocument<'a> {
        let organization = match self {
            Self::Case(case) => Some(&case.register.organization),
            Self::Plan(planned) => Some(&planned.plan.organization),
            Self::Refused(_) => None,
        };
        OrganizationDocument::new(self.id(), organization)
    }
}

/// Counts by level, the lowest level first; all zero where there is nothing to count.
pub(super) struct Counts<'a>(pub &'a Method, pub &'a [usize]);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(method, counts) = self;
        let count = |level: Level| counts.get(level.index()).copied().unwrap_or_default();
        serializer.collect_map(method.computed_levels().map(|(level, spec)| (&spec.key, count(level))))
    }
}

impl JsonSchema for Counts<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Counts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "x_of_method": "counts" })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct DueDocument<'a> {
    text: &'a str,
    from: Option<Day>,
    to: Option<Day>,
    recurrence: Option<RecurrenceKey>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermDocument>,
}

#[derive(Serialize, JsonSchema)]
struct TermDocument {
    from: Day,
    to: Day,
    recurrence: Option<RecurrenceKey>,
}

impl<'a> DueDocument<'a> {
    pub fn of(period: &'a Period) -> Self {
        let recurrence = |recurrence: Option<Recurrence>| recurrence.map(|recurrence| RecurrenceKey(recurrence.key()));
        let terms = period.terms.iter().map(|term| TermDocument {
            from: Day(term.from),
            to: Day(term.to),
            recurrence: recurrence(term.recurrence),
        });
        Self {
            text: &period.text,
            from: period.from.map(Day),
            to: period.to.map(Day),
            recurrence: recurrence(period.recurrence),
            terms: terms.collect(),
        }
    }
}
