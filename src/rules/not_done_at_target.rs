//! A measure is called not done, and the measured value of its indicator has reached the target.

use super::prelude::*;
use crate::assess::execution::is_done;
use crate::model::Status;

pub(super) const RULE: Rule = Rule::warning("TB415", "not-done-at-target").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let (Some(target), Some(measured)) = (&measure.target, &measure.measured) else { return Vec::new() };
    let reached = measure.status == Some(Status::NotDone) && is_done(measure);
    let message = || {
        Message::new("not-done-at-target").with("measured", measured.text.as_str()).with("target", target.text.as_str())
    };
    fault_if(reached, "status", message, "not-done-at-target-help")
}
