//! A measure is called done, and neither a document nor a measured value shows it.

use super::prelude::*;
use crate::assess::execution::is_called_done;

pub(super) const RULE: Rule = Rule::warning("TB417", "done-without-evidence").by_position(8).of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    // Where a target is set, what is missing is the measured value: another rule says so (`done-without-measured-value`).
    let shown = measure.evidence.is_some() || measure.measured.is_some() || measure.target.is_some();
    let done = is_called_done(measure);
    let message = || Message::new("done-without-evidence");
    fault_if(done && !shown, "evidence", message, "done-without-evidence-help")
}
