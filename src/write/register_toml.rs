//! A register as TOML, in the form of the contract: canonical keys, keywords as keys, one table for each record.

use crate::method::Method;
use crate::model::{
    Amount, Axis, CriterionScore, Field, Fields, Keyword as _, Register, Score, Situation, Value, parts,
};
use std::fmt::Write as _;

/// The text of a register's TOML file.
#[must_use]
pub fn register_toml(register: &Register, method: &Method) -> String {
    text_of(register, method, None)
}

/// How a comment shows that missing points are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingPoints {
    /// The points, with their justification.
    AsPoints,
    /// The points by each criterion, where the scale has any.
    ByCriteria,
}

/// The text of a register's TOML file to be filled in: where points are missing, a comment shows how to write them.
#[must_use]
pub fn register_toml_to_fill(register: &Register, method: &Method, missing: MissingPoints) -> String {
    text_of(register, method, Some(missing))
}

fn text_of(register: &Register, method: &Method, to_fill: Option<MissingPoints>) -> String {
    let mut out = String::from("[organization]\n");
    write_fields(&mut out, &register.organization, method);
    out.push_str("\n[assessment]\n");
    write_fields(&mut out, &register.assessment, method);
    for function in &register.functions {
        out.push_str("\n[[function]]\n");
        write_fields(&mut out, function, method);
        for situation in &function.situations {
            write_situation(&mut out, situation, method, to_fill);
        }
    }
    out
}

fn write_situation(out: &mut String, situation: &Situation, method: &Method, to_fill: Option<MissingPoints>) {
    out.push_str("\n[[function.situation]]\n");
    let axis_of = |part: &str| Axis::ALL.into_iter().find(|axis| axis.key() == part);
    let before = |out: &mut String, outer: &str| {
        let Some(axis) = axis_of(outer) else { return };
        let Some(missing) = to_fill.filter(|_| situation.score(axis).points().is_none()) else { return };
        let points: Vec<String> = method.scale(axis).iter().map(|point| point.points.to_string()).collect();
        let points = format!("{{ score = {}, justification = \"...\" }}", points.join(" | "));
        let criteria = method.criteria(axis).all.iter().filter(|_| missing == MissingPoints::ByCriteria);
        let criteria: Vec<String> = criteria.map(|one| format!("{} = {points}", &*one.key)).collect();
        let how = if criteria.is_empty() { points } else { format!("{{ criteria = {{ {} }} }}", criteria.join(", ")) };
        let _ = writeln!(out, "# {outer} = {how}");
    };
    let more = |part: &str| criteria(situation.score(axis_of(part)?), method);
    write_each(out, situation, method, before, more);
    for measure in &situation.measures {
        out.push_str("\n[[function.situation.measure]]\n");
        write_fields(out, measure, method);
    }
}

/// The fields of a record that say something, a line for each; those of a part stand together in an inline table.
pub(super) fn write_fields<R: Fields>(out: &mut String, record: &R, method: &Method) {
    write_each(out, record, method, |_, _| {}, |_| None);
}

/// The criteria of a score as an inline table of inline tables; `None` where it has none.
fn criteria(score: &Score, method: &Method) -> Option<String> {
    let one = |criterion: &CriterionScore| {
        let said: Vec<String> = lines(CriterionScore::FIELDS, criterion, method).collect();
        format!("{} = {{ {} }}", &*criterion.key, said.join(", "))
    };
    let all: Vec<String> = score.criteria.iter().map(one).collect();
    (!all.is_empty()).then(|| format!("criteria = {{ {} }}", all.join(", ")))
}

/// `key = value` of each field of a record that says something.
fn lines<R>(fields: &'static [Field<R>], record: &R, method: &Method) -> impl Iterator<Item = String> {
    fields.iter().filter_map(|field| {
        let (_, key) = field.spec.part_and_key();
        Some(format!("{key} = {}", toml((field.get)(record), method)?))
    })
}

/// Writes the fields of a record, with what `before` adds before each inline table and `more` at its end.
fn write_each<R: Fields>(
    out: &mut String,
    record: &R,
    method: &Method,
    before: impl Fn(&mut String, &str),
    more: impl Fn(&str) -> Option<String>,
) {
    for (part, fields) in parts::<R>() {
        let given = lines(fields, record, method);
        let Some(part) = part else {
            given.for_each(|line| out.extend([&line, "\n"]));
            continue;
        };
        before(out, part);
        let given: Vec<String> = given.chain(more(part)).collect();
        if !given.is_empty() {
            let _ = writeln!(out, "{part} = {{ {} }}", given.join(", "));
        }
    }
}

/// A value as TOML writes it; `None` where nothing is said.
fn toml(value: Value<'_>, method: &Method) -> Option<String> {
    Some(match value {
        Value::Points(_) | Value::Date(_) | Value::Boolean(_) => method.canonical(value)?.into_owned(),
        Value::Amount(amount) => written(&amount),
        Value::Texts(texts) => list(texts.iter().map(String::as_str)),
        Value::Reporting(kinds) => list(kinds.iter().map(|kind| kind.key())),
        value => quoted(&method.canonical(value)?),
    })
}

/// A whole number as a number; anything else (a comma, per cent) as the text that was written.
fn written(amount: &Amount) -> String {
    let whole = (amount.thousandths / 1000).to_string();
    if amount.text == whole { whole } else { quoted(&amount.text) }
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}

pub(super) fn text(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        let _ = writeln!(out, "{key} = {}", quoted(value));
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
