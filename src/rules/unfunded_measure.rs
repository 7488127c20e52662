//! A measure buys, installs or builds something, and its funding says that no money is needed.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use super::words::{WORDS, has_stem};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::Measure;
use crate::text::words;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB413", name: "unfunded-measure", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |subject, sink| subject.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(funding) = &measure.funding else { return Vec::new() };
    let spends = |text: &str| WORDS.buying.iter().any(|stem| has_stem(text, stem));
    let buys = WORDS.no_funding.contains(&words(funding)) && spends(&words(&measure.text));
    let message = || Message::new("unfunded-measure").with("funding", funding.as_str());
    fault_if(buys, "funding", message, Message::new("unfunded-measure-help"))
}
