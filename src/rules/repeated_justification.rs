//! The same justification stands against three situations or more: nobody has looked at each of them.

use super::repeated::{OFTEN, repeated};
use super::{Rule, scores};
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::excerpt;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB601", name: "repeated-justification", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(7),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let rows: Vec<_> = case.rows().collect();
    let texts: Vec<_> = rows
        .iter()
        .flat_map(|row| {
            let keys = ["likelihood.justification", "harm.justification"];
            keys.into_iter().zip(scores(row.situation)).map(move |(key, (_, name, score))| (row, key, name, score))
        })
        .collect();
    for group in repeated(texts.iter().map(|(.., score)| score.justification.as_deref())) {
        let situations: BTreeSet<u32> = group.iter().map(|at| texts[*at].0.number).collect();
        if situations.len() >= OFTEN {
            let (row, key, name, score) = texts[group[0]];
            let message = Message::new("repeated-justification")
                .with("field", Message::new(name))
                .with("count", situations.len())
                .with("found", excerpt(score.justification.as_deref().unwrap_or_default(), 60))
                .with("ids", case.ids(situations));
            case.report(sink, &RULE, row, key, message).help = Some(Message::new("repeated-justification-help"));
        }
    }
}
