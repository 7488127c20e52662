//! The schemas of what the program writes as JSON, made from the documents' own types; what a method decides comes from the
//! method.

use crate::method::{Method, Point};
use crate::report::{DocumentSchema, OF_METHOD};
use crate::schema::parts::about;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The schema of a document for a method.
pub(super) fn schema(of: DocumentSchema, method: &Method) -> Value {
    let mut settings = SchemaSettings::draft07().for_serialize();
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    let mut schema: Value = (of.make)(&mut settings.into_generator()).into();
    settle(&mut schema, method);
    schema["properties"]["schema"] = json!({ "const": of.schema });
    if let Some(tool) = schema["properties"].get_mut("tool") {
        tool["properties"]["name"] = json!({ "const": crate::report::TOOL });
    }
    for key in ["title", "description", "$schema"] {
        schema.as_object_mut().map(|schema| schema.remove(key));
    }
    about(of.name, method, schema)
}

/// Closes each object, drops the names of types and the ranges of machine numbers, and puts in what the method decides.
fn settle(schema: &mut Value, method: &Method) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(|part| settle(part, method)),
        Value::Object(keys) => {
            if let Some(what) = keys.get(OF_METHOD).and_then(Value::as_str) {
                let may_be_null = keys.get("type").is_some_and(Value::is_array);
                let mut settled = of_method(what, method);
                if let Some(values) = settled.get_mut("enum").and_then(Value::as_array_mut).filter(|_| may_be_null) {
                    values.push(Value::Null);
                }
                if let Some(title) = keys.get("title") {
                    settled["title"] = title.clone();
                }
                *schema = settled;
                return;
            }
            let is_machine_format =
                |format: &Value| format.as_str().is_some_and(|format| format.starts_with(['u', 'i']));
            if keys.get("format").is_some_and(is_machine_format) {
                keys.shift_remove("format");
                keys.shift_remove("maximum");
            }
            if keys.contains_key("properties") {
                keys.insert("additionalProperties".into(), false.into());
            }
            keys.values_mut().for_each(|part| settle(part, method));
        }
        _ => {}
    }
}

fn of_method(what: &str, method: &Method) -> Value {
    let levels = |all: bool| {
        let levels = method.levels.iter().filter(move |level| all || !level.declared_only);
        levels.map(|level| level.key.as_str()).collect::<Vec<_>>()
    };
    let points = |scale: &[Point]| json!({ "enum": scale.iter().map(|point| point.points).collect::<Vec<_>>() });
    match what {
        "id" => json!({ "const": method.id }),
        "level" => json!({ "enum": levels(false) }),
        "declared-level" => json!({ "enum": levels(true) }),
        "grade" => json!({ "enum": method.controls.iter().map(|grade| grade.key.as_str()).collect::<Vec<_>>() }),
        "likelihood" => points(&method.likelihood),
        "harm" => points(&method.harm),
        "counts" => {
            let counts =
                levels(false).into_iter().map(|level| (level.to_owned(), json!({ "type": "integer", "minimum": 0 })));
            json!({
                "type": "object",
                "required": levels(false),
                "additionalProperties": false,
                "properties": counts.collect::<serde_json::Map<_, _>>(),
            })
        }
        other => unreachable!("no document asks a method for {other:?}"),
    }
}
