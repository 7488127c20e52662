//! The schema of the assessment as JSON (`assess --format json`): every key there, `null` where a value may be unknown.

use super::{Keys, closed, document, en, named, whole};
use crate::diag::Severity;
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Category, Keyword, OrganizationKind, Recurrence, Status, Table, column_keys};
use crate::model::{FIELDS, FieldSpec};
use serde_json::{Value, json};

pub(super) fn schema(method: &Method) -> Value {
    let keys = |all: bool| -> Vec<&str> {
        method.levels.iter().filter(|level| all || !level.declared_only).map(|level| level.key.as_str()).collect()
    };
    let levels = Levels { declared: keys(true), computed: keys(false) };
    let register = whole([
        ("source", whole([("path", text()), ("sha256", nullable(digest())), ("columns", list(column()))])),
        (
            "organization",
            whole([
                ("id", text()),
                ("name", nullable(text())),
                ("kind", one_of_or_null(keys_of::<OrganizationKind>())),
            ]),
        ),
        ("summary", summary(&levels)),
        ("situations", list(situation(method, &levels))),
        ("plan", list(plan(&levels))),
        ("findings", list(finding())),
    ]);
    let schema = whole([
        ("schema", json!({ "const": "tobokel/assessment/1" })),
        ("tool", whole([("name", json!({ "const": super::super::TOOL })), ("version", text())])),
        ("as_of", day()),
        ("method", whole([("id", json!({ "const": method.id })), ("sha256", digest())])),
        ("configuration", configuration()),
        ("registers", list(register)),
    ]);
    let about = Message::new("schema-assessment-help").with("method", method.id.as_str());
    document(en("schema-assessment"), Language::En.message(&about), schema)
}

/// What governs a run; `null` where nothing but the defaults does.
pub(super) fn configuration() -> Value {
    nullable(whole([
        ("path", text()),
        ("sha256", digest()),
        ("select", list(text())),
        ("ignore", list(text())),
        (
            "severity",
            list(whole([("code", text()), ("severity", json!({ "enum": Severity::ALL.map(Severity::key) }))])),
        ),
        ("fail_on", nullable(text())),
        ("waivers", list(text())),
        ("columns", list(whole([("title", text()), ("field", text())]))),
    ]))
}

/// The keys of the levels: those that can be declared, those that points lead to.
struct Levels<'m> {
    declared: Vec<&'m str>,
    computed: Vec<&'m str>,
}

fn summary(levels: &Levels<'_>) -> Value {
    let counts = || {
        let counts: Keys = levels.computed.iter().map(|level| ((*level).to_owned(), count())).collect();
        closed(counts, levels.computed.clone())
    };
    whole([("situations", count()), ("assessed", count()), ("inherent", counts()), ("residual", counts())])
}

fn situation(method: &Method, levels: &Levels<'_>) -> Value {
    let score = |points: Vec<u8>| whole([("score", one_of_or_null(points)), ("justification", nullable(text()))]);
    let points = |scale: &[crate::method::Point]| scale.iter().map(|point| point.points).collect::<Vec<_>>();
    let grades = method.controls.iter().map(|grade| grade.key.as_str()).collect();
    let control = whole([
        ("description", nullable(text())),
        ("effectiveness", one_of_or_null(grades)),
        ("evidence", nullable(text())),
        ("lowers", flag()),
        ("lowered", nullable(flag())),
    ]);
    let computed = || one_of_or_null(levels.computed.clone());
    let inside = Table::Situation;
    whole([
        ("key", named(en("column-key"), None, text())),
        ("id", titled(inside, "id", text())),
        ("group", titled(Table::Function, "group", nullable(text()))),
        ("function", titled(Table::Function, "name", text())),
        ("text", titled(inside, "text", text())),
        ("category", titled(inside, "category", one_of_or_null(keys_of::<Category>()))),
        ("unit", titled(inside, "unit", nullable(text()))),
        ("positions", titled(inside, "positions", list(text()))),
        ("elsewhere", titled(inside, "elsewhere", nullable(text()))),
        ("declared_level", titled(inside, "declared_level", one_of_or_null(levels.declared.clone()))),
        ("likelihood", titled(inside, "likelihood.score", score(points(&method.likelihood)))),
        ("harm", titled(inside, "harm.score", score(points(&method.harm)))),
        ("sum", named(en("column-sum"), None, nullable(count()))),
        ("inherent", named(en("column-inherent"), None, computed())),
        ("control", titled(inside, "control.description", json!({ "anyOf": [{ "type": "null" }, control] }))),
        ("residual", named(en("column-residual"), None, computed())),
        ("target", named(en("column-target-level"), None, computed())),
        ("priority", named(en("column-rank"), None, nullable(rank()))),
        ("measures", titled(Table::Measure, "text", list(measure(levels)))),
    ])
}

