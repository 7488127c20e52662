//! The level that was published differs from the one that the points give.

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB301", name: "declared-level-differs", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(4),
    check,
};

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
            case.report(sink, &RULE, &row, "declared_level", message).help =
                Some(Message::new("declared-level-differs-help"));
        }
    }
}
