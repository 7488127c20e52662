//! The expected result only says that measures will have been taken, and no indicator says more.

use super::words::WORDS;
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::{excerpt, words};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB410", name: "empty-expected-result", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in subject.measures() {
        let (Some(result), None) = (&measure.expected_result, &measure.indicator) else { continue };
        let typed = words(result);
        if WORDS.empty_results.contains(&typed) || typed == words(&measure.text) {
            let message = Message::new("empty-expected-result").with("found", excerpt(result, 60));
            subject.report_measure(sink, &RULE, &row, number, "expected_result", message).help =
                Some(Message::new("empty-expected-result-help"));
        }
    }
}
