//! A field in which corruption is found everywhere (procurement, land, public property, inspection, licensing, recruitment,
//! construction) is rated at the lowest level, and no control is named that would explain it.
//!
//! What a person looks at is the kind of function and who acts: an official with discretion, not a librarian or a driver. A part
//! of a name that says what is left out ("but for staff matters") names no field.

use super::acts::clauses;
use super::prelude::*;
use super::signs::Words;
use super::words::{Area, WORDS};

pub(super) const RULE: Rule = Rule::warning("TB304", "sensitive-function-rated-low").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some((lowest, spec)) = case.method.computed_levels().next() else { return };
    for (row, (function, _)) in case.rows().zip(case.register.situations()) {
        if row.outcome.is_none_or(|outcome| outcome.inherent != lowest) || row.situation.control.is_some() {
            continue;
        }
        if let Some(field) = exposed_field(&function.name, &row.situation.text) {
            let message = Message::new("sensitive-function-rated-low")
                .with("level", &spec.label)
                .with("area", Message::new(&field.name));
            case.report(sink, &RULE.code, &row, "likelihood.score", message, "sensitive-function-rated-low-help");
        }
    }
}

fn exposed_field(function: &str, situation: &str) -> Option<&'static Area> {
    let typed = Words::of(situation);
    let words = typed.list();
    if WORDS.without_discretion.occur(&words) && !WORDS.with_discretion.occur(&words) {
        return None;
    }
    let of_function: Vec<Words> = parts(function).collect();
    let of_situation: Vec<Words> = parts(situation).collect();
    let in_function = |field: &&Area| {
        let speaks = |part: &Words| field.signs.occur(&part.list()) || field.in_functions.occur(&part.list());
        of_function.iter().any(speaks)
    };
    let in_situation = |field: &&Area| of_situation.iter().any(|part| field.signs.occur(&part.list()));
    // What the function is called says more than a word of the situation.
    let fields = || WORDS.sensitive.iter();
    fields().find(in_function).or_else(|| fields().find(in_situation))
}

/// The parts of a text that do not say what is left out.
fn parts(text: &str) -> impl Iterator<Item = Words> {
    clauses(text).map(Words::of).filter(|part| !WORDS.left_out.occur(&part.list()))
}
