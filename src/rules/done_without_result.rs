//! A measure is called done, but not when, or not what came of it.

use super::Rule;
use super::measures::{Circumstances, Fault};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::{Measure, Status};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB407", name: "done-without-result", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(8),
    check: |case, sink| case.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    if measure.status != Some(Status::Done) {
        return Vec::new();
    }
    let missing =
        [("done_on", "field-done-on", measure.done_on.is_none()), ("result", "field-result", measure.result.is_none())];
    let missing = missing.into_iter().filter(|(.., missing)| *missing);
    let fault = |(key, name, _)| Fault {
        key,
        message: Message::new("done-without-result").with("field", Message::new(name)),
        help: Message::new("done-without-result-help"),
    };
    missing.map(fault).collect()
}
