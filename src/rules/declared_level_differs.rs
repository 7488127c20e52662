//! The level that was published differs from the one that the points give.

use super::prelude::*;

pub(super) const RULE: Rule = Rule::warning("TB301", "declared-level-differs").by_position(4).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        if let (Some(declared), Some(outcome)) = (row.situation.declared_level, row.outcome)
            && declared != outcome.inherent
            && !case.method.level(declared).declared_only
        {
            let message = Message::new("declared-level-differs")
                .with("declared", &case.method.level(declared).label)
                .with("computed", &case.method.level(outcome.inherent).label)
                .with("likelihood", u32::from(outcome.likelihood))
                .with("harm", u32::from(outcome.harm))
                .with("sum", outcome.sum);
            case.report(sink, &RULE.code, &row, "declared_level", message, "declared-level-differs-help");
        }
    }
}
