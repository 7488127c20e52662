//! The level that a measure aims at is no lower than the level that the risk has already.

use super::prelude::*;

pub(super) const RULE: Rule = Rule::warning("TB418", "target-level-not-lower").by_position(6).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in case.measures() {
        let (Some(target), Some(outcome)) = (measure.target_level, row.outcome) else { continue };
        if target >= outcome.residual {
            let message = Message::new("target-level-not-lower")
                .with("target", &case.method.level(target).label)
                .with("residual", &case.method.level(outcome.residual).label);
            case.report_measure(
                sink,
                &RULE.code,
                (&row, number),
                "target_level",
                message,
                "target-level-not-lower-help",
            );
        }
    }
}
