//! "All staff", the body itself or a person's bare name: nobody can be asked by post.

use super::measures::{Circumstances, Fault};
use super::words::WORDS;
use super::{Rule, names};
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::Measure;
use crate::text::{excerpt, words};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB402", name: "vague-responsible", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |subject, sink| subject.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, circumstances: &Circumstances) -> Vec<Fault> {
    let vague = |responsible: &&String| {
        let typed = words(responsible);
        WORDS.everybody.contains(&typed) || typed == circumstances.body || names::only_a_name(responsible)
    };
    let fault = |responsible: &String| Fault {
        key: "responsible",
        message: Message::new("vague-responsible").with("found", excerpt(responsible, 60)),
        help: Message::new("vague-responsible-help"),
    };
    measure.responsible.iter().filter(vague).map(fault).collect()
}
