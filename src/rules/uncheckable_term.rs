//! A term that never comes: continuous, without a period after which anybody looks.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Recurrence};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB404", name: "uncheckable-term", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |subject, sink| subject.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(due) = &measure.due else { return Vec::new() };
    let endless = due.recurrence == Some(Recurrence::Continuous) && due.to.is_none();
    let message = || Message::new("uncheckable-term").with("term", due.text.as_str());
    fault_if(endless, "due", message, Message::new("uncheckable-term-help"))
}
