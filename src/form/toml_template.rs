//! An empty register in TOML: every key of the field table with what to write, and one situation begun.

use crate::form::template::CriteriaColumns;
use crate::locale::Language;
use crate::method::{Criterion, Method};
use crate::model::{Axis, FIELDS, FieldSpec, Kind, Table};
use std::fmt::Write as _;

/// The text of the template; what must be filled in stands free, the rest behind `#`. With all criteria, points are made of them.
#[must_use]
pub fn toml_template(method: &Method, language: Language, columns: CriteriaColumns) -> String {
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
                let axis = Axis::ALL.into_iter().find(|axis| axis.key() == inner);
                let criteria = axis.map(|axis| &*method.criteria(axis).all).unwrap_or_default();
                if columns == CriteriaColumns::All && !criteria.is_empty() {
                    by_criteria(&mut out, inner, criteria, method, language);
                    continue;
                }
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

/// Points that are made of criteria: what each is called, then one line with all of them.
fn by_criteria(out: &mut String, inner: &str, criteria: &[Criterion], method: &Method, language: Language) {
    let _ = writeln!(out, "# {}", language.text("template-toml-criteria"));
    for criterion in criteria {
        let _ = writeln!(out, "#   {}: {}", &*criterion.key, criterion.label.get(language));
    }
    let fields = || FIELDS.iter().filter(|field| field.table == Table::Criterion);
    let said = || fields().map(|field| format!("{} = {}", field.key, example(field, method, language)));
    let one = |criterion: &Criterion| format!("{} = {{ {} }}", &*criterion.key, said().collect::<Vec<_>>().join(", "));
    let all: Vec<String> = criteria.iter().map(one).collect();
    let _ = writeln!(out, "# {inner} = {{ criteria = {{ {} }} }}", all.join(", "));
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
