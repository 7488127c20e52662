//! A criterion is justified, but has no points: it does not count, and what was written changes nothing.

use super::missing_score::allowed;
use super::prelude::*;
use super::report::{criteria, label};
use crate::source::Record;

pub(super) const RULE: Rule = Rule::warning("TB214", "criterion-without-points").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        for (axis, scored) in criteria(row.situation).filter(|(_, scored)| scored.points.is_none()) {
            // The reader reports points that it cannot read.
            let number = case.method.criterion_number(axis, &scored.key);
            if number.is_some_and(|number| case.origins.has(Record::Criterion(row.number, number), "score")) {
                continue;
            }
            let name = label(case.method, axis, scored);
            let message = Message::new("criterion-without-points").with("criterion", name);
            let help = "criterion-without-points-help";
            let found = case.report_criterion(sink, &RULE.code, &row, (axis, scored, "score"), message, help);
            found.help = found.help.take().map(|help| help.with("allowed", allowed(case.method.scale(axis))));
        }
    }
}
