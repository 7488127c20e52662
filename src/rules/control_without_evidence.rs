//! A control would lower the level, but nothing shows that it works; the level stays (the method's condition).

use super::{Rule, Subject};
use crate::assess::ControlEffect;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB204", name: "control-without-evidence", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(5),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for row in subject.rows() {
        if let Some(outcome) = row.outcome
            && outcome.control == ControlEffect::NoEvidence
        {
            let level = &subject.method.level(outcome.inherent).label;
            let message = Message::new("control-without-evidence").with("level", level);
            let keys = ("control.evidence", "control.effectiveness");
            subject.report_lacking(sink, &RULE, &row, keys, message).help =
                Some(Message::new("control-without-evidence-help"));
        }
    }
}