fn measure(levels: &Levels<'_>) -> Value {
    let recurrences = Recurrence::ALL.map(|recurrence| recurrence.key());
    let mut due = whole([
        ("text", text()),
        ("from", nullable(day())),
        ("to", nullable(day())),
        ("recurrence", one_of_or_null(recurrences.to_vec())),
    ]);
    // Only where several terms stand in one cell.
    due["properties"]["terms"] =
        list(whole([("from", day()), ("to", day()), ("recurrence", one_of_or_null(recurrences.to_vec()))]));
    let inside = Table::Measure;
    whole([
        ("text", titled(inside, "text", text())),
        ("due", titled(inside, "due", json!({ "anyOf": [{ "type": "null" }, due] }))),
        ("responsible", titled(inside, "responsible", list(text()))),
        ("expected_result", titled(inside, "expected_result", nullable(text()))),
        ("indicator", titled(inside, "indicator", nullable(text()))),
        ("funding", titled(inside, "funding", nullable(text()))),
        ("status", titled(inside, "status", one_of_or_null(keys_of::<Status>()))),
        ("done_on", titled(inside, "done_on", nullable(day()))),
        ("result", titled(inside, "result", nullable(text()))),
        ("reason", titled(inside, "reason", nullable(text()))),
        ("evidence", titled(inside, "evidence", nullable(text()))),
        ("baseline", titled(inside, "baseline", nullable(text()))),
        ("target", titled(inside, "target", nullable(text()))),
        ("measured", titled(inside, "measured", nullable(text()))),
        ("reported_on", titled(inside, "reported_on", nullable(day()))),
        ("target_level", titled(inside, "target_level", one_of_or_null(levels.declared.clone()))),
    ])
}

fn plan(levels: &Levels<'_>) -> Value {
    whole([
        ("rank", rank()),
        ("key", text()),
        ("situation", text()),
        ("level", json!({ "enum": levels.computed })),
        ("head_control", flag()),
        ("measure", nullable(text())),
        ("due", nullable(text())),
        ("responsible", list(text())),
    ])
}

/// What a column of a table was read as.
fn column() -> Value {
    whole([
        ("sheet", nullable(text())),
        ("column", text()),
        ("title", text()),
        ("field", one_of_or_null(column_keys().iter().map(String::as_str).collect())),
        ("by", one_of_or_null(vec!["title", "similar-title", "content", "setting"])),
    ])
}

pub(super) fn finding() -> Value {
    let place = whole([
        ("path", text()),
        ("sheet", nullable(text())),
        ("cell", nullable(json!({ "type": "string", "pattern": "^[A-Z]{1,3}[1-9][0-9]*$" }))),
        ("line", nullable(rank())),
        ("column", nullable(rank())),
    ]);
    whole([
        ("code", json!({ "type": "string", "pattern": "^TB[0-9]{3}$" })),
        ("severity", json!({ "enum": Severity::ALL.map(Severity::key) })),
        ("situation", nullable(text())),
        ("field", nullable(text())),
        ("message", text()),
        ("waived", nullable(whole([("reason", text()), ("by", nullable(text())), ("until", day())]))),
        ("place", place),
    ])
}

/// A schema titled with a field's name.
fn titled(table: Table, key: &str, schema: Value) -> Value {
    debug_assert!(FIELDS.iter().any(|field| field.table == table && field.key == key), "{key}");
    match FieldSpec::find(table, key) {
        Some(field) => named(en(field.name), None, schema),
        None => schema,
    }
}

pub(super) fn keys_of<T: Keyword>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.key()).collect()
}

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// A number that begins with 1.
pub(super) fn rank() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

pub(super) fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

/// A SHA-256.
pub(super) fn digest() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
}

pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A simple value or `null`.
pub(super) fn nullable(mut schema: Value) -> Value {
    schema["type"] = json!([schema["type"], "null"]);
    schema
}

/// One of these values or `null`.
pub(super) fn one_of_or_null<T: Into<Value>>(values: Vec<T>) -> Value {
    let values: Vec<Value> = values.into_iter().map(Into::into).chain([Value::Null]).collect();
    json!({ "enum": values })
}
