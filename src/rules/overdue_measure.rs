//! The last day of the term is past, and the measure is neither done nor given up with a reason.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB406", name: "overdue-measure", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(6),
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, circumstances: &Circumstances) -> Vec<Fault> {
    let Some(last) = measure.due.as_ref().and_then(|due| due.to) else { return Vec::new() };
    // One that is called done and is not, by its indicator, is another finding: `done-below-target`.
    let settled = measure.is_done() || matches!(measure.status, Some(Status::Done | Status::NotDone));
    let message = || Message::new("overdue-measure").with("last", last);
    fault_if(!settled && last < circumstances.as_of, "due", message, Message::new("overdue-measure-help"))
}
