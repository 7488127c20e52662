//! A measure without a term.

use super::prelude::*;

pub(super) const RULE: Rule = Rule::error("TB403", "measure-without-term").by_position(6).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (row, number, measure) in case.measures() {
        if measure.due.is_none() {
            let message = Message::new("measure-without-term");
            case.report_measure(sink, &RULE.code, (&row, number), "due", message, "measure-without-term-help");
        }
    }
}
