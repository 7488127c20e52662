//! A measure that goes on until a day, or comes again until then, is called done before that day.

use super::prelude::*;
use crate::assess::execution::is_called_done;

pub(super) const RULE: Rule = Rule::warning("TB419", "done-before-last-day").of_measures(judge);

fn judge(measure: &Measure, circumstances: &Circumstances) -> Vec<Fault> {
    let Some(due) = measure.due.as_ref().filter(|due| due.recurrence.is_some()) else { return Vec::new() };
    let Some(last) = due.to else { return Vec::new() };
    let day = measure.done_on.unwrap_or(circumstances.as_of);
    let message = || Message::new("done-before-last-day").with("term", due.text.as_str()).with("last", last);
    let early = is_called_done(measure) && day < last;
    fault_if(early, "status", message, "done-before-last-day-help")
}
