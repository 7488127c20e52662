//! A grade of effectiveness is given to a control that nobody described (Annex I, position 5: *existing* controls).

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB203", name: "control-without-description", severity: Severity::Error },
    since: "0.1.0",
    position: Some(5),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        if let Some(control) = &row.situation.control
            && let (Some(grade), None) = (control.effectiveness, &control.description)
        {
            let message = Message::new("control-without-description").with("grade", &case.method.grade(grade).label);
            let keys = ("control.description", "control.effectiveness");
            case.report_lacking(sink, &RULE, &row, keys, message).help =
                Some(Message::new("control-without-description-help"));
        }
    }
}
