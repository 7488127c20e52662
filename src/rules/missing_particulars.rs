//! The register does not say when, by which order or by whom the risks were assessed (kept for later control: position 8).

use super::prelude::*;
use crate::locale::Arg;
use crate::model::{FieldSpec, Table};
use crate::source::Record;

pub(super) const RULE: Rule = Rule::warning("TB208", "missing-particulars").by_position(8).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let made = &case.register.assessment;
    // What is there and cannot be read is reported by the reader.
    let there = |key: &str| case.origins.has(Record::Assessment, key);
    let given = [
        ("date", made.date.is_some() || there("date")),
        ("order", made.order.is_some() || there("order")),
        ("assessors", !made.assessors.is_empty() || there("assessors")),
    ];
    let missing: Vec<&str> = given.iter().filter(|(_, given)| !given).map(|(key, _)| *key).collect();
    let names: Vec<Arg> = missing
        .iter()
        .filter_map(|key| FieldSpec::find(Table::Assessment, key))
        .map(|field| Arg::from(Message::new(field.name)))
        .collect();
    if let Some(first) = missing.first() {
        let message = Message::new("missing-particulars").with("fields", Arg::List(names));
        sink.report(&RULE.code, case.origins.spot(Record::Assessment, first), message).help =
            Some(Message::new("missing-particulars-help"));
    }
}
