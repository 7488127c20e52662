//! A register in TOML as typed: the tree walked against the field table, every stray key and misplaced value reported.

use super::codes;
use super::columns::Verdict;
use super::raw::{RawField, RawFunction, RawRecord, RawRegister, RawSituation, RawValue};
use super::toml_tree::{integer, kind_of, missing_key, spot, unknown_key, wrong_type};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{FIELDS, FieldSpec, Table};
use crate::source::Spot;
use jiff::civil::Date;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Node<'a> = Spanned<DeValue<'a>>;

/// A table inside a table: the key that holds it and the name by which messages call it.
pub(super) struct Child {
    pub key: &'static str,
    pub name: &'static str,
}

const FUNCTION: Child = Child { key: "function", name: "[[function]]" };
const SITUATION: Child = Child { key: "situation", name: "[[function.situation]]" };
const MEASURE: Child = Child { key: "measure", name: "[[function.situation.measure]]" };

/// Reads a register.
pub(super) fn read<'a>(tree: Spanned<DeTable<'a>>, sink: &mut Sink<'_>) -> RawRegister<'a> {
    let mut organization = RawRecord::new(Spot::File);
    let mut assessment = RawRecord::new(Spot::File);
    let mut functions = Vec::new();
    let mut has_organization = false;
    for (key, node) in tree.into_inner() {
        match key.get_ref().as_ref() {
            "organization" => {
                has_organization = true;
                organization = lone_record(Table::Organization, "[organization]", node, sink);
            }
            "assessment" => assessment = lone_record(Table::Assessment, "[assessment]", node, sink),
            "function" => functions = tables(&FUNCTION, node, sink, function),
            other => {
                let allowed = ["organization", "assessment", FUNCTION.key];
                unknown_key(other, key.span(), Message::new("table-file"), &allowed, sink);
            }
        }
    }
    // After a syntax error it may well be there, only unreadable.
    if !has_organization && sink.count() == 0 {
        missing_key("organization", Message::new("table-file"), Spot::File, sink);
    }
    RawRegister { organization, assessment, functions, years: None, verdict: Verdict::default() }
}

pub(super) fn lone_record<'a>(table: Table, name: &str, node: Node<'a>, sink: &mut Sink<'_>) -> RawRecord<'a> {
    let mut record = RawRecord::new(spot(node.span()));
    match node.into_inner() {
        DeValue::Table(inner) => fill(&mut record, table, name, "", inner, None, sink),
        other => {
            let message = Message::new("wrong-type")
                .with("field", name)
                .with("found", kind_of(&other))
                .with("expected", Message::new("value-table"));
            sink.report(&codes::WRONG_TYPE, record.spot, message);
        }
    }
    record
}

fn function<'a>(place: Spot, table: DeTable<'a>, sink: &mut Sink<'_>) -> RawFunction<'a> {
    let mut record = RawRecord::new(place);
    let mut situations = Vec::new();
    if let Some(children) = fill_parent(&mut record, Table::Function, &FUNCTION, table, &SITUATION, sink) {
        situations = tables(&SITUATION, children, sink, situation);
    }
    RawFunction { record, situations }
}

fn situation<'a>(place: Spot, table: DeTable<'a>, sink: &mut Sink<'_>) -> RawSituation<'a> {
    let mut record = RawRecord::new(place);
    let mut measures = Vec::new();
    if let Some(children) = fill_parent(&mut record, Table::Situation, &SITUATION, table, &MEASURE, sink) {
        measures = tables(&MEASURE, children, sink, |place, table, sink| {
            let mut record = RawRecord::new(place);
            fill(&mut record, Table::Measure, MEASURE.name, "", table, None, sink);
            record
        });
    }
    RawSituation { record, stated: Vec::new(), measures }
}

/// Fills a record whose table also holds child tables; gives those back.
pub(super) fn fill_parent<'a>(
    record: &mut RawRecord<'a>,
    table: Table,
    own: &Child,
    mut tree: DeTable<'a>,
    child: &Child,
    sink: &mut Sink<'_>,
) -> Option<Node<'a>> {
    let children = tree.remove(child.key);
    fill(record, table, own.name, "", tree, Some(child.key), sink);
    children
}

/// The tables of an array of tables, each turned into something; anything else in it is reported.
pub(super) fn tables<'a, T>(
    child: &Child,
    node: Node<'a>,
    sink: &mut Sink<'_>,
    mut each: impl FnMut(Spot, DeTable<'a>, &mut Sink<'_>) -> T,
) -> Vec<T> {
    let mut out = Vec::new();
    let mut one = |node: Node<'a>, sink: &mut Sink<'_>| {
        let place = spot(node.span());
        if !matches!(node.get_ref(), DeValue::Table(_)) {
            wrong_type(child.key, &node, "value-tables", sink);
        } else if let DeValue::Table(table) = node.into_inner() {
            out.push(each(place, table, sink));
        }
    };
    if matches!(node.get_ref(), DeValue::Array(_)) {
        if let DeValue::Array(items) = node.into_inner() {
            items.into_iter().for_each(|item| one(item, sink));
        }
    } else {
        wrong_type(child.key, &node, "value-tables", sink);
    }
    out
}

/// Takes the fields of one table; `prefix` is set inside an inline table (`likelihood.`).
pub(super) fn fill<'a>(
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
            if !matches!(node.get_ref(), DeValue::Table(_)) {
                wrong_type(&full, &node, "value-table", sink);
            } else if let DeValue::Table(inner) = node.into_inner() {
                fill(record, table, &format!("{name} {full}"), &format!("{full}."), inner, None, sink);
            }
        } else {
            unknown_key(key.get_ref(), key.span(), name, &allowed_keys(table, prefix, child), sink);
        }
    }
}

/// Whether a table has an inline table of this name.
fn has_inner(table: Table, name: &str) -> bool {
    FIELDS.iter().any(|f| f.table == table && f.key.split_once('.').is_some_and(|(outer, _)| outer == name))
}

fn allowed_keys<'s>(table: Table, prefix: &str, child: Option<&'s str>) -> Vec<&'s str> {
    let mut keys: Vec<&str> = FIELDS
        .iter()
        .filter(|field| table.holds(field))
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
    match node.into_inner() {
        DeValue::String(text) => Some(RawValue::Text(text.into())),
        DeValue::Integer(number) => Some(RawValue::Fraction(Cow::Owned(number.to_string()))),
        DeValue::Float(number) => Some(RawValue::Fraction(Cow::Owned(number.to_string()))),
        DeValue::Boolean(flag) => Some(RawValue::Boolean(flag)),
        DeValue::Datetime(moment) => {
            let day = moment.date.filter(|_| moment.time.is_none()).and_then(|day| {
                let year = i16::try_from(day.year).ok()?;
                Date::new(year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
            });
            if day.is_none() {
                let message = Message::new("not-a-day").with("field", key).with("found", moment.to_string());
                sink.report(&codes::WRONG_TYPE, spot(span), message);
            }
            day.map(RawValue::Date)
        }
        DeValue::Array(items) => {
            let mut texts = Vec::new();
            for item in items {
                let place = spot(item.span());
                if !matches!(item.get_ref(), DeValue::String(_)) {
                    wrong_type(key, &item, "value-text", sink);
                } else if let DeValue::String(text) = item.into_inner() {
                    texts.push((text.into(), place));
                }
            }
            Some(RawValue::Texts(texts))
        }
        other @ DeValue::Table(_) => {
            wrong_type(key, &Spanned::new(span, other), "value-not-table", sink);
            None
        }
    }
}
