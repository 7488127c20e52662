//! "All staff", the body itself or a person's bare name: nobody can be asked by post.

use super::words::WORDS;
use super::{Rule, Subject, names};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::{excerpt, words};

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB402", name: "vague-responsible", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let body = words(&subject.register.organization.name);
    for (row, number, measure) in subject.measures() {
        for responsible in &measure.responsible {
            let typed = words(responsible);
            let everybody = WORDS.everybody.contains(&typed);
            if everybody || typed == body || names::only_a_name(responsible) {
                let message = Message::new("vague-responsible").with("found", excerpt(responsible, 60));
                subject.report_measure(sink, &RULE, &row, number, "responsible", message).help =
                    Some(Message::new("vague-responsible-help"));
            }
        }
    }
}
