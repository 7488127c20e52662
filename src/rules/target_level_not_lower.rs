//! The level that a measure aims at is no lower than the level that the risk has already.

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB418", name: "target-level-not-lower", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(6),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in case.measures() {
        let (Some(target), Some(outcome)) = (measure.target_level, row.outcome) else { continue };
        if target >= outcome.residual {
            let message = Message::new("target-level-not-lower")
                .with("target", &case.method.level(target).label)
                .with("residual", &case.method.level(outcome.residual).label);
            case.report_measure(sink, &RULE, &row, number, "target_level", message).help =
                Some(Message::new("target-level-not-lower-help"));
        }
    }
}
