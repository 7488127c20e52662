//! The level demands measures and there is none (Annex I, position 6).

use super::prelude::*;

pub(super) const RULE: Rule = Rule::error("TB206", "missing-measure").by_position(6).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        if let Some(outcome) = row.outcome
            && outcome.measure_required
            && row.situation.measures.is_empty()
        {
            let level = &case.method.level(outcome.treated_level(case.method)).label;
            let message = Message::new("missing-measure").with("level", level);
            case.report(sink, &RULE.code, &row, "measure", message, "missing-measure-help");
        }
    }
}
