//! A situation as JSON: its fields, among them what the method says of it.

use crate::assess::Outcome;
use crate::case::Row;
use crate::method::Method;
use crate::model::{Axis, CriterionScore, Field, Fields as _, Level, Measure, Situation, parts};
use crate::report::assessment::record_json::{Properties, RecordJson, value};
use crate::report::kinds::{LevelKey, Rank};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A situation with what came of it.
pub(in crate::report) struct SituationDocument<'a> {
    pub method: &'a Method,
    pub row: Row<'a>,
    pub key: String,
}

impl Serialize for SituationDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (method, outcome) = (self.method, self.row.outcome);
        let Row { function, situation, .. } = self.row;
        let level = |level: Level| method.level(level).key.as_str();
        let record = RecordJson { record: situation, method };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", &self.key)?;
        for (part, fields) in parts() {
            match part.unwrap_or(fields[0].spec.key) {
                "id" => {
                    record.write_fields(fields, &mut map)?;
                    map.serialize_entry("group", &function.group.as_deref())?;
                    map.serialize_entry("function", function.name.as_str())?;
                }
                "control" => {
                    map.serialize_entry("sum", &outcome.map(|outcome| outcome.sum))?;
                    map.serialize_entry("inherent", &outcome.map(|outcome| level(outcome.inherent)))?;
                    let control =
                        situation.control.as_ref().map(|_| ControlDocument { record: &record, fields, outcome });
                    map.serialize_entry("control", &control)?;
                }
                "likelihood" => map.serialize_entry(
                    "likelihood",
                    &ScoreDocument { record: &record, fields, axis: Axis::Likelihood },
                )?,
                "harm" => map.serialize_entry("harm", &ScoreDocument { record: &record, fields, axis: Axis::Harm })?,
                _ => record.write(part, fields, &mut map)?,
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

/// The points of a scale with the criteria behind them.
struct ScoreDocument<'a> {
    record: &'a RecordJson<'a, Situation>,
    fields: &'static [Field<Situation>],
    axis: Axis,
}

impl Serialize for ScoreDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RecordJson { record, method } = *self.record;
        let score = record.score(self.axis);
        let mut map = serializer.serialize_map(None)?;
        if score.is_combined() {
            // The points that count, given or not.
            map.serialize_entry("score", &score.combined)?;
            map.serialize_entry("justification", &score.justification.as_deref())?;
        } else {
            self.record.write_fields(self.fields, &mut map)?;
        }
        let criteria = score.criteria.iter().map(|record| CriterionDocument { record, method });
        map.serialize_entry("criteria", &criteria.collect::<Vec<_>>())?;
        if !score.criteria.is_empty() {
            map.serialize_entry("combined", &score.is_combined())?;
        }
        map.end()
    }
}

/// The points by one criterion.
struct CriterionDocument<'a> {
    record: &'a CriterionScore,
    method: &'a Method,
}

impl Serialize for CriterionDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", &*self.record.key)?;
        let record = RecordJson { record: self.record, method: self.method };
        record.write_fields(CriterionScore::FIELDS, &mut map)?;
        map.end()
    }
}

/// The schema of the points of a scale with their criteria.
fn score_schema(fields: &[Field<Situation>], generator: &mut SchemaGenerator) -> Schema {
    let mut criterion = Properties::default();
    criterion.add::<String>("key", "schema-criterion-key", generator);
    for Field { spec, .. } in fields {
        criterion.insert(spec.part_and_key().1, value(spec, generator));
    }
    let mut score = Properties::of(fields, generator);
    score.insert("criteria", json_schema!({ "type": "array", "items": criterion.schema() }));
    let mut schema = score.schema();
    // It is there where there are criteria.
    if let Some(properties) = schema.get_mut("properties").and_then(|properties| properties.as_object_mut()) {
        properties.insert("combined".to_owned(), bool::json_schema(generator).into());
    }
    schema
}

/// A control with what it did to the level.
struct ControlDocument<'a> {
    record: &'a RecordJson<'a, Situation>,
    fields: &'static [Field<Situation>],
    outcome: Option<&'a Outcome>,
}

impl Serialize for ControlDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.record.write_fields(self.fields, &mut map)?;
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
        properties.add::<String>("key", "column-key", generator);
        for (part, fields) in parts::<Situation>() {
            match part.unwrap_or(fields[0].spec.key) {
                "id" => {
                    properties.add_part(part, fields, generator);
                    properties.add::<Option<String>>("group", "field-group", generator);
                    properties.add::<String>("function", "field-function", generator);
                }
                "control" => {
                    properties.add::<Option<u32>>("sum", "column-sum", generator);
                    properties.add::<Option<LevelKey<'_>>>("inherent", "column-inherent", generator);
                    let mut control = Properties::of(fields, generator);
                    control.insert("lowered", Option::<bool>::json_schema(generator));
                    let control = json_schema!({ "anyOf": [control.schema(), { "type": "null" }] });
                    properties.add_schema("control", "field-control", control);
                }
                part @ ("likelihood" | "harm") => {
                    let schema = score_schema(fields, generator);
                    properties.add_schema(part, fields[0].spec.name, schema);
                }
                _ => properties.add_part(part, fields, generator),
            }
        }
        properties.add::<Option<LevelKey<'_>>>("residual", "column-residual", generator);
        properties.add::<Option<LevelKey<'_>>>("target", "column-target-level", generator);
        properties.add::<Option<Rank>>("priority", "column-rank", generator);
        properties.add::<Vec<RecordJson<'_, Measure>>>("measures", "field-measure", generator);
        properties.schema()
    }
}
