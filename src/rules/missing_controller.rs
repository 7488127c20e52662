//! High risks are controlled by the head of the body; the register does not say by whom (Annex I, position 6).

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::source::Record;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB205", name: "missing-controller", severity: Severity::Error },
    since: "0.1.0",
    position: Some(6),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    if case.register.assessment.high_level_controller.is_some() {
        return;
    }
    let count = case.rows().filter(|row| row.outcome.is_some_and(|outcome| outcome.head_control)).count();
    if count > 0 {
        let spot = case.origins.spot(Record::Assessment, "high_level_controller");
        let found = sink.report(RULE.code, spot, Message::new("missing-controller").with("count", count));
        found.field = Some("high_level_controller");
        found.help =
            Some(Message::new("missing-controller-help").with("label", Message::new("field-assessment-controller")));
    }
}
