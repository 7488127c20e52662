//! A measure is called not done, and nobody says why.

use super::prelude::*;
use crate::assess::execution::{Progress, progress};

pub(super) const RULE: Rule = Rule::warning("TB408", "not-done-without-reason").by_position(8).of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    // Where the indicator says that it is done, the status is what is wrong.
    let unexplained = progress(measure) == Progress::GivenUp && measure.reason.is_none();
    let message = || Message::new("not-done-without-reason");
    fault_if(unexplained, "reason", message, "not-done-without-reason-help")
}
