//! A document of registers as JSON, and the values in it.

use crate::read::keys;
use jiff::civil::Date;
use serde_json::Value;

/// The schemas of the documents that hold registers.
pub(super) const SCHEMAS: [&str; 2] = ["tobokel/assessment/1", "tobokel/consolidated/1"];

/// A JSON assessment; `None` if the text is none, or holds more values than one of its length may.
pub(super) fn opened(document: &str) -> Option<Value> {
    keys::json(document).ok()?;
    let document: Value = serde_json::from_str(document).ok()?;
    SCHEMAS.contains(&text(&document, "schema")?.as_str()).then_some(document)
}

pub(super) fn text(of: &Value, key: &str) -> Option<String> {
    of.get(key)?.as_str().map(str::to_owned)
}

pub(super) fn day(of: &Value, key: &str) -> Option<Date> {
    text(of, key).and_then(|day| day.parse().ok())
}

pub(super) fn rows<'a>(of: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    of.get(key).and_then(Value::as_array).into_iter().flatten()
}
