//! The schema of what many registers give together, as JSON (`consolidated.json`): every key there, `null` where a value may
//! be unknown.

use super::assessment::{
    configuration, count, day, digest, finding, keys_of, list, nullable, one_of_or_null, rank, text,
};
use super::{Keys, closed, document, en, whole};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::OrganizationKind;
use serde_json::{Value, json};

pub(super) fn schema(method: &Method) -> Value {
    let levels: Vec<&str> =
        method.levels.iter().filter(|level| !level.declared_only).map(|level| level.key.as_str()).collect();
    let schema = whole([
        ("schema", json!({ "const": "tobokel/consolidated/1" })),
        ("tool", whole([("name", json!({ "const": super::super::TOOL })), ("version", text())])),
        ("title", nullable(text())),
        ("as_of", day()),
        ("method", whole([("id", json!({ "const": method.id })), ("sha256", digest())])),
        ("configuration", configuration()),
        ("organizations", list(organization(&levels))),
        ("groups", list(group(&levels))),
        ("common", list(common(&levels))),
        ("positions", list(position(&levels))),
        ("elsewhere", list(mention())),
        ("missing", list(whole([("id", text()), ("name", nullable(text())), ("unreadable", nullable(text()))]))),
        ("unexpected", list(whole([("id", text()), ("name", text()), ("path", text())]))),
        ("faulty", list(faulty())),
    ]);
    let about = Message::new("schema-consolidated-help").with("method", method.id.as_str());
    document(en("schema-consolidated"), Language::En.message(&about), schema)
}

fn organization(levels: &[&str]) -> Value {
    let counts = || {
        let counts: Keys = levels.iter().map(|level| ((*level).to_owned(), count())).collect();
        closed(counts, levels.to_vec())
    };
    whole([
        ("rank", rank()),
        ("id", text()),
        ("name", text()),
        ("kind", one_of_or_null(keys_of::<OrganizationKind>())),
        ("parent", nullable(text())),
        ("source", whole([("path", text()), ("sha256", nullable(digest()))])),
        ("assessed_on", nullable(day())),
        ("situations", count()),
        ("assessed", count()),
        ("inherent", counts()),
        ("residual", counts()),
        ("lowered", count()),
        ("lowered_percent", nullable(count())),
        ("findings", whole([("error", count()), ("warning", count()), ("information", count())])),
        ("functions", count()),
        ("functions_with_situations", count()),
    ])
}

fn group(levels: &[&str]) -> Value {
    let cell = whole([
        ("organization", text()),
        ("situations", rank()),
        ("highest", one_of_or_null(levels.to_vec())),
        ("at_highest", count()),
    ]);
    whole([("group", nullable(text())), ("situations", count()), ("organizations", list(cell))])
}

fn common(levels: &[&str]) -> Value {
    let range = |end: Value| json!({ "anyOf": [{ "type": "null" }, whole([("least", end.clone()), ("most", end)])] });
    let level = || one_of_or_null(levels.to_vec());
    let member = whole([
        ("key", text()),
        ("organization", text()),
        ("situation", text()),
        ("sum", nullable(count())),
        ("residual", level()),
    ]);
    whole([
        ("shared", json!({ "enum": ["situation", "function"] })),
        ("text", text()),
        ("organizations", count()),
        ("situations", count()),
        ("assessed", count()),
        ("sum", range(count())),
        ("residual", range(json!({ "enum": levels }))),
        ("members", list(member)),
    ])
}

fn position(levels: &[&str]) -> Value {
    whole([
        ("position", text()),
        ("unit", nullable(text())),
        ("organizations", rank()),
        ("situations", rank()),
        ("highest", one_of_or_null(levels.to_vec())),
    ])
}

fn mention() -> Value {
    whole([
        ("key", text()),
        ("organization", text()),
        ("situation", text()),
        ("text", nullable(text())),
        ("named", nullable(text())),
        ("has_situation", nullable(json!({ "type": "boolean" }))),
    ])
}

fn faulty() -> Value {
    whole([
        ("path", text()),
        ("id", text()),
        ("refused", json!({ "type": "boolean" })),
        ("errors", count()),
        ("findings", list(finding())),
    ])
}
