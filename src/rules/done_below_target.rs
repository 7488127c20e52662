//! A measure is called done, and the measured value of its indicator is short of the target.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB414", name: "done-below-target", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let (Some(target), Some(measured)) = (&measure.target, &measure.measured) else { return Vec::new() };
    let short = measure.status == Some(Status::Done) && measure.indicator_reached() == Some(false);
    let message = || {
        Message::new("done-below-target").with("measured", measured.text.as_str()).with("target", target.text.as_str())
    };
    fault_if(short, "measured", message, Message::new("done-below-target-help"))
}
