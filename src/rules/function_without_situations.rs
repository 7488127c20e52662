//! A function stands in the register without a single situation: nobody has looked at it, or nobody wrote what was seen.

use super::prelude::*;
use crate::source::Record;
use crate::text::excerpt;

pub(super) const RULE: Rule = Rule::warning("TB209", "function-without-situations").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for (number, function) in (0..).zip(&case.register.functions) {
        if function.situations.is_empty() {
            let spot = case.origins.spot(Record::Function(number), "name");
            let message = Message::new("function-without-situations").with("function", excerpt(&function.name, 60));
            sink.report(&RULE.code, spot, message).help = Some(Message::new("function-without-situations-help"));
        }
    }
}
