//! What a document of registers states, taken at its word: each body with its situations and their levels. A publication without points
//! can be compared with in this way alone, for nothing in it can be worked out again.

use super::json::{day, opened, rows, text};
use jiff::civil::Date;
use serde_json::Value;

/// A body as a document states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedBody {
    /// The id that it went by.
    pub id: String,
    /// Its name, if it is known.
    pub name: Option<String>,
    /// The body above it.
    pub parent: Option<String>,
    /// The day of its assessment.
    pub date: Option<Date>,
    /// SHA-256 of the method by which it was assessed.
    pub method_sha256: String,
    /// Its situations.
    pub situations: Vec<StatedSituation>,
}

/// A situation as a document states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedSituation {
    /// The id.
    pub id: String,
    /// The function; empty where it is held back.
    pub function: String,
    /// The text; empty where it is held back.
    pub text: String,
    /// The key of its level: after controls, else the declared one.
    pub level: Option<String>,
}

/// The bodies of a document of registers; `None` if the text is none, or is not whole.
#[must_use]
pub fn read_stated(document: &str) -> Option<Vec<StatedBody>> {
    let document = opened(document)?;
    let method = text(document.get("method")?, "sha256")?;
    let registers = document.get("registers")?.as_array()?.iter();
    let registers = registers.filter(|register| rows(register, "situations").next().is_some());
    registers.map(|register| body(register, &method)).collect()
}

fn body(register: &Value, method: &str) -> Option<StatedBody> {
    let organization = register.get("organization")?;
    let situation = |row: &Value| {
        Some(StatedSituation {
            id: text(row, "id")?,
            function: text(row, "function").unwrap_or_default(),
            text: text(row, "text")?,
            level: text(row, "residual").or_else(|| text(row, "declared_level")),
        })
    };
    Some(StatedBody {
        id: text(organization, "id")?,
        name: text(organization, "name"),
        parent: text(organization, "parent"),
        method_sha256: method.to_owned(),
        date: register.get("assessment").and_then(|record| day(record, "date")),
        situations: rows(register, "situations").map(situation).collect::<Option<_>>()?,
    })
}
