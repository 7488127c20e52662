//! A register in TOML as typed: the tree walked against the field table, every stray key and misplaced value reported.

use super::codes;
use super::columns::Verdict;
use super::raw::{RawCriterion, RawField, RawFunction, RawRecord, RawRegister, RawSituation, RawValue};
use super::toml_tree::{day, integer, missing_key, spot, unknown_key, wrong_type};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{Axis, FIELDS, FieldSpec, Table};
use crate::source::Spot;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The key of the criteria in the inline table of a scale.
const CRITERIA: &str = "criteria";

type Node<'a> = Spanned<DeValue<'a>>;

/// A table of a file: the key that holds it, the name by which messages call it, and the fields that it may have.
pub(super) struct Child {
    pub key: &'static str,
    pub name: &'static str,
    pub table: Table,
}

pub(super) const ORGANIZATION: Child =
    Child { key: "organization", name: "[organization]", table: Table::Organization };
const ASSESSMENT: Child = Child { key: "assessment", name: "[assessment]", table: Table::Assessment };
const FUNCTION: Child = Child { key: "function", name: "[[function]]", table: Table::Function };
const SITUATION: Child = Child { key: "situation", name: "[[function.situation]]", table: Table::Situation };
const MEASURE: Child = Child { key: "measure", name: "[[function.situation.measure]]", table: Table::Measure };

/// Reads a register.
pub(super) fn read<'a>(tree: Spanned<DeTable<'a>>, sink: &mut Sink<'_>) -> RawRegister<'a> {
    let (mut organization, mut assessment, mut functions) = (None, RawRecord::new(Spot::File), Vec::new());
    for (key, node) in tree.into_inner() {
        match key.get_ref().as_ref() {
            "organization" => organization = Some(lone_record(&ORGANIZATION, node, sink)),
            "assessment" => assessment = lone_record(&ASSESSMENT, node, sink),
            "function" => functions = tables(&FUNCTION, Some(node), sink, function),
            other => {
                let allowed = [ORGANIZATION.key, ASSESSMENT.key, FUNCTION.key];
                unknown_key(other, key.span(), Message::new("table-file"), &allowed, sink);
            }
        }
    }
    let organization = or_missing(organization, sink);
    RawRegister { organization, assessment, functions, years: None, verdict: Verdict::default() }
}

/// The record of the organisation; a file without one is reported.
pub(super) fn or_missing<'a>(organization: Option<RawRecord<'a>>, sink: &mut Sink<'_>) -> RawRecord<'a> {
    // After a syntax error it may well be there, only unreadable.
    if organization.is_none() && sink.count() == 0 {
        missing_key(ORGANIZATION.key, Message::new("table-file"), Spot::File, sink);
    }
    organization.unwrap_or_else(|| RawRecord::new(Spot::File))
}

fn function<'a>(place: Spot, mut tree: DeTable<'a>, sink: &mut Sink<'_>) -> RawFunction<'a> {
    let situations = tree.remove(SITUATION.key);
    let record = record(&FUNCTION, Some(&SITUATION), place, tree, sink);
    RawFunction { record, situations: tables(&SITUATION, situations, sink, situation) }
}

fn situation<'a>(place: Spot, mut tree: DeTable<'a>, sink: &mut Sink<'_>) -> RawSituation<'a> {
    let measures = tree.remove(MEASURE.key);
    let criteria = Axis::ALL.into_iter().flat_map(|axis| criteria(axis, &mut tree, sink)).collect();
    let record = record(&SITUATION, Some(&MEASURE), place, tree, sink);
    RawSituation { record, stated: Vec::new(), criteria, measures: records(&MEASURE, measures, sink) }
}

/// Takes the criteria out of the inline table of a scale: keys of the method, each with an inline table.
fn criteria<'a>(axis: Axis, situation: &mut DeTable<'a>, sink: &mut Sink<'_>) -> Vec<RawCriterion<'a>> {
    let Some(DeValue::Table(score)) = situation.get_mut(axis.key()).map(Spanned::get_mut) else { return Vec::new() };
    let Some(node) = score.remove(CRITERIA) else { return Vec::new() };
    let name = format!("{} {}.{CRITERIA}", SITUATION.name, axis.key());
    let all = table_of(CRITERIA, "value-table", node, sink).unwrap_or_default();
    let one = |(key, node): (Spanned<Cow<'a, str>>, Node<'a>)| {
        let (place, of) = (spot(node.span()), spot(key.span()));
        let key = key.into_inner();
        let tree = table_of(&key, "value-table", node, sink)?;
        let mut record = RawRecord::new(place);
        fill(&mut record, Table::Criterion, &format!("{name}.{key}"), "", tree, None, sink);
        Some(RawCriterion { axis, key, spot: of, record })
    };
    all.into_iter().filter_map(one).collect()
}

/// The table that a node is; anything else is reported under a name.
fn table_of<'a>(name: &str, expected: &'static str, node: Node<'a>, sink: &mut Sink<'_>) -> Option<DeTable<'a>> {
    let span = node.span();
    match node.into_inner() {
        DeValue::Table(table) => Some(table),
        other => {
            wrong_type(name, &Spanned::new(span, other), expected, sink);
            None
        }
    }
}

