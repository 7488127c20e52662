//! An empty register in TOML: every key of the field table with what to write, and one situation begun.

use crate::locale::Language;
use crate::method::Method;
use crate::model::{FIELDS, FieldSpec, Kind, Table};
use std::fmt::Write as _;

/// The text of the template; what must be filled in stands free, the rest behind `#`.
#[must_use]
pub fn toml_template(method: &Method, language: Language) -> String {
    let mut out = format!("# {}\n", language.text("title-register"));
    let tables = [
        (Table::Organization, "[organization]"),
        (Table::Assessment, "[assessment]"),
        (Table::Function, "[[function]]"),
        (Table::Situation, "[[function.situation]]"),
        (Table::Measure, "[[function.situation.measure]]"),
    ];
    for (table, head) in tables {
        let _ = writeln!(out, "\n{head}");
        for field in FIELDS.iter().filter(|field| field.table == table && !field.key.contains('.')) {
            line(&mut out, field, method, language);
        }
        if table == Table::Situation {
            for inner in ["likelihood", "harm", "control"] {
                let _ = writeln!(out, "# {}", language.text(&format!("column-{inner}")));
                let fields = FIELDS.iter().map(|field| (field.part_and_key(), field));
                let fields = fields.filter(|((part, key), _)| *part == Some(inner) && *key != "lowers");
                let example: Vec<String> =
                    fields.map(|((_, key), field)| format!("{key} = {}", example(field, method, language))).collect();
                let _ = writeln!(out, "# {inner} = {{ {} }}", example.join(", "));
            }
        }
    }
    out
}

fn line(out: &mut String, field: &FieldSpec, method: &Method, language: Language) {
    let open = field.required || matches!(field.key, "language" | "method");
    let mark = if open { "" } else { "# " };
    let example = example(field, method, language);
    let _ = writeln!(out, "{mark}{} = {example}  # {}", field.key, language.text(field.name));
}

fn example(field: &FieldSpec, method: &Method, language: Language) -> String {
    match field.kind {
        Kind::Text if field.key == "method" => format!("\"{}\"", method.id),
        Kind::Text => "\"...\"".into(),
        Kind::Texts => "[\"...\"]".into(),
        Kind::Points => method.likelihood.first().map(|point| point.points.to_string()).unwrap_or_default(),
        Kind::Level => {
            method.computed_levels().next().map(|(_, level)| format!("\"{}\"", level.key)).unwrap_or_default()
        }
        Kind::Grade => method.controls.first().map(|grade| format!("\"{}\"", grade.key)).unwrap_or_default(),
        Kind::Category => "\"potential\"".into(),
        Kind::OrganizationKind => "\"institution\"".into(),
        Kind::Status => "\"planned\"".into(),
        Kind::Verification => "\"confirmed\"".into(),
        Kind::Language => format!("\"{}\"", language.code()),
        Kind::Date => "2026-06-15".into(),
        Kind::Period => "\"2026-Q4\"".into(),
        Kind::Boolean => "true".into(),
        Kind::Amount => "40".into(),
        Kind::Reporting => "[\"quarterly\", \"yearly\"]".into(),
    }
}
