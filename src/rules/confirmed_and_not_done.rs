//! A verification confirms a measure that is not called done.

use super::prelude::*;
use crate::assess::execution::{is_called_done, is_done, verification};
use crate::model::{Keyword as _, Status, Verification};

pub(super) const RULE: Rule = Rule::warning("TB422", "confirmed-and-not-done").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let confirmed = verification(measure) == Some(Verification::Confirmed);
    let done = is_done(measure) || is_called_done(measure);
    let status = measure.status.unwrap_or(Status::Planned);
    let message = || Message::new("confirmed-and-not-done").with("status", Message::new(status.message_id()));
    fault_if(confirmed && !done, "verified.result", message, "confirmed-and-not-done-help")
}
