//! The schemas of a register and of a plan of measures in TOML, made from the field table.

use crate::locale::Language;
use crate::method::{Criterion, Method};
use crate::model::{
    Axis, Category, FIELDS, FieldSpec, Kind, OrganizationKind, Recurrence, Reporting, Status, Table, Verification,
};
use crate::schema::parts::{Keys, about, closed, described, en, list, titled};
use crate::schema::words::{Accepted, accepted, keyword, of_keyword, points};
use serde_json::{Value, json};

/// A day as ISO 8601 writes it.
const DAY: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
/// A day with dots; up to three signs may follow for the shortened word "year".
const DAY_WITH_DOTS: &str = "(0?[1-9]|[12][0-9]|3[01])\\.(0?[1-9]|1[0-2])\\.[1-9][0-9]{3}[^0-9]{0,3}";

pub(super) fn register(method: &Method) -> Value {
    let measures = list(table(Table::Measure, method, None));
    let situations = list(table(Table::Situation, method, Some(("measure", "field-measure", measures))));
    let functions = list(table(Table::Function, method, Some(("situation", "field-situation", situations))));
    let tables = [
        ("organization", "fact-organization", table(Table::Organization, method, None)),
        ("assessment", "heading-assessment", table(Table::Assessment, method, None)),
        ("function", "field-function", functions),
    ];
    of_tables("register", tables, method)
}

pub(super) fn plan(method: &Method) -> Value {
    let measures = list(table(Table::PlannedMeasure, method, None));
    let tasks = list(table(Table::Task, method, Some(("measure", "field-measure", measures))));
    let chapters = list(table(Table::Chapter, method, Some(("task", "field-task", tasks))));
    let tables = [
        ("organization", "fact-organization", table(Table::Organization, method, None)),
        ("plan", "schema-plan", table(Table::Plan, method, None)),
        ("chapter", "field-chapter", chapters),
        ("abbreviation", "field-abbreviation", list(table(Table::Abbreviation, method, None))),
    ];
    of_tables("plan", tables, method)
}

/// A document of tables, each with the id of its title.
fn of_tables<const N: usize>(name: &str, tables: [(&str, &str, Value); N], method: &Method) -> Value {
    let tables = tables.map(|(key, title, table)| (key.to_owned(), titled(en(title), table)));
    about(name, method, closed(tables.into_iter().collect(), vec!["organization"]))
}

/// A table of a register or a plan: its own fields, then those that it shares; keys with a dot become an inline table,
/// the child's tables come last.
fn table(table: Table, method: &Method, child: Option<(&str, &str, Value)>) -> Value {
    let own = move |own: bool| move |field: &&FieldSpec| table.holds(field) && (field.table == table) == own;
    let fields = || FIELDS.iter().filter(own(true)).chain(FIELDS.iter().filter(own(false)));
    let mut properties = Keys::new();
    for field in fields() {
        let (Some(part), _) = field.part_and_key() else {
            properties.insert(field.key.to_owned(), property(field, method));
            continue;
        };
        if !properties.contains_key(part) {
            let inner = fields().map(|field| (field.part_and_key(), field)).filter(|((of, _), _)| *of == Some(part));
            let mut inner: Keys = inner.map(|((_, key), field)| (key.to_owned(), property(field, method))).collect();
            let axis = Axis::ALL.into_iter().find(|axis| table == Table::Situation && axis.key() == part);
            if let Some((axis, criteria)) =
                axis.map(|axis| (axis, method.criteria(axis))).filter(|(_, of)| !of.all.is_empty())
            {
                let one = |criterion: &Criterion| (criterion.key.to_string(), of_criterion(axis, criterion, method));
                let criteria = closed(criteria.all.iter().map(one).collect(), Vec::new());
                inner.insert("criteria".into(), titled(en("head-criterion"), criteria));
            }
            properties.insert(part.to_owned(), titled(en(field.name), closed(inner, Vec::new())));
        }
    }
    if let Some((key, name, tables)) = child {
        properties.insert(key.to_owned(), titled(en(name), tables));
    }
    closed(properties, fields().filter(|field| field.required).map(|field| field.key).collect())
}

