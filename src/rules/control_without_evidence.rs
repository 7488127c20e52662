//! A control would lower the level, but nothing shows that it works; the level stays (the method's condition).

use super::prelude::*;
use crate::assess::ControlEffect;

pub(super) const RULE: Rule = Rule::warning("TB204", "control-without-evidence").by_position(5).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        if let Some(outcome) = row.outcome
            && outcome.control == ControlEffect::NoEvidence
        {
            let level = &case.method.level(outcome.inherent).label;
            let id = if outcome.inherent <= case.method.floor.value {
                "control-without-evidence-at-floor"
            } else {
                "control-without-evidence"
            };
            let message = Message::new(id).with("level", level);
            let keys = ("control.evidence", "control.effectiveness");
            case.report_lacking(sink, &RULE.code, &row, keys, message, "control-without-evidence-help");
        }
    }
}
