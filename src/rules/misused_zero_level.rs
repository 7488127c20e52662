//! The level that no points lead to may only be declared, with a reason and without points (the method's decision).

use super::{Rule, declared_without_points};
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB207", name: "misused-zero-level", severity: Severity::Error },
    since: "0.1.0",
    position: None,
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        let Some(level) = row.situation.declared_level.map(|level| case.method.level(level)) else { continue };
        if !level.declared_only || declared_without_points(row.situation, case.method) {
            continue;
        }
        let has_points = row.situation.likelihood.points.is_some() || row.situation.harm.points.is_some();
        let id = if has_points { "zero-level-with-points" } else { "zero-level-without-reason" };
        let message = Message::new(id).with("level", &level.label);
        case.report(sink, &RULE, &row, "declared_level", message).help = Some(Message::new("zero-level-help"));
    }
}
