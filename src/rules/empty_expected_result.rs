//! The expected result only says that measures will have been taken, and no indicator says more.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use super::words::WORDS;
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::Measure;
use crate::text::{excerpt, has_words, words};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB410", name: "empty-expected-result", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |subject, sink| subject.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let (Some(result), None) = (&measure.expected_result, &measure.indicator) else { return Vec::new() };
    let typed = words(result);
    let empty = WORDS.empty_results.contains(&typed) || has_words(&measure.text, &typed);
    let message = || Message::new("empty-expected-result").with("found", excerpt(result, 60));
    fault_if(empty, "expected_result", message, Message::new("empty-expected-result-help"))
}
