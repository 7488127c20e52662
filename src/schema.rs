//! JSON Schemas (draft-07) of what the program reads and writes, for editors and other programs.
//!
//! They stay within what TOML editors support, and are made from the field table and the method, never by hand beside
//! them. A schema cannot say all that the reader knows (ids that repeat, days that their month does not have), and takes
//! words in fewer ways of writing than the reader does: the reader stays the judge. `tests/schemas.rs` holds the two
//! together and lists where they differ.

mod config;
mod documents;
mod method;
mod plan;
mod register;
mod words;

use crate::locale::Language;
use crate::method::Method;
use crate::report::{DOCUMENTS, DocumentSchema};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// The dialect. Later ones are not understood by the editors of TOML.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// What makes a schema of something that is read.
type Make = fn(&Method) -> Value;

/// Every schema, by the name that the command line gives it.
pub static SCHEMAS: LazyLock<Vec<SchemaSpec>> = LazyLock::new(|| {
    let read: [(_, Make); 4] = [
        ("register", register::schema),
        ("plan", plan::schema),
        ("method", method::schema),
        ("config", config::schema),
    ];
    let read = read.into_iter().map(|(name, make)| SchemaSpec { name, made: Made::ByHand(make) });
    let written = DOCUMENTS.iter().map(|of| SchemaSpec { name: of.name, made: Made::FromTypes(*of) });
    read.chain(written).collect()
});

/// A schema: its name, and how it is made for a method.
#[derive(Clone, Copy, Debug)]
pub struct SchemaSpec {
    /// What it describes, as the command line names it; the file is `schemas/NAME.schema.json`.
    pub name: &'static str,
    made: Made,
}

#[derive(Clone, Copy, Debug)]
enum Made {
    /// From the field table, the method or the configuration's keys: what the program reads.
    ByHand(Make),
    /// From a document's types: what it writes.
    FromTypes(DocumentSchema),
}

impl SchemaSpec {
    /// The schema. Levels, grades and points are those of the method.
    #[must_use]
    pub fn document(&self, method: &Method) -> Value {
        match self.made {
            Made::ByHand(make) => make(method),
            Made::FromTypes(of) => documents::schema(of, method),
        }
    }

    /// The schema as the file holds it, ended by a line feed.
    #[must_use]
    pub fn text(&self, method: &Method) -> String {
        format!("{:#}\n", self.document(method))
    }
}

/// Titles and descriptions are English in every language, as the keys are: a schema is one file for all.
fn en(id: &str) -> String {
    Language::En.text(id)
}

/// The keys of an object of the schema, in the order given.
type Keys = Map<String, Value>;

/// An object with these keys and no others.
fn closed(properties: Keys, required: Vec<&str>) -> Value {
    let mut object = json!({ "type": "object", "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object["properties"] = properties.into();
    object
}

/// An object with these keys and no others, all of them required.
fn whole<const N: usize>(properties: [(&str, Value); N]) -> Value {
    let required = properties.iter().map(|(key, _)| *key).collect();
    let properties = properties.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    closed(properties, required)
}

/// A schema with a title, and a description if there is one, before the rest.
fn named(title: String, description: Option<String>, schema: Value) -> Value {
    let mut out = Keys::new();
    out.insert("title".into(), title.into());
    if let Some(description) = description {
        out.insert("description".into(), description.into());
    }
    if let Value::Object(rest) = schema {
        out.extend(rest);
    }
    out.into()
}

/// A schema with a description before the rest.
fn described(description: String, schema: Value) -> Value {
    let mut out = Keys::new();
    out.insert("description".into(), description.into());
    if let Value::Object(rest) = schema {
        out.extend(rest);
    }
    out.into()
}

/// A whole document: the dialect first.
fn document(title: String, description: String, schema: Value) -> Value {
    let mut out = Keys::new();
    out.insert("$schema".into(), DIALECT.into());
    if let Value::Object(rest) = named(title, Some(description), schema) {
        out.extend(rest);
    }
    out.into()
}
