//! A measure is called not done, and the measured value of its indicator has reached the target.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB415", name: "not-done-at-target", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let (Some(target), Some(measured)) = (&measure.target, &measure.measured) else { return Vec::new() };
    let reached = measure.status == Some(Status::NotDone) && measure.indicator_reached() == Some(true);
    let message = || {
        Message::new("not-done-at-target").with("measured", measured.text.as_str()).with("target", target.text.as_str())
    };
    fault_if(reached, "status", message, Message::new("not-done-at-target-help"))
}
