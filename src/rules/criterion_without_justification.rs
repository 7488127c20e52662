//! The points by each criterion have a short justification (Annex I, position 7: for each criterion of likelihood and of harm).

use super::prelude::*;
use super::report::{criteria, label};

pub(super) const RULE: Rule =
    Rule::error("TB210", "criterion-without-justification").by_position(7).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        for (axis, scored) in criteria(row.situation) {
            if let (Some(points), None) = (scored.points, &scored.justification) {
                let message = Message::new("criterion-without-justification")
                    .with("criterion", label(case.method, axis, scored))
                    .with("points", u32::from(points));
                let help = "criterion-without-justification-help";
                case.report_criterion(sink, &RULE.code, &row, (axis, scored, "justification"), message, help);
            }
        }
    }
}
