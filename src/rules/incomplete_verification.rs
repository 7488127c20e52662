//! A verification that does not say what was found, who looked or when; one that found something wanting and does not say what.

use super::prelude::*;
use crate::locale::Arg;
use crate::model::Verification;

pub(super) const RULE: Rule = Rule::warning("TB420", "incomplete-verification").by_position(8).of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(verified) = &measure.verified else { return Vec::new() };
    let wanting = matches!(verified.result, Some(Verification::Partly | Verification::NotConfirmed));
    let lacking = [
        (verified.result.is_none(), "verified.result", "field-verified"),
        (verified.by.is_none(), "verified.by", "field-verified-by"),
        (verified.on.is_none(), "verified.on", "field-verified-on"),
        (wanting && verified.note.is_none(), "verified.note", "field-verified-note"),
    ];
    let fields: Vec<_> = lacking.into_iter().filter(|(lacks, ..)| *lacks).collect();
    let Some((_, key, _)) = fields.first().copied() else { return Vec::new() };
    let names = fields.iter().map(|(.., name)| Message::new(name).into()).collect();
    let message = Message::new("incomplete-verification").with("fields", Arg::List(names));
    vec![Fault { key, message, help: "incomplete-verification-help" }]
}
