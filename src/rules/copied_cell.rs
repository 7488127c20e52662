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
    let elsewhere = situation.elsewhere.as_deref().unwrap_or_default();
    let typed = [unit, &positions, elsewhere].map(Words::of);
    let [of_unit, of_positions, of_elsewhere] = typed.each_ref().map(Words::list);
    let mut found = Vec::new();
    // A post is never called "unit", nor is its holder "the staff of the unit".
    let telling = of_unit.len() >= LEAST
        || WORDS.staff_words.occur(&of_positions)
        || (WORDS.unit_words.occur(&of_unit) && of_unit == of_positions);
    if telling {
        let [own, others] =
            [&of_unit, &of_positions].map(|words| Essence::of_words(&without(words, &WORDS.staff_words)));
        let same = !own.is_empty() && own.whole() == others.whole();
        if same || (own.is_within(&others) && nobody_in_particular(unit, &circumstances.body)) {
            found.push(("unit", "field-unit", "field-positions"));
        }
    }
    let said = Essence::of_words(&of_elsewhere);
    // A dash in two cells is no copy: it has no words. Nor is a "no".
    if said.is_empty() || WORDS.not_said.are(&of_elsewhere) {
        return found;
    }
    let of_text = Words::of(&situation.text);
    let others = [(of_text.list(), "field-situation"), (of_unit, "field-unit"), (of_positions, "field-positions")];
    // "May arise in the work of the unit" says no more than the unit; of bodies at large it says something.
    let in_its_work = Essence::of_words(&without(&of_elsewhere, &WORDS.elsewhere_words));
    let repeats = |(other, name): &&(Vec<&str>, &str)| {
        let other_says = Essence::of_words(other);
        let at_large = || {
            *name != "field-unit" || nobody_in_particular(unit, &circumstances.body) && !WORDS.unit_words.occur(other)
        };
        other_says.whole() == said.whole()
            || (!in_its_work.is_empty() && !at_large() && other_says.whole() == in_its_work.whole())
    };
    let same = others.iter().find(repeats);
    found.extend(same.map(|(_, name)| ("elsewhere", "field-elsewhere", *name)));
    found
}

/// The words but for those that are such a sign.
fn without<'w>(words: &[&'w str], signs: &Signs) -> Vec<&'w str> {
    words.iter().filter(|word| !signs.are(&[**word])).copied().collect()
}
