//! A measure buys, installs or builds something, and its funding says that no money is needed.

use super::words::{WORDS, has_stem};
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::words;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB413", name: "unfunded-measure", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in subject.measures() {
        let Some(funding) = &measure.funding else { continue };
        let text = words(&measure.text);
        if WORDS.no_funding.contains(&words(funding)) && WORDS.buying.iter().any(|stem| has_stem(&text, stem)) {
            let message = Message::new("unfunded-measure").with("funding", funding.as_str());
            subject.report_measure(sink, &RULE, &row, number, "funding", message).help =
                Some(Message::new("unfunded-measure-help"));
        }
    }
}
