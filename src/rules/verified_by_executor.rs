//! An executor verified their own measure.

use super::prelude::*;
use crate::text::comparable;

pub(super) const RULE: Rule = Rule::warning("TB421", "verified-by-executor").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(by) = measure.verified.as_ref().and_then(|verified| verified.by.as_deref()) else { return Vec::new() };
    let own = comparable(by);
    let is_executor = measure.responsible.iter().any(|executor| comparable(executor) == own);
    let message = || Message::new("verified-by-executor").with("found", by);
    fault_if(is_executor, "verified.by", message, "verified-by-executor-help")
}
