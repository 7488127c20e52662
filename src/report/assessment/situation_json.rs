//! A situation as JSON: its fields, among them what the method says of it.

use super::record_json::{Properties, RecordJson, parts};
use crate::assess::Outcome;
use crate::case::{Case, Row};
use crate::locale::Language;
use crate::model::{Level, Measure, Situation};
use crate::report::kinds::{LevelKey, Rank};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A situation with what came of it.
pub(super) struct SituationDocument<'a> {
    pub case: &'a Case<'a>,
    pub row: Row<'a>,
    pub key: String,
}

impl Serialize for SituationDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (method, outcome) = (self.case.method, self.row.outcome);
        let Row { function, situation, .. } = self.row;
        let level = |level: Level| method.level(level).key.as_str();
        let record = RecordJson { record: situation, method };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", &self.key)?;
        for part in parts() {
            match part.key() {
                "id" => {
                    record.write(part, &mut map)?;
                    map.serialize_entry("group", &function.group.as_deref())?;
                    map.serialize_entry("function", function.name.as_str())?;
                }
                "control" => {
                    map.serialize_entry("sum", &outcome.map(|outcome| outcome.sum))?;
                    map.serialize_entry("inherent", &outcome.map(|outcome| level(outcome.inherent)))?;
                    let control = situation.control.as_ref().map(|_| ControlDocument { record: &record, outcome });
                    map.serialize_entry("control", &control)?;
                }
                _ => record.write(part, &mut map)?,
            }
        }
        map.serialize_entry("residual", &outcome.map(|outcome| level(outcome.residual)))?;
        map.serialize_entry("target", &outcome.and_then(|outcome| outcome.target).map(level))?;
        map.serialize_entry("priority", &outcome.map(|outcome| outcome.priority))?;
        let measures = situation.measures.iter().map(|record| RecordJson { record, method });
        map.serialize_entry("measures", &measures.collect::<Vec<_>>())?;
        map.end()
    }
}

/// A control with what it did to the level.
struct ControlDocument<'a> {
    record: &'a RecordJson<'a, Situation>,
    outcome: Option<&'a Outcome>,
}

impl Serialize for ControlDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for part in parts().filter(|part| part.key() == "control") {
            self.record.write_fields(part, &mut map)?;
        }
        map.serialize_entry("lowered", &self.outcome.map(Outcome::lowered))?;
        map.end()
    }
}

impl JsonSchema for SituationDocument<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Situation".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = Properties::default();
        let titled = |id: &str, mut schema: Schema| {
            schema.insert("title".into(), Language::En.text(id).into());
            schema
        };
        properties.add("key", titled("column-key", String::json_schema(generator)));
        for part in parts::<Situation>() {
            match part.key() {
                "id" => {
                    properties.add("id", part.schema(generator));
                    properties.add("group", titled("field-group", Option::<String>::json_schema(generator)));
                    properties.add("function", titled("field-function", String::json_schema(generator)));
                }
                "control" => {
                    properties.add("sum", titled("column-sum", Option::<u32>::json_schema(generator)));
                    properties.add("inherent", titled("column-inherent", Option::<LevelKey>::json_schema(generator)));
                    let mut control = part.inner(generator);
                    control.add("lowered", Option::<bool>::json_schema(generator));
                    let control = json_schema!({ "anyOf": [control.schema(), { "type": "null" }] });
                    properties.add("control", titled("field-control", control));
                }
                key => properties.add(key, part.schema(generator)),
            }
        }
        properties.add("residual", titled("column-residual", Option::<LevelKey>::json_schema(generator)));
        properties.add("target", titled("column-target-level", Option::<LevelKey>::json_schema(generator)));
        properties.add("priority", titled("column-rank", Option::<Rank>::json_schema(generator)));
        let measures = Vec::<RecordJson<'_, Measure>>::json_schema(generator);
        properties.add("measures", titled("field-measure", measures));
        properties.schema()
    }
}
