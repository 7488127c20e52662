//! The approved content of a situation as plain texts, whichever format it was read from: what a seal is made of.
//!
//! The text of a field is its value as a register in TOML writes it, without quotation marks: points as digits, keywords
//! and levels as their keys, dates as `2026-06-15`, the items of a list one to a line.

use super::Method;
use crate::model::{FieldSpec, Function, Keyword as _, Measure, Register, SealedKey, Situation, Table};

/// The key and the text of each field of a situation that is sealed and holds something: the function's fields, its own, its
/// measures', each in the field table's order.
#[must_use]
pub fn canonical_fields(function: &Function, situation: &Situation, method: &Method) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |key: String, text: Option<String>| {
        found.extend(text.filter(|text| !text.is_empty()).map(|text| (key, text)));
    };
    for field in SealedKey::fields(Table::Function) {
        let text = match field.key {
            "group" => function.group.clone().map(String::from),
            "name" => Some(function.name.to_string()),
            _ => None,
        };
        add(format!("function.{}", field.key), text);
    }
    for field in SealedKey::fields(Table::Situation) {
        add(field.key.to_owned(), of_situation(field.key, situation, method));
    }
    for (number, measure) in (1..).zip(&situation.measures) {
        for field in SealedKey::fields(Table::Measure) {
            add(format!("measure.{number}.{}", field.key), of_measure(field.key, measure, method));
        }
    }
    found
}

/// The key and the text of each particular of a register that is sealed and holds something: what the order that approves the
/// list names beside the situations.
#[must_use]
pub fn canonical_particulars(register: &Register) -> Vec<(String, String)> {
    let (organization, record) = (&register.organization, &register.assessment);
    let text = |field: &FieldSpec| match (field.table, field.key) {
        (Table::Organization, "name") => Some(organization.name.clone()),
        (Table::Organization, "kind") => organization.kind.map(|kind| kind.key().to_owned()),
        (Table::Organization, "language") => organization.language.map(|language| language.code().to_owned()),
        (Table::Organization, "parent") => organization.parent.clone(),
        (_, "date") => record.date.map(|day| day.to_string()),
        (_, "order") => record.order.clone(),
        (_, "assessors") => Some(record.assessors.join("\n")),
        (_, "high_level_controller") => record.high_level_controller.clone(),
        _ => None,
    };
    let found = SealedKey::particulars().filter_map(|(key, field)| Some((key, text(field)?)));
    found.filter(|(_, text)| !text.is_empty()).collect()
}

fn of_situation(key: &str, situation: &Situation, method: &Method) -> Option<String> {
    let control = situation.control.as_ref();
    match key {
        "id" => Some(situation.id.clone()),
        "text" => Some(situation.text.to_string()),
        "category" => situation.category.map(|category| category.key().to_owned()),
        "unit" => situation.unit.clone().map(String::from),
        "positions" => Some(situation.positions.join("\n")),
        "elsewhere" => situation.elsewhere.clone().map(String::from),
        "declared_level" => situation.declared_level.map(|level| method.level(level).key.clone()),
        "likelihood.score" => situation.likelihood.points.map(|points| points.to_string()),
        "likelihood.justification" => situation.likelihood.justification.clone().map(String::from),
        "harm.score" => situation.harm.points.map(|points| points.to_string()),
        "harm.justification" => situation.harm.justification.clone().map(String::from),
        "control.description" => control?.description.clone().map(String::from),
        "control.effectiveness" => control?.effectiveness.map(|grade| method.grade(grade).key.clone()),
        "control.evidence" => control?.evidence.clone().map(String::from),
        // It is true where nothing is written, and only "no" is a decision of the assessors.
        "control.lowers" => (!control?.lowers).then(|| "false".to_owned()),
        _ => None,
    }
}

fn of_measure(key: &str, measure: &Measure, method: &Method) -> Option<String> {
    match key {
        "text" => Some(measure.text.to_string()),
        "due" => measure.due.as_ref().map(|due| due.text.clone()),
        "responsible" => Some(measure.responsible.join("\n")),
        "expected_result" => measure.expected_result.clone().map(String::from),
        "indicator" => measure.indicator.clone().map(String::from),
        "funding" => measure.funding.clone().map(String::from),
        "baseline" => measure.baseline.as_ref().map(|amount| amount.text.clone()),
        "target" => measure.target.as_ref().map(|amount| amount.text.clone()),
        "target_level" => measure.target_level.map(|level| method.level(level).key.clone()),
        _ => None,
    }
}
