//! A register as TOML, in the form of the contract: canonical keys, keywords as keys, one table for each record.

use crate::method::Method;
use crate::model::{Amount, Control, Function, Keyword as _, Measure, Organization, Register, Score, Situation};
use std::fmt::Write as _;

/// The text of a register's TOML file.
#[must_use]
pub fn register_toml(register: &Register, method: &Method) -> String {
    text_of(register, method, false)
}

/// The same to be filled in: where points are missing, a remark shows how they are written.
#[must_use]
pub fn register_toml_to_fill(register: &Register, method: &Method) -> String {
    text_of(register, method, true)
}

fn text_of(register: &Register, method: &Method, to_fill: bool) -> String {
    let mut out = String::new();
    let record = &register.assessment;
    write_organization(&mut out, &register.organization);
    out.push_str("\n[assessment]\n");
    bare(&mut out, "date", record.date);
    text(&mut out, "method", record.method.as_deref());
    text(&mut out, "order", record.order.as_deref());
    texts(&mut out, "assessors", &record.assessors);
    text(&mut out, "high_level_controller", record.high_level_controller.as_deref());
    for function in &register.functions {
        write_function(&mut out, function, method, to_fill);
    }
    out
}

/// The table of the organisation, with which every file begins.
pub(super) fn write_organization(out: &mut String, organization: &Organization) {
    out.push_str("[organization]\n");
    text(out, "name", Some(&organization.name));
    text(out, "id", Some(&organization.id));
    text(out, "kind", organization.kind.map(|kind| kind.key()));
    text(out, "language", organization.language.map(|language| language.code()));
    text(out, "parent", organization.parent.as_deref());
}

fn write_function(out: &mut String, function: &Function, method: &Method, to_fill: bool) {
    out.push_str("\n[[function]]\n");
    text(out, "group", function.group.as_deref());
    text(out, "name", Some(&function.name));
    for situation in &function.situations {
        write_situation(out, situation, method, to_fill);
    }
}

fn write_situation(out: &mut String, situation: &Situation, method: &Method, to_fill: bool) {
    out.push_str("\n[[function.situation]]\n");
    text(out, "id", Some(&situation.id));
    text(out, "text", Some(&situation.text));
    text(out, "category", situation.category.map(|category| category.key()));
    text(out, "unit", situation.unit.as_deref());
    texts(out, "positions", &situation.positions);
    text(out, "elsewhere", situation.elsewhere.as_deref());
    text(out, "declared_level", situation.declared_level.map(|level| method.level(level).key.as_str()));
    for (key, given, scale) in
        [("likelihood", &situation.likelihood, &method.likelihood), ("harm", &situation.harm, &method.harm)]
    {
        if to_fill && given.points.is_none() {
            let points: Vec<String> = scale.iter().map(|point| point.points.to_string()).collect();
            let _ = writeln!(out, "# {key} = {{ score = {}, justification = \"...\" }}", points.join(" | "));
        }
        score(out, key, given);
    }
    if let Some(found) = &situation.control {
        control(out, found, method);
    }
    for measure in &situation.measures {
        write_measure(out, "[[function.situation.measure]]", None, measure, method);
    }
}

/// A measure of a situation or of a plan, with its id where it has one of its own.
pub(super) fn write_measure(out: &mut String, table: &str, id: Option<&str>, measure: &Measure, method: &Method) {
    let _ = writeln!(out, "\n{table}");
    text(out, "id", id);
    text(out, "text", Some(&measure.text));
    text(out, "due", measure.due.as_ref().map(|due| due.text.as_str()));
    texts(out, "responsible", &measure.responsible);
    text(out, "expected_result", measure.expected_result.as_deref());
    text(out, "indicator", measure.indicator.as_deref());
    text(out, "funding", measure.funding.as_deref());
    text(out, "status", measure.status.map(|status| status.key()));
    bare(out, "done_on", measure.done_on);
    text(out, "result", measure.result.as_deref());
    text(out, "reason", measure.reason.as_deref());
    text(out, "evidence", measure.evidence.as_deref());
    amount(out, "baseline", measure.baseline.as_ref());
    amount(out, "target", measure.target.as_ref());
    amount(out, "measured", measure.measured.as_ref());
    bare(out, "reported_on", measure.reported_on);
    text(out, "target_level", measure.target_level.map(|level| method.level(level).key.as_str()));
}

/// A number stays one; what was written beside it (a comma, per cent) is kept as text.
fn amount(out: &mut String, key: &str, amount: Option<&Amount>) {
    let whole = amount.filter(|amount| amount.text == (amount.thousandths / 1000).to_string());
    match whole {
        Some(amount) => bare(out, key, Some(amount.thousandths / 1000)),
        None => text(out, key, amount.map(|amount| amount.text.as_str())),
    }
}

fn score(out: &mut String, key: &str, score: &Score) {
    let points = score.points.map(|points| format!("score = {points}"));
    let why = score.justification.as_deref().map(|why| format!("justification = {}", quoted(why)));
    inline(out, key, points.into_iter().chain(why));
}

fn control(out: &mut String, control: &Control, method: &Method) {
    let field = |key: &str, value: Option<&str>| value.map(|value| format!("{key} = {}", quoted(value)));
    let fields = [
        field("description", control.description.as_deref()),
        field("effectiveness", control.effectiveness.map(|grade| method.grade(grade).key.as_str())),
        field("evidence", control.evidence.as_deref()),
        (!control.lowers).then(|| "lowers = false".to_owned()),
    ];
    inline(out, "control", fields.into_iter().flatten());
}

fn inline(out: &mut String, key: &str, fields: impl Iterator<Item = String>) {
    let fields: Vec<String> = fields.collect();
    if !fields.is_empty() {
        let _ = writeln!(out, "{key} = {{ {} }}", fields.join(", "));
    }
}

pub(super) fn text(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        let _ = writeln!(out, "{key} = {}", quoted(value));
    }
}

fn bare(out: &mut String, key: &str, value: Option<impl ToString>) {
    if let Some(value) = value {
        let _ = writeln!(out, "{key} = {}", value.to_string());
    }
}

pub(super) fn texts(out: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        let quoted: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        let _ = writeln!(out, "{key} = [{}]", quoted.join(", "));
    }
}

/// A text on one line, as TOML writes it between quotation marks.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