/// The points by one criterion.
fn of_criterion(axis: Axis, criterion: &Criterion, method: &Method) -> Value {
    let fields = FIELDS.iter().filter(|field| field.table == Table::Criterion).map(|field| {
        let value = match field.kind {
            Kind::Points => points(method.scale(axis)),
            _ => value(field, method),
        };
        let help = en(&format!("{}-help", field.name));
        (field.key.to_owned(), titled(en(field.name), described(help, value)))
    });
    titled(criterion.label.get(Language::En).to_owned(), closed(fields.collect(), Vec::new()))
}

fn property(field: &FieldSpec, method: &Method) -> Value {
    titled(en(field.name), described(en(&format!("{}-help", field.name)), value(field, method)))
}

fn value(field: &FieldSpec, method: &Method) -> Value {
    match field.kind {
        Kind::Text if field.table == Table::Assessment && field.key == "method" => json!({ "enum": [method.id] }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => json!({ "anyOf": [{ "type": "string" }, list(json!({ "type": "string" }))] }),
        Kind::Points if field.key.starts_with("likelihood") => points(&method.likelihood),
        Kind::Points => points(&method.harm),
        Kind::Level => {
            let levels = method.levels.iter().map(|level| accepted(&level.key, &level.label, &level.accept));
            keyword(&levels.collect::<Vec<_>>())
        }
        Kind::Grade => {
            let grades = method.controls.iter().map(|grade| accepted(&grade.key, &grade.label, &grade.accept));
            let none = Language::ALL.map(|language| language.text("effectiveness-none"));
            keyword(&grades.chain([Accepted { key: None, words: none.into() }]).collect::<Vec<_>>())
        }
        Kind::Category => keyword(&of_keyword::<Category>()),
        Kind::OrganizationKind => keyword(&of_keyword::<OrganizationKind>()),
        Kind::Status => keyword(&of_keyword::<Status>()),
        Kind::Verification => keyword(&of_keyword::<Verification>()),
        Kind::Language => {
            let codes = Language::ALL.map(|language| Accepted { key: Some(language.code().into()), words: Vec::new() });
            keyword(&codes)
        }
        Kind::Date => json!({ "anyOf": [day(), day_with_dots()] }),
        Kind::Period => json!({ "anyOf": [day(), day_with_dots(), year(), term()] }),
        Kind::Boolean => boolean(),
        Kind::Amount => amount(),
        Kind::Reporting => reporting(),
    }
}

fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": format!("^{DAY}$"), "description": en("schema-date-iso") })
}

fn day_with_dots() -> Value {
    let pattern = format!("^\\s*{DAY_WITH_DOTS}$");
    json!({ "type": "string", "pattern": pattern, "description": en("schema-date-dots") })
}

fn year() -> Value {
    json!({ "type": "integer", "minimum": 1000, "maximum": 9999, "description": en("schema-year") })
}

/// The forms that [`crate::model::Period::parse`] reads. An empty text counts as absent.
fn term() -> Value {
    let one = format!("([0-9]{{4}}(-Q[1-4]|-H[12])?|{DAY})");
    let keys = |among: fn(&Recurrence) -> bool| {
        let among = Recurrence::ALL.iter().filter(|recurrence| among(recurrence));
        among.map(|recurrence| recurrence.key()).collect::<Vec<_>>().join("|")
    };
    let how = keys(|_| true);
    // What is bound to an event has no days.
    let of_days = keys(|recurrence| *recurrence != Recurrence::Event);
    let one = format!("{one}(\\.\\.{one})?( +({of_days}))?");
    // Terms in Kyrgyz and Russian words are left to the reader.
    let pattern = format!("^\\s*({how}|{one}( *; *{one})*)?\\s*$|[\\u0400-\\u052F]");
    json!({ "type": "string", "pattern": pattern, "description": en("schema-term") })
}

/// A number, or a text that [`crate::model::Amount::parse`] reads.
fn amount() -> Value {
    let pattern = "^\\s*[-−]?[0-9][0-9\\s]{0,14}([.,][0-9]{1,3})?\\s*%*\\s*$";
    json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": pattern }] })
}

fn reporting() -> Value {
    let one = keyword(&of_keyword::<Reporting>());
    json!({ "anyOf": [one, list(one.clone())] })
}

fn boolean() -> Value {
    let answer = |id: &str, key: &str| {
        let words = Language::ALL.map(|language| language.text(id)).into_iter().chain([key.to_owned()]);
        Accepted { key: None, words: words.collect() }
    };
    let mut value = keyword(&[answer("answer-yes", "true"), answer("answer-no", "false")]);
    value["anyOf"][0] = json!({ "type": "boolean" });
    value
}
