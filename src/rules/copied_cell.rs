//! The unit repeats the positions, or "in other bodies" repeats another cell of the row: a cell that was filled to be filled.
//!
//! A lawyer's unit may well be the lawyer: equality is judged on what is longer. A unit that is nobody in particular ("bodies of
//! local self-government") and stands again in the positions is copied, too.

use super::executors::nobody_in_particular;
use super::likeness::Essence;
use super::measures::Circumstances;
use super::signs::Words;
use super::words::WORDS;
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Situation;

/// Shorter names of units may well be those of posts.
const LEAST: usize = 3;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB606", name: "copied-cell", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let circumstances = Circumstances::new(&subject.register.organization, subject.as_of);
    for row in subject.rows() {
        for (key, field, other) in copied(row.situation, &circumstances) {
            let message =
                Message::new("copied-cell").with("field", Message::new(field)).with("other", Message::new(other));
            subject.report(sink, &RULE, &row, key, message).help = Some(Message::new("copied-cell-help"));
        }
    }
}

/// The copies: the key and name of the field, and the name of the one that it repeats.
fn copied(situation: &Situation, circumstances: &Circumstances) -> Vec<(&'static str, &'static str, &'static str)> {
    let unit = situation.unit.as_deref().unwrap_or_default();
    let positions = situation.positions.join(", ");
    let mut found = Vec::new();
    if Words::of(unit).list().len() >= LEAST {
        let (own, others) = (Essence::of(unit), Essence::of(&positions));
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
    let same = others.iter().find(|(other, _)| Essence::of(other).whole() == said.whole());
    found.extend(same.map(|(_, name)| ("elsewhere", "field-elsewhere", *name)));
    found
}
