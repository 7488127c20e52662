//! The unit repeats the positions, or "in other bodies" repeats another cell of the row: a cell that was filled to be filled.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Situation;
use crate::text::{has_words, words};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB606", name: "copied-cell", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for row in subject.rows() {
        for (key, field, other) in copied(row.situation) {
            let message =
                Message::new("copied-cell").with("field", Message::new(field)).with("other", Message::new(other));
            subject.report(sink, &RULE, &row, key, message).help = Some(Message::new("copied-cell-help"));
        }
    }
}

/// The copies: the key and name of the field, and the name of the one that it repeats.
fn copied(situation: &Situation) -> Vec<(&'static str, &'static str, &'static str)> {
    // A dash in two cells is no copy: it has no words.
    let said = |text: &str| Some(words(text)).filter(|words| !words.is_empty());
    let unit = situation.unit.as_deref().unwrap_or_default();
    let positions = situation.positions.join(" ");
    let mut found = Vec::new();
    if said(unit).is_some_and(|unit| has_words(&positions, &unit)) {
        found.push(("unit", "field-unit", "field-positions"));
    }
    if let Some(elsewhere) = situation.elsewhere.as_deref().and_then(said) {
        let others = [(&*situation.text, "field-situation"), (unit, "field-unit"), (&positions, "field-positions")];
        let same = others.iter().find(|(other, _)| has_words(other, &elsewhere));
        found.extend(same.map(|(_, name)| ("elsewhere", "field-elsewhere", *name)));
    }
    found
}
