//! The register does not say when, by which order or by whom the risks were assessed (kept for later control: position 8).

use super::prelude::*;
use crate::locale::Arg;
use crate::source::Record;

pub(super) const RULE: Rule = Rule::warning("TB208", "missing-particulars").by_position(8).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let made = &case.register.assessment;
    // The reader reports what is there and cannot be read.
    let there = |key: &str| case.origins.has(Record::Assessment, key);
    let particulars = [
        ("date", "field-assessment-date", made.date.is_some()),
        ("order", "field-assessment-order", made.order.is_some()),
        ("assessors", "field-assessment-assessors", !made.assessors.is_empty()),
    ];
    let missing = particulars.into_iter().filter(|(key, _, given)| !given && !there(key));
    let (keys, names): (Vec<_>, Vec<_>) = missing.map(|(key, name, _)| (key, Arg::from(Message::new(name)))).unzip();
    if let Some(first) = keys.first() {
        let message = Message::new("missing-particulars").with("fields", Arg::List(names));
        sink.report(&RULE.code, case.origins.spot(Record::Assessment, first), message).help =
            Some(Message::new("missing-particulars-help"));
    }
}
