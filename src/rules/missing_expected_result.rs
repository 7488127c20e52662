//! Neither a result nor an indicator: nobody will be able to say whether the measure helped.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::Measure;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB409", name: "missing-expected-result", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let missing = measure.expected_result.is_none() && measure.indicator.is_none();
    let message = || Message::new("missing-expected-result");
    fault_if(missing, "expected_result", message, Message::new("missing-expected-result-help"))
}
