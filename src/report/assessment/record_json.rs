//! A record's fields as JSON, each by its key; a key with a dot stands in an object of its own.
//!
//! What is not said is `null`, an empty list, or the answer that holds where none is given.

use crate::locale::Language;
use crate::method::Method;
use crate::model::{
    Category, Field, FieldSpec, Fields, Keyword as _, Kind, OrganizationKind, Reporting, Status, Value, Verification,
    parts,
};
use crate::report::document_parts::DueDocument;
use crate::report::kinds::{Day, DeclaredLevelKey, GradeKey, HarmPoints, KeyOf, LanguageCode, LikelihoodPoints};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Map;
use std::borrow::Cow;

/// A record as an object.
pub(super) struct RecordJson<'a, R> {
    pub record: &'a R,
    pub method: &'a Method,
}

impl<R: Fields> Serialize for RecordJson<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (part, fields) in parts() {
            self.write(part, fields, &mut map)?;
        }
        map.end()
    }
}

impl<R: Fields> RecordJson<'_, R> {
    /// Writes a field that stands alone, or a part as an object.
    pub fn write<M: SerializeMap>(
        &self,
        part: Option<&str>,
        fields: &'static [Field<R>],
        map: &mut M,
    ) -> Result<(), M::Error> {
        match part {
            None => self.write_fields(fields, map),
            Some(part) if is_missing(part, self.record, fields) => map.serialize_entry(part, &()),
            Some(part) => map.serialize_entry(part, &Part { of: self, fields }),
        }
    }

    /// Writes fields by their own keys.
    pub fn write_fields<M: SerializeMap>(&self, fields: &[Field<R>], map: &mut M) -> Result<(), M::Error> {
        for Field { spec, get, .. } in fields {
            map.serialize_entry(spec.part_and_key().1, &Json { value: get(self.record), spec, method: self.method })?;
        }
        Ok(())
    }
}

struct Part<'a, R: 'static> {
    of: &'a RecordJson<'a, R>,
    fields: &'static [Field<R>],
}

impl<R: Fields> Serialize for Part<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.of.write_fields(self.fields, &mut map)?;
        map.end()
    }
}

struct Json<'a> {
    value: Value<'a>,
    spec: &'static FieldSpec,
    method: &'a Method,
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Nothing => match self.spec.kind {
                Kind::Text if is_always_a_text(self.spec) => serializer.serialize_str(""),
                Kind::Texts | Kind::Reporting => serializer.collect_seq([""; 0]),
                Kind::Boolean => serializer.serialize_bool(true),
                _ => serializer.serialize_none(),
            },
            Value::Texts(texts) => serializer.collect_seq(texts.iter()),
            Value::Reporting(kinds) => serializer.collect_seq(kinds.iter().map(|kind| kind.key())),
            Value::Points(points) => serializer.serialize_u8(*points),
            Value::Boolean(answer) => serializer.serialize_bool(*answer),
            Value::Period(period) => DueDocument::of(period).serialize(serializer),
            value => self.method.canonical(value.clone()).serialize(serializer),
        }
    }
}

/// A part that is `null` where nothing is said of it, not an object of unknown values.
const NULL: [&str; 1] = ["verified"];

/// Whether a part is `null`.
fn is_missing<R>(part: &str, record: &R, fields: &[Field<R>]) -> bool {
    NULL.contains(&part) && fields.iter().all(|field| (field.get)(record) == Value::Nothing)
}

/// Whether a field of texts is never `null`.
fn is_always_a_text(spec: &FieldSpec) -> bool {
    spec.required || spec.key == "id"
}

// ---- The schema

impl<R: Fields> JsonSchema for RecordJson<'_, R> {
    fn schema_name() -> Cow<'static, str> {
        format!("{:?}", R::TABLE).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = Properties::default();
        for (part, fields) in parts::<R>() {
            properties.add_part(part, fields, generator);
        }
        properties.schema()
    }
}

/// The properties of an object, all of which are always there.
#[derive(Default)]
pub(super) struct Properties(Map<String, serde_json::Value>);

impl Properties {
    /// The properties of the object of a part.
    pub fn of<R>(fields: &[Field<R>], generator: &mut SchemaGenerator) -> Self {
        let property =
            |Field { spec, .. }: &Field<R>| (spec.part_and_key().1.to_owned(), value(spec, generator).into());
        Self(fields.iter().map(property).collect())
    }

    /// Adds a property of a type.
    pub fn add<T: JsonSchema>(&mut self, key: &str, title: &str, generator: &mut SchemaGenerator) {
        self.add_schema(key, title, T::json_schema(generator));
    }

    /// Adds what [`RecordJson::write`] writes, with the name of the first field as its title.
    pub fn add_part<R>(&mut self, part: Option<&str>, fields: &[Field<R>], generator: &mut SchemaGenerator) {
        let first = fields[0].spec;
        let schema = match part {
            None => value(first, generator),
            Some(part) if NULL.contains(&part) => {
                json_schema!({ "anyOf": [Self::of(fields, generator).schema(), { "type": "null" }] })
            }
            Some(_) => Self::of(fields, generator).schema(),
        };
        self.add_schema(part.unwrap_or(first.key), first.name, schema);
    }

    pub fn add_schema(&mut self, key: &str, title: &str, mut schema: Schema) {
        schema.insert("title".into(), Language::En.text(title).into());
        self.insert(key, schema);
    }

    pub fn insert(&mut self, key: &str, schema: Schema) {
        self.0.insert(key.to_owned(), schema.into());
    }

    pub fn schema(self) -> Schema {
        let required: Vec<&String> = self.0.keys().collect();
        json_schema!({ "type": "object", "required": required, "properties": self.0 })
    }
}

/// The schema of a field's value.
pub(super) fn value(spec: &FieldSpec, generator: &mut SchemaGenerator) -> Schema {
    match spec.kind {
        Kind::Text if is_always_a_text(spec) => String::json_schema(generator),
        Kind::Text | Kind::Amount => Option::<String>::json_schema(generator),
        Kind::Texts => Vec::<String>::json_schema(generator),
        Kind::Points if spec.key == "harm.score" => Option::<HarmPoints>::json_schema(generator),
        Kind::Points => Option::<LikelihoodPoints>::json_schema(generator),
        Kind::Level => Option::<DeclaredLevelKey<'_>>::json_schema(generator),
        Kind::Grade => Option::<GradeKey>::json_schema(generator),
        Kind::Category => Option::<KeyOf<Category>>::json_schema(generator),
        Kind::OrganizationKind => Option::<KeyOf<OrganizationKind>>::json_schema(generator),
        Kind::Status => Option::<KeyOf<Status>>::json_schema(generator),
        Kind::Verification => Option::<KeyOf<Verification>>::json_schema(generator),
        Kind::Language => Option::<LanguageCode>::json_schema(generator),
        Kind::Date => Option::<Day>::json_schema(generator),
        Kind::Period => Option::<DueDocument<'_>>::json_schema(generator),
        Kind::Boolean => bool::json_schema(generator),
        Kind::Reporting => Vec::<KeyOf<Reporting>>::json_schema(generator),
    }
}
