//! The level demands measures and there is none (Annex I, position 6).

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB206", name: "missing-measure", severity: Severity::Error },
    since: "0.1.0",
    position: Some(6),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        if let Some(outcome) = row.outcome
            && outcome.measure_required
            && row.situation.measures.is_empty()
        {
            let level = &case.method.level(outcome.treated_level(case.method)).label;
            let message = Message::new("missing-measure").with("level", level);
            case.report(sink, &RULE, &row, "measure", message).help = Some(Message::new("missing-measure-help"));
        }
    }
}
