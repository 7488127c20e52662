//! The last day of the term is past, and the measure is neither done nor given up with a reason.

use super::prelude::*;
use crate::model::Status;

pub(super) const RULE: Rule = Rule::warning("TB406", "overdue-measure").by_position(6).of_measures(judge);

fn judge(measure: &Measure, circumstances: &Circumstances) -> Vec<Fault> {
    let Some(last) = measure.due.as_ref().and_then(|due| due.to) else { return Vec::new() };
    // One that is called done and is not, by its indicator, is another finding: `done-below-target`.
    let settled = measure.is_done() || matches!(measure.status, Some(Status::Done | Status::NotDone));
    let message = || Message::new("overdue-measure").with("last", last);
    fault_if(!settled && last < circumstances.as_of, "due", message, "overdue-measure-help")
}
