//! The level that was published differs from the one that the points give.

use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB301", name: "declared-level-differs", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(4),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for row in subject.rows() {
        if let (Some(declared), Some(outcome)) = (row.situation.declared_level, row.outcome)
            && declared != outcome.inherent
            && !subject.method.level(declared).declared_only
        {
            let message = Message::new("declared-level-differs")
                .with("declared", &subject.method.level(declared).label)
                .with("computed", &subject.method.level(outcome.inherent).label)
                .with("likelihood", u32::from(outcome.likelihood))
                .with("harm", u32::from(outcome.harm))
                .with("sum", outcome.sum);
            subject.report(sink, &RULE, &row, "declared_level", message).help =
                Some(Message::new("declared-level-differs-help"));
        }
    }
}