/// The record of a table that stands once in a file.
pub(super) fn lone_record<'a>(of: &Child, node: Node<'a>, sink: &mut Sink<'_>) -> RawRecord<'a> {
    let place = spot(node.span());
    let tree = table_of(of.name, "value-table", node, sink).unwrap_or_default();
    record(of, None, place, tree, sink)
}

/// The record of a table, from which the tables of its child were taken out.
pub(super) fn record<'a>(
    of: &Child,
    child: Option<&Child>,
    place: Spot,
    tree: DeTable<'a>,
    sink: &mut Sink<'_>,
) -> RawRecord<'a> {
    let mut record = RawRecord::new(place);
    fill(&mut record, of.table, of.name, "", tree, child.map(|child| child.key), sink);
    record
}

/// The records of an array of tables that have no child.
pub(super) fn records<'a>(of: &Child, node: Option<Node<'a>>, sink: &mut Sink<'_>) -> Vec<RawRecord<'a>> {
    tables(of, node, sink, |place, tree, sink| record(of, None, place, tree, sink))
}

/// The tables of an array of tables, each turned into something; anything else in it is reported.
pub(super) fn tables<'a, T>(
    of: &Child,
    node: Option<Node<'a>>,
    sink: &mut Sink<'_>,
    mut each: impl FnMut(Spot, DeTable<'a>, &mut Sink<'_>) -> T,
) -> Vec<T> {
    let Some(node) = node else { return Vec::new() };
    if !node.get_ref().is_array() {
        wrong_type(of.key, &node, "value-tables", sink);
    }
    let DeValue::Array(items) = node.into_inner() else { return Vec::new() };
    let one = |node: Node<'a>| {
        let place = spot(node.span());
        table_of(of.key, "value-tables", node, sink).map(|table| each(place, table, sink))
    };
    items.into_iter().filter_map(one).collect()
}

/// Takes the fields of one table; `prefix` is set inside an inline table (`likelihood.`).
fn fill<'a>(
    record: &mut RawRecord<'a>,
    table: Table,
    name: &str,
    prefix: &str,
    tree: DeTable<'a>,
    child: Option<&str>,
    sink: &mut Sink<'_>,
) {
    for (key, node) in tree {
        let full: Cow<'_, str> =
            if prefix.is_empty() { key.get_ref().as_ref().into() } else { format!("{prefix}{}", key.get_ref()).into() };
        if let Some(field) = FieldSpec::find(table, &full) {
            let place = spot(node.span());
            if let Some(value) = value(field.key, node, sink) {
                record.fields.push(RawField { key: field.key, value, spot: place });
            }
        } else if prefix.is_empty() && has_inner(table, &full) {
            if let Some(inner) = table_of(&full, "value-table", node, sink) {
                let child = (table == Table::Situation && is_scale(&full)).then_some(CRITERIA);
                fill(record, table, &format!("{name} {full}"), &format!("{full}."), inner, child, sink);
            }
        } else {
            unknown_key(key.get_ref(), key.span(), name, &allowed_keys(table, prefix, child), sink);
        }
    }
}

/// Whether an inline table is that of a scale.
fn is_scale(name: &str) -> bool {
    Axis::ALL.iter().any(|axis| axis.key() == name)
}

/// Whether a table has an inline table of this name.
fn has_inner(table: Table, name: &str) -> bool {
    FIELDS.iter().any(|f| table.holds(f) && f.key.split_once('.').is_some_and(|(outer, _)| outer == name))
}

fn allowed_keys<'s>(table: Table, prefix: &str, child: Option<&'s str>) -> Vec<&'s str> {
    let fields = FIELDS.iter().filter(|field| table.holds(field));
    let mut keys: Vec<&str> = fields
        .filter_map(|field| field.key.strip_prefix(prefix))
        .map(|key| key.split('.').next().unwrap_or(key))
        .collect();
    keys.dedup();
    keys.extend(child);
    keys
}

fn value<'a>(key: &str, node: Node<'a>, sink: &mut Sink<'_>) -> Option<RawValue<'a>> {
    if let Some(number) = integer(node.get_ref()) {
        return Some(RawValue::Integer(number));
    }
    let span = node.span();
    Some(match node.into_inner() {
        DeValue::String(text) => RawValue::Text(text.into()),
        DeValue::Integer(number) => RawValue::Fraction(Cow::Owned(number.to_string())),
        DeValue::Float(number) => RawValue::Fraction(Cow::Owned(number.to_string())),
        DeValue::Boolean(flag) => RawValue::Boolean(flag),
        DeValue::Datetime(moment) => {
            let day = day(&moment);
            if day.is_none() {
                let message = Message::new("not-a-day").with("field", key).with("found", moment.to_string());
                sink.report(&codes::WRONG_TYPE, spot(span), message);
            }
            RawValue::Date(day?)
        }
        DeValue::Array(items) => {
            let text = |item: Node<'a>| {
                let span = item.span();
                match item.into_inner() {
                    DeValue::String(text) => Some((text.into(), spot(span))),
                    other => {
                        wrong_type(key, &Spanned::new(span, other), "value-text", sink);
                        None
                    }
                }
            };
            RawValue::Texts(items.into_iter().filter_map(text).collect())
        }
        other @ DeValue::Table(_) => {
            wrong_type(key, &Spanned::new(span, other), "value-not-table", sink);
            return None;
        }
    })
}
