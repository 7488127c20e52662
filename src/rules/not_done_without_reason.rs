//! A measure is called not done, and nobody says why.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB408", name: "not-done-without-reason", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(8),
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    // Where the indicator says that it is done, the status is what is wrong.
    let unexplained = measure.status == Some(Status::NotDone) && !measure.is_done() && measure.reason.is_none();
    let message = || Message::new("not-done-without-reason");
    fault_if(unexplained, "reason", message, Message::new("not-done-without-reason-help"))
}
