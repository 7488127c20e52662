//! The schema of a plan of measures in TOML, made from the field table.

use super::register::table;
use super::{closed, document, en, named};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::Table;
use serde_json::{Value, json};

pub(super) fn schema(method: &Method) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let measures = list(table(Table::PlannedMeasure, method, None));
    let tasks = list(table(Table::Task, method, Some(("measure", "field-measure", measures))));
    let chapters = list(table(Table::Chapter, method, Some(("task", "field-task", tasks))));
    let tables = [
        ("organization", named(en("fact-organization"), None, table(Table::Organization, method, None))),
        ("plan", named(en("schema-plan"), None, table(Table::Plan, method, None))),
        ("chapter", named(en("field-chapter"), None, chapters)),
        ("abbreviation", named(en("field-abbreviation"), None, list(table(Table::Abbreviation, method, None)))),
    ];
    let tables = tables.into_iter().map(|(key, table)| (key.to_owned(), table)).collect();
    let about = Message::new("schema-plan-help").with("method", method.id.as_str());
    document(en("schema-plan"), Language::En.message(&about), closed(tables, vec!["organization"]))
}
