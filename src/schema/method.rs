//! The schema of a method file, the same for every method. That a method is complete and monotone is for the reader to prove.

use crate::locale::Language;
use crate::method::{Combination, Combine, Method, NOT_FIXED, PriorityKey, Stage};
use crate::schema::parts::{Keys, closed, described, document, en, list, titled, whole};
use serde_json::{Value, json};

/// The greatest value of a cell.
const GREATEST: u32 = 10_000;

pub(super) fn schema(_: &Method) -> Value {
    let number = || json!({ "type": "integer", "minimum": 0, "maximum": GREATEST });
    let small = || json!({ "type": "integer", "minimum": 0, "maximum": 100 });
    let criteria = || described(en("schema-criteria"), texts());
    let point = || {
        let mut point = whole([
            ("points", small()),
            ("label", texts()),
            ("accept", accept()),
            ("criteria", criteria()),
            ("position", position()),
        ]);
        point["properties"]["brief"] = described(en("schema-brief"), texts());
        point
    };
    let scale = |title: &'static str| {
        let list = json!({ "type": "array", "minItems": 2, "items": point() });
        titled(en(title), described(en("schema-scale"), json!({ "anyOf": [scale(list.clone()), list] })))
    };
    let months = json!({ "type": "integer", "minimum": 1, "maximum": 120 });
    let stages = [Stage::Inherent, Stage::Residual].map(Stage::key);
    let rules = [Combination::Sum, Combination::Product].map(Combination::key);
    let keys = PriorityKey::ALL.map(PriorityKey::key);
    let keys = described(en("schema-priority"), json!({ "type": "array", "items": { "enum": keys }, "minItems": 1 }));
    let combination = whole([("rule", json!({ "enum": rules })), ("position", position())]);
    let cell = whole([
        ("likelihood", small()),
        ("harm", small()),
        ("value", number()),
        ("level", text()),
        ("position", position()),
    ]);
    let band = whole([("from", number()), ("to", number()), ("level", text()), ("position", position())]);
    let grade = whole([
        ("key", key()),
        ("label", texts()),
        ("accept", accept()),
        ("criteria", criteria()),
        ("lowers", described(en("schema-grade-lowers"), small())),
        ("position", position()),
    ]);
    let treatment = whole([
        ("level", text()),
        ("text", texts()),
        ("measure_required", flag()),
        ("head_control", flag()),
        ("position", position()),
    ]);
    let mut schema = whole([
        ("id", described(en("schema-method-id"), text())),
        ("title", texts()),
        ("source", titled(en("fact-act"), whole([("act", texts()), ("annex", texts())]))),
        ("combination", combination),
        ("floor", decision("level", text())),
        ("treatment_follows", decision("level", json!({ "enum": stages }))),
        ("control_conditions", conditions()),
        ("review", decision("months", months)),
        ("priority", decision("keys", keys)),
        ("level", tables("head-level", 2, level())),
        ("likelihood", scale("heading-likelihood")),
        ("harm", scale("heading-harm")),
        ("cell", tables("heading-matrix", 1, cell)),
        ("band", tables("heading-bands", 1, band)),
        ("control", tables("heading-controls", 1, grade)),
        ("treatment", tables("heading-treatments", 1, treatment)),
    ]);
    schema["definitions"] = json!({
        "texts": whole(Language::ALL.map(|language| (language.code(), text()))),
        "position": described(
            en("schema-position"),
            json!({ "anyOf": [{ "enum": [NOT_FIXED] }, { "type": "integer", "minimum": 1 }] }),
        ),
    });
    document(en("schema-method"), en("schema-method-help"), schema)
}

/// A text that says something.
fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

/// A text in all three languages. Editors ignore what stands beside a reference, hence the list of one.
fn texts() -> Value {
    json!({ "allOf": [{ "$ref": "#/definitions/texts" }] })
}

fn key() -> Value {
    described(en("schema-key"), text())
}

fn accept() -> Value {
    described(en("schema-accept"), list(json!({ "type": "string" })))
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn position() -> Value {
    json!({ "$ref": "#/definitions/position" })
}

fn tables(title: &'static str, least: u8, items: Value) -> Value {
    titled(en(title), json!({ "type": "array", "minItems": least, "items": items }))
}

fn decision(key: &str, value: Value) -> Value {
    whole([(key, value), ("position", position()), ("note", texts())])
}

/// A scale as a table: how its criteria combine, its points, its criteria.
fn scale(points: Value) -> Value {
    let rules = Combine::ALL.map(Combine::key);
    let point = whole([("points", json!({ "type": "integer", "minimum": 0, "maximum": 100 })), ("criteria", texts())]);
    let criterion = {
        let key = json!({ "type": "string", "pattern": "^[a-z0-9_-]+$" });
        let mut criterion = whole([
            ("key", described(en("schema-criterion-key"), key)),
            ("label", texts()),
            ("point", json!({ "type": "array", "minItems": 2, "items": point })),
            ("position", position()),
        ]);
        criterion["properties"]["note"] = texts();
        described(en("schema-criterion"), criterion)
    };
    let mut properties = Keys::new();
    properties.insert("point".into(), points);
    properties.insert("combine".into(), described(en("schema-combine"), json!({ "enum": rules })));
    properties.insert("position".into(), position());
    properties.insert("criterion".into(), tables("head-criterion", 0, criterion));
    closed(properties, vec!["point"])
}

fn conditions() -> Value {
    whole([("description", flag()), ("evidence", flag()), ("position", position()), ("note", texts())])
}

fn level() -> Value {
    let mut properties = Keys::new();
    let mut add = |key: &str, value| properties.insert(key.to_owned(), value);
    add("key", key());
    add("label", texts());
    add("letter", texts());
    add("accept", accept());
    add("color", described(en("schema-color"), json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{6}$" })));
    add("declared_only", described(en("schema-declared-only"), flag()));
    add("position", position());
    let required = ["key", "label", "letter", "accept", "color", "declared_only", "position"];
    add("note", texts());
    closed(properties, required.to_vec())
}
