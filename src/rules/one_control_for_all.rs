//! One and the same control is said to lower nearly all risks that are lowered.

use super::prelude::*;
use super::repeated::repeated;
use crate::assess::Outcome;
use crate::text::excerpt;

/// Fewer lowered risks may well have one control.
const LEAST: usize = 4;
/// From this percentage on they are nearly all.
const SHARE: usize = 80;

pub(super) const RULE: Rule = Rule::warning("TB609", "one-control-for-all").by_position(5).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let lowered: Vec<_> = case.rows().filter(|row| row.outcome.is_some_and(Outcome::lowered)).collect();
    if lowered.len() < LEAST {
        return;
    }
    let description =
        |at: usize| lowered[at].situation.control.as_ref().and_then(|control| control.description.as_deref());
    for group in repeated((0..lowered.len()).map(description)) {
        if group.len() * 100 >= SHARE * lowered.len() {
            let message = Message::new("one-control-for-all")
                .with("count", group.len())
                .with("total", lowered.len())
                .with("found", excerpt(description(group[0]).unwrap_or_default(), 60));
            case.report(
                sink,
                &RULE.code,
                &lowered[group[0]],
                "control.description",
                message,
                "one-control-for-all-help",
            );
        }
    }
}
