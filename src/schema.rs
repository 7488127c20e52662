//! JSON Schemas (draft-07) of what the program reads and writes, for editors and other programs.
//!
//! They use only what TOML editors support, and are made from the field table and the method. A schema cannot say all that the
//! reader knows (ids that repeat, days that their month does not have), and knows fewer ways to write a word than the reader: the
//! reader stays the judge. `tests/schemas.rs` compares the two and lists where they differ.

mod config;
mod documents;
mod method;
mod parts;
mod register;
mod words;

use crate::method::Method;
use crate::report::{DOCUMENTS, DocumentSchema};
use serde_json::Value;
use std::sync::LazyLock;

/// What makes a schema of something that is read.
type Make = fn(&Method) -> Value;

/// Every schema, by the name that the command line gives it.
pub static SCHEMAS: LazyLock<Vec<SchemaSpec>> = LazyLock::new(|| {
    let read: [(_, Make); 4] = [
        ("register", register::register),
        ("plan", register::plan),
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
