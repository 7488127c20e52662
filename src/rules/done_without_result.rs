//! A measure is called done, but not when, or not what came of it.

use super::prelude::*;
use crate::assess::execution::is_called_done;

pub(super) const RULE: Rule = Rule::warning("TB407", "done-without-result").by_position(8).of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    if !is_called_done(measure) {
        return Vec::new();
    }
    let missing =
        [("done_on", "field-done-on", measure.done_on.is_none()), ("result", "field-result", measure.result.is_none())];
    let missing = missing.into_iter().filter(|(.., missing)| *missing);
    let fault = |(key, name, _)| Fault {
        key,
        message: Message::new("done-without-result").with("field", Message::new(name)),
        help: "done-without-result-help",
    };
    missing.map(fault).collect()
}
