//! A measure is called done, and the measured value of its indicator is short of the target.

use super::prelude::*;
use crate::assess::execution::{Progress, progress};

pub(super) const RULE: Rule = Rule::warning("TB414", "done-below-target").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let (Some(target), Some(measured)) = (&measure.target, &measure.measured) else { return Vec::new() };
    let short = progress(measure) == Progress::CalledDone;
    let message = || {
        Message::new("done-below-target").with("measured", measured.text.as_str()).with("target", target.text.as_str())
    };
    fault_if(short, "measured", message, "done-below-target-help")
}
