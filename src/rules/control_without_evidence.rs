//! A control would lower the level, but nothing shows that it works; the level stays (the method's condition).

use super::Rule;
use crate::assess::ControlEffect;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB204", name: "control-without-evidence", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(5),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        if let Some(outcome) = row.outcome
            && outcome.control == ControlEffect::NoEvidence
        {
            let level = &case.method.level(outcome.inherent).label;
            let message = Message::new("control-without-evidence").with("level", level);
            let keys = ("control.evidence", "control.effectiveness");
            case.report_lacking(sink, &RULE, &row, keys, message).help =
                Some(Message::new("control-without-evidence-help"));
        }
    }
}
