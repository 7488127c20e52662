//! A record's fields as JSON, each by its key; a key with a dot stands in an object of its own.
//!
//! What is not said is `null`, an empty list, or the answer that holds where none is given.

use crate::locale::Language;
use crate::method::Method;
use crate::model::{
    Category, Field, FieldSpec, Fields, Keyword as _, Kind, OrganizationKind, Reporting, Status, Value,
};
use crate::report::assessment::document::{DueDocument, due};
use crate::report::kinds::{Day, DeclaredLevelKey, GradeKey, HarmPoints, KeyOf, LanguageCode, LikelihoodPoints};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Map;
use std::borrow::Cow;

/// A record as an object.
pub(in crate::report) struct RecordJson<'a, R> {
    pub record: &'a R,
    pub method: &'a Method,
}

impl<R: Fields> Serialize for RecordJson<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for part in parts::<R>() {
            self.write(part, &mut map)?;
        }
        map.end()
    }
}

impl<R: Fields> RecordJson<'_, R> {
    /// Writes a field, or the object of a part.
    pub fn write<M: SerializeMap>(&self, part: Part<R>, map: &mut M) -> Result<(), M::Error> {
        match part.outer() {
            None => self.write_fields(part, map),
            Some(outer) => map.serialize_entry(outer, &Inner { of: self, part }),
        }
    }

    /// Writes the fields of a part by their own keys.
    pub fn write_fields<M: SerializeMap>(&self, part: Part<R>, map: &mut M) -> Result<(), M::Error> {
        for field in part.0 {
            let key = field.spec.key.split_once('.').map_or(field.spec.key, |(_, inner)| inner);
            let value = Json { value: (field.get)(self.record), spec: field.spec, method: self.method };
            map.serialize_entry(key, &value)?;
        }
        Ok(())
    }
}

/// A field that stands alone, or all fields of a part.
pub(in crate::report) struct Part<R: 'static>(&'static [Field<R>]);

impl<R> Part<R> {
    /// The key of the part; `None` for a field that stands alone.
    pub fn outer(&self) -> Option<&'static str> {
        outer(&self.0[0])
    }

    /// The key in the record's object.
    pub fn key(&self) -> &'static str {
        self.outer().unwrap_or(self.0[0].spec.key)
    }
}

/// The fields of a record, those of a part together.
pub(in crate::report) fn parts<R: Fields>() -> impl Iterator<Item = Part<R>> {
    R::FIELDS.chunk_by(|one, next| outer(one).is_some() && outer(one) == outer(next)).map(Part)
}

fn outer<R>(field: &Field<R>) -> Option<&'static str> {
    field.spec.key.split_once('.').map(|(outer, _)| outer)
}

struct Inner<'a, R: 'static> {
    of: &'a RecordJson<'a, R>,
    part: Part<R>,
}

impl<R: Fields> Serialize for Inner<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.of.write_fields(Part(self.part.0), &mut map)?;
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
            Value::Period(period) => due(period).serialize(serializer),
            value => self.method.canonical(value.clone()).serialize(serializer),
        }
    }
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
        for part in parts::<R>() {
            properties.add(part.key(), part.schema(generator));
        }
        properties.schema()
    }
}

impl<R: Fields> Part<R> {
    /// The schema of what is written under [`Self::key`], with the field's name as its title.
    pub fn schema(&self, generator: &mut SchemaGenerator) -> Schema {
        let mut schema = match self.outer() {
            None => value(self.0[0].spec, generator),
            Some(_) => self.inner(generator).schema(),
        };
        schema.insert("title".into(), Language::En.text(self.0[0].spec.name).into());
        schema
    }

    /// The properties of the object of a part.
    pub fn inner(&self, generator: &mut SchemaGenerator) -> Properties {
        let mut properties = Properties::default();
        for Field { spec, .. } in self.0 {
            let key = spec.key.split_once('.').map_or(spec.key, |(_, inner)| inner);
            properties.add(key, value(spec, generator));
        }
        properties
    }
}

/// The properties of an object, all of which are always there.
#[derive(Default)]
pub(in crate::report) struct Properties(Map<String, serde_json::Value>);

impl Properties {
    pub fn add(&mut self, key: &str, schema: Schema) {
        self.0.insert(key.to_owned(), schema.into());
    }

    pub fn schema(self) -> Schema {
        let required: Vec<&String> = self.0.keys().collect();
        json_schema!({ "type": "object", "required": required, "properties": self.0 })
    }
}

/// The schema of a field's value.
fn value(spec: &FieldSpec, generator: &mut SchemaGenerator) -> Schema {
    match spec.kind {
        Kind::Text if is_always_a_text(spec) => String::json_schema(generator),
        Kind::Text | Kind::Amount => Option::<String>::json_schema(generator),
        Kind::Texts => Vec::<String>::json_schema(generator),
        Kind::Points if spec.key == "harm.score" => Option::<HarmPoints>::json_schema(generator),
        Kind::Points => Option::<LikelihoodPoints>::json_schema(generator),
        Kind::Level => Option::<DeclaredLevelKey>::json_schema(generator),
        Kind::Grade => Option::<GradeKey>::json_schema(generator),
        Kind::Category => Option::<KeyOf<Category>>::json_schema(generator),
        Kind::OrganizationKind => Option::<KeyOf<OrganizationKind>>::json_schema(generator),
        Kind::Status => Option::<KeyOf<Status>>::json_schema(generator),
        Kind::Language => Option::<LanguageCode>::json_schema(generator),
        Kind::Date => Option::<Day>::json_schema(generator),
        Kind::Period => Option::<DueDocument<'_>>::json_schema(generator),
        Kind::Boolean => bool::json_schema(generator),
        Kind::Reporting => Vec::<KeyOf<Reporting>>::json_schema(generator),
    }
}
