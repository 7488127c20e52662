//! The same justification stands against three situations or more: nobody looked at each of them.

use super::prelude::*;
use super::repeated::{OFTEN, repeated};
use super::report::{Scored, scores};
use crate::text::excerpt;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule::warning("TB601", "repeated-justification").by_position(7).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let rows: Vec<_> = case.rows().collect();
    let texts: Vec<_> = rows.iter().flat_map(|row| scores(row.situation).map(|scored| (row, scored))).collect();
    for group in repeated(texts.iter().map(|(_, scored)| scored.score.justification.as_deref())) {
        let situations: BTreeSet<u32> = group.iter().map(|at| texts[*at].0.number).collect();
        if situations.len() >= OFTEN {
            let (row, Scored { justification, name, score, .. }) = texts[group[0]];
            let message = Message::new("repeated-justification")
                .with("field", Message::new(name))
                .with("count", situations.len())
                .with("found", excerpt(score.justification.as_deref().unwrap_or_default(), 60))
                .with("ids", case.ids(situations));
            case.report(sink, &RULE.code, row, justification, message, "repeated-justification-help");
        }
    }
}
