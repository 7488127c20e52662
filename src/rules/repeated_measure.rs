//! One and the same measure stands against three risks or more, or three times or more in a plan of measures.

use super::prelude::*;
use super::repeated::{OFTEN, repeated};
use super::report::named;
use crate::text::excerpt;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule::warning("TB411", "repeated-measure").of_registers(check).of_plans(check_plan);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let measures: Vec<_> = case.measures().collect();
    for group in repeated(measures.iter().map(|(.., measure)| Some(measure.text.as_str()))) {
        let risks: BTreeSet<u32> = group.iter().map(|at| measures[*at].0.number).collect();
        if risks.len() >= OFTEN {
            let (row, number, measure) = &measures[group[0]];
            let message = Message::new("repeated-measure")
                .with("count", risks.len())
                .with("found", excerpt(&measure.text, 60))
                .with("ids", case.ids(risks));
            case.report_measure(sink, &RULE.code, (row, *number), "text", message, "repeated-measure-help");
        }
    }
}

fn check_plan(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    let measures: Vec<_> = case.plan.measures().map(|(_, _, measure)| measure).collect();
    for group in repeated(measures.iter().map(|planned| Some(planned.measure.text.as_str()))) {
        if group.len() >= OFTEN {
            let message = Message::new("repeated-planned-measure")
                .with("count", group.len())
                .with("found", excerpt(&measures[group[0]].measure.text, 60))
                .with("ids", named(group.iter().map(|at| measures[*at].id.as_str())));
            case.report(
                sink,
                &RULE.code,
                (group[0], measures[group[0]]),
                "text",
                message,
                "repeated-planned-measure-help",
            );
        }
    }
}
