//! A measure is called done, and neither a document nor a measured value shows it.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB417", name: "done-without-evidence", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(8),
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    // Where a target is set, what is missing is the measured value: another rule says so (`done-without-measured-value`).
    let shown = measure.evidence.is_some() || measure.measured.is_some() || measure.target.is_some();
    let done = measure.status == Some(Status::Done);
    let message = || Message::new("done-without-evidence");
    fault_if(done && !shown, "evidence", message, Message::new("done-without-evidence-help"))
}
