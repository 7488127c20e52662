//! The schema of `tobokel.toml`, made from its table of keys.

use crate::config::{CONFIG_KEYS, ConfigKey, ConfigKind};
use crate::diag::Severity;
use crate::method::Method;
use crate::model::{CRITERION_COLUMN, column_keys};
use crate::publication::allowed::allowed_keys;
use crate::schema::parts::{Keys, closed, described, document, en, list};
use serde_json::{Value, json};

/// The schema of a configuration.
pub(super) fn schema(_: &Method) -> Value {
    document(en("schema-config"), en("schema-config-help"), table(""))
}

/// A table with the keys that stand directly in it.
fn table(prefix: &str) -> Value {
    let inside = CONFIG_KEYS.iter().filter_map(|key| Some((key.inside(prefix)?, key)));
    let properties: Keys = inside.map(|(name, key)| (name.to_owned(), described(en(key.help), value(key)))).collect();
    let required = match prefix {
        "organization" => vec!["id"],
        "waiver" => vec!["code"],
        _ => Vec::new(),
    };
    closed(properties, required)
}

fn value(key: &ConfigKey) -> Value {
    let code = json!({ "type": "string", "pattern": "^TB[0-9]{0,3}$", "minLength": 3 });
    let one_or_more = |one: Value| json!({ "anyOf": [one, list(one.clone())] });
    match key.kind {
        ConfigKind::Text => json!({ "type": "string" }),
        ConfigKind::Texts => one_or_more(json!({ "type": "string" })),
        ConfigKind::Codes => one_or_more(code),
        ConfigKind::Fields => one_or_more(json!({ "enum": allowed_keys() })),
        ConfigKind::Word(words) => json!({ "enum": words }),
        ConfigKind::Count => json!({ "type": "integer", "minimum": 0 }),
        ConfigKind::Truth => json!({ "type": "boolean" }),
        ConfigKind::Date => json!({ "type": "string", "format": "date" }),
        ConfigKind::Tables => list(table(key.path)),
        ConfigKind::Table if key.path == "check.severity" => json!({
            "type": "object",
            "patternProperties": { "^TB[0-9]{1,3}$": { "enum": Severity::ALL.map(Severity::key) } },
            "additionalProperties": false,
        }),
        ConfigKind::Table if key.path == "columns" => {
            let fields = column_keys().iter().map(String::as_str).chain([""]);
            let of_criteria = json!({ "type": "string", "pattern": CRITERION_COLUMN });
            let known = json!({ "enum": fields.collect::<Vec<_>>() });
            json!({ "type": "object", "additionalProperties": { "anyOf": [known, of_criteria] } })
        }
        ConfigKind::Table => table(key.path),
    }
}
