//! The workbook's own formulas say something else than the method: pasted over, or of an old template.

use super::prelude::*;
use crate::locale::Arg;
use crate::model::Level;

pub(super) const RULE: Rule = Rule::error("TB302", "stated-value-differs").by_position(3).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let label = |level: Level| Arg::from(&case.method.level(level).label);
    for row in case.rows() {
        let (stated, Some(outcome)) = (&row.situation.stated, row.outcome) else { continue };
        let values = [
            ("sum", "column-sum", stated.sum.map(Arg::from), Arg::from(outcome.sum)),
            ("inherent", "column-inherent", stated.inherent.map(label), label(outcome.inherent)),
            ("residual", "column-residual", stated.residual.map(label), label(outcome.residual)),
        ];
        for (key, name, stated, computed) in values {
            if let Some(stated) = stated.filter(|stated| *stated != computed) {
                let message = Message::new("stated-differs")
                    .with("what", Message::new(name))
                    .with("stated", stated)
                    .with("computed", computed);
                case.report(sink, &RULE.code, &row, key, message, "stated-differs-help");
            }
        }
    }
}
