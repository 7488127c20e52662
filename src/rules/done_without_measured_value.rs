//! A measure with a target is called done, and what was measured is not given.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB416", name: "done-without-measured-value", severity: Severity::Information },
    since: "0.1.0",
    position: None,
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(target) = &measure.target else { return Vec::new() };
    let unmeasured = measure.status == Some(Status::Done) && measure.measured.is_none();
    let message = || Message::new("done-without-measured-value").with("target", target.text.as_str());
    fault_if(unmeasured, "measured", message, Message::new("done-without-measured-value-help"))
}
