//! A measure that nobody answers for.

use super::prelude::*;

pub(super) const RULE: Rule = Rule::error("TB401", "measure-without-responsible").by_position(6).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in case.measures() {
        if measure.responsible.is_empty() {
            let message = Message::new("measure-without-responsible");
            case.report_measure(
                sink,
                &RULE.code,
                (&row, number),
                "responsible",
                message,
                "measure-without-responsible-help",
            );
        }
    }
}
