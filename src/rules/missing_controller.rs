//! High risks are controlled by the head of the body; the register does not say by whom (Annex I, position 6).

use super::prelude::*;
use crate::source::Record;

pub(super) const RULE: Rule = Rule::error("TB205", "missing-controller").by_position(6).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    if case.register.assessment.high_level_controller.is_some() {
        return;
    }
    let count = case.rows().filter(|row| row.outcome.is_some_and(|outcome| outcome.head_control)).count();
    if count > 0 {
        let spot = case.origins.spot(Record::Assessment, "high_level_controller");
        let found = sink.report(&RULE.code, spot, Message::new("missing-controller").with("count", count));
        found.field = Some("high_level_controller");
        found.help =
            Some(Message::new("missing-controller-help").with("label", Message::new("field-assessment-controller")));
    }
}
