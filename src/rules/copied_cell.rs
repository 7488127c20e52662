//! The unit repeats the positions, or "in other bodies" repeats another cell of the row: a cell that was filled to be filled.
//!
//! A lawyer's unit may well be the lawyer: equality is judged on what is longer. A unit that is nobody in particular ("bodies of
//! local self-government") and stands again in the positions is copied, too.

use super::executors::nobody_in_particular;
use super::likeness::Essence;
use super::prelude::*;
use super::signs::{Signs, Words};
use super::words::WORDS;
use crate::model::Situation;

/// Shorter names of units may well be those of posts.
const LEAST: usize = 3;

pub(super) const RULE: Rule = Rule::warning("TB606", "copied-cell").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let circumstances = Circumstances::new(&case.register.organization, case.as_of);
    for row in case.rows() {
        for (key, field, other) in copied(row.situation, &circumstances) {
            let message =
                Message::new("copied-cell").with("field", Message::new(field)).with("other", Message::new(other));
            case.report(sink, &RULE.code, &row, key, message, "copied-cell-help");
        }
    }
}

/// The copies: the key and name of the field, and the name of the one that it repeats.
fn copied(situation: &Situation, circumstances: &Circumstances) -> Vec<(&'static str, &'static str, &'static str)> {
    let unit = situation.unit.as_deref().unwrap_or_default();
    let positions = situation.positions.join(", ");
    let mut found = Vec::new();
    let has = |text: &str, signs: &Signs| signs.occur(&Words::of(text).list());
    // A post is never called "unit", nor is its holder "the staff of the unit".
    let telling = Words::of(unit).list().len() >= LEAST
        || has(&positions, &WORDS.staff_words)
        || (has(unit, &WORDS.unit_words) && Words::of(unit).list() == Words::of(&positions).list());
    if telling {
        let (own, others) =
            (Essence::of(&without(unit, &WORDS.staff_words)), Essence::of(&without(&positions, &WORDS.staff_words)));
        let same = !own.is_empty() && own.whole() == others.whole();
        if same || (own.is_within(&others) && nobody_in_particular(unit, &circumstances.body)) {
            found.push(("unit", "field-unit", "field-positions"));
        }
    }
    let elsewhere = situation.elsewhere.as_deref().unwrap_or_default();
    let said = Essence::of(elsewhere);
    // A dash in two cells is no copy: it has no words. Nor is a "no".
    if said.is_empty() || WORDS.not_said.are(&Words::of(elsewhere).list()) {
        return found;
    }
    let others = [(&*situation.text, "field-situation"), (unit, "field-unit"), (&positions, "field-positions")];
    // "May arise in the work of the unit" says no more than the unit; of bodies at large it says something.
    let in_its_work = Essence::of(&without(elsewhere, &WORDS.elsewhere_words));
    let repeats = |(other, name): &&(&str, &str)| {
        let other_says = Essence::of(other);
        let at_large = || {
            *name != "field-unit"
                || nobody_in_particular(other, &circumstances.body) && !WORDS.unit_words.occur(&Words::of(other).list())
        };
        other_says.whole() == said.whole()
            || (!in_its_work.is_empty() && !at_large() && other_says.whole() == in_its_work.whole())
    };
    let same = others.iter().find(repeats);
    found.extend(same.map(|(_, name)| ("elsewhere", "field-elsewhere", *name)));
    found
}

/// The words of a text but for those that are such a sign.
fn without(text: &str, signs: &Signs) -> String {
    let typed = Words::of(text);
    let left: Vec<&str> = typed.list().into_iter().filter(|word| !signs.are(&[*word])).collect();
    left.join(" ")
}
