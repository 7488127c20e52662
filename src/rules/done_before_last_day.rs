//! A measure that goes on until a day, or comes again until then, is called done before that day.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB419", name: "done-before-last-day", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, circumstances: &Circumstances) -> Vec<Fault> {
    let Some(due) = measure.due.as_ref().filter(|due| due.recurrence.is_some()) else { return Vec::new() };
    let Some(last) = due.to else { return Vec::new() };
    let day = measure.done_on.unwrap_or(circumstances.as_of);
    let message = || Message::new("done-before-last-day").with("term", due.text.as_str()).with("last", last);
    let early = measure.status == Some(Status::Done) && day < last;
    fault_if(early, "status", message, Message::new("done-before-last-day-help"))
}
