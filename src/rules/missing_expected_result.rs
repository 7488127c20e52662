//! Neither a result nor an indicator: nobody will be able to say whether the measure helped.

use super::prelude::*;

pub(super) const RULE: Rule = Rule::warning("TB409", "missing-expected-result").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let missing = measure.expected_result.is_none() && measure.indicator.is_none();
    let message = || Message::new("missing-expected-result");
    fault_if(missing, "expected_result", message, "missing-expected-result-help")
}
