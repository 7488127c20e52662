//! One and the same measure stands against three risks or more.

use super::repeated::{OFTEN, repeated};
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::excerpt;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB411", name: "repeated-measure", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let measures: Vec<_> = subject.measures().collect();
    for group in repeated(measures.iter().map(|(.., measure)| Some(measure.text.as_str()))) {
        let risks: BTreeSet<u32> = group.iter().map(|at| measures[*at].0.number).collect();
        if risks.len() >= OFTEN {
            let (row, number, measure) = &measures[group[0]];
            let message = Message::new("repeated-measure")
                .with("count", risks.len())
                .with("found", excerpt(&measure.text, 60))
                .with("ids", subject.ids(risks));
            subject.report_measure(sink, &RULE, row, *number, "text", message).help =
                Some(Message::new("repeated-measure-help"));
        }
    }
}
