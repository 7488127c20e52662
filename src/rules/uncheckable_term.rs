//! A term that never comes: continuous, without a period after which anybody looks, or bound to an event.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Recurrence};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB404", name: "uncheckable-term", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(due) = measure.due.as_ref().filter(|due| due.to.is_none()) else { return Vec::new() };
    match due.recurrence {
        Some(Recurrence::Continuous) => {
            let message = || Message::new("uncheckable-term").with("term", due.text.as_str());
            fault_if(true, "due", message, Message::new("uncheckable-term-help"))
        }
        // The words are each cell's own; the same sentence for all is one finding down a column.
        Some(Recurrence::Event) => {
            fault_if(true, "due", || Message::new("event-term"), Message::new("event-term-help"))
        }
        _ => Vec::new(),
    }
}
