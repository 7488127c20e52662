//! The level that no points lead to may only be declared, with a reason and without points (the method's decision).

use super::prelude::*;
use super::report::declared_without_points;

pub(super) const RULE: Rule = Rule::error("TB207", "misused-zero-level").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        let Some(level) = row.situation.declared_level.map(|level| case.method.level(level)) else { continue };
        if !level.declared_only || declared_without_points(row.situation, case.method) {
            continue;
        }
        let has_points = row.situation.likelihood.points().is_some() || row.situation.harm.points().is_some();
        let id = if has_points { "zero-level-with-points" } else { "zero-level-without-reason" };
        let message = Message::new(id).with("level", &level.label);
        case.report(sink, &RULE.code, &row, "declared_level", message, "zero-level-help");
    }
}
