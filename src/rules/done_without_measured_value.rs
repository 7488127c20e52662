//! A measure with a target is called done, and what was measured is not given.

use super::prelude::*;
use crate::assess::execution::is_called_done;

pub(super) const RULE: Rule = Rule::information("TB416", "done-without-measured-value").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(target) = &measure.target else { return Vec::new() };
    let unmeasured = is_called_done(measure) && measure.measured.is_none();
    let message = || Message::new("done-without-measured-value").with("target", target.text.as_str());
    fault_if(unmeasured, "measured", message, "done-without-measured-value-help")
}
