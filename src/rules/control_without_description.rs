//! A grade of effectiveness is given to a control that nobody described (Annex I, position 5: *existing* controls).

use super::prelude::*;

pub(super) const RULE: Rule = Rule::error("TB203", "control-without-description").by_position(5).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        if let Some(control) = &row.situation.control
            && let (Some(grade), None) = (control.effectiveness, &control.description)
        {
            let message = Message::new("control-without-description").with("grade", &case.method.grade(grade).label);
            let keys = ("control.description", "control.effectiveness");
            case.report_lacking(sink, &RULE.code, &row, keys, message, "control-without-description-help");
        }
    }
}
