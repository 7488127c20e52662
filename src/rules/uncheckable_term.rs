//! A term that never comes: continuous, without a period after which anybody looks, or bound to an event.

use super::prelude::*;
use crate::model::Recurrence;

pub(super) const RULE: Rule = Rule::warning("TB404", "uncheckable-term").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(due) = measure.due.as_ref().filter(|due| due.to.is_none()) else { return Vec::new() };
    match due.recurrence {
        Some(Recurrence::Continuous) => {
            let message = || Message::new("uncheckable-term").with("term", due.text.as_str());
            fault_if(true, "due", message, "uncheckable-term-help")
        }
        // The words are each cell's own; the same sentence for all is one finding down a column.
        Some(Recurrence::Event) => fault_if(true, "due", || Message::new("event-term"), "event-term-help"),
        _ => Vec::new(),
    }
}
