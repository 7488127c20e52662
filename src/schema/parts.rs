//! The parts that schemas are built from.

use crate::locale::Language;
use crate::method::Method;
use serde_json::{Map, Value, json};

/// The dialect. Later ones are not understood by the editors of TOML.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The keys of an object of the schema, in the order given.
pub(super) type Keys = Map<String, Value>;

/// Titles and descriptions are English in every language, as the keys are: a schema is one file for all.
pub(super) fn en(id: &str) -> String {
    Language::En.text(id)
}

/// An object with these keys and no others.
pub(super) fn closed(properties: Keys, required: Vec<&str>) -> Value {
    let mut object = json!({ "type": "object", "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object["properties"] = properties.into();
    object
}

/// An object with these keys and no others, all of them required.
pub(super) fn whole<const N: usize>(properties: [(&str, Value); N]) -> Value {
    let required = properties.iter().map(|(key, _)| *key).collect();
    let properties = properties.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    closed(properties, required)
}

pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(super) fn titled(title: String, schema: Value) -> Value {
    before([("title", title)], schema)
}

pub(super) fn described(description: String, schema: Value) -> Value {
    before([("description", description)], schema)
}

/// A whole document: the dialect first.
pub(super) fn document(title: String, description: String, schema: Value) -> Value {
    before([("$schema", DIALECT.to_owned()), ("title", title), ("description", description)], schema)
}

/// A whole document, by the name that the command line gives its schema. Its description names the method.
pub(super) fn about(name: &str, method: &Method, schema: Value) -> Value {
    let id = format!("schema-{name}");
    let description = Language::En.format(&format!("{id}-help"), &[("method", method.id.as_str().into())]);
    document(en(&id), description, schema)
}

/// A schema with words before its own keys.
fn before<const N: usize>(words: [(&str, String); N], schema: Value) -> Value {
    let Value::Object(keys) = schema else { unreachable!("a schema is an object: {schema}") };
    words.map(|(key, word)| (key.to_owned(), word.into())).into_iter().chain(keys).collect()
}
