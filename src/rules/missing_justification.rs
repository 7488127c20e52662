//! Each point given has a short justification (Annex I, position 7).

use super::{Rule, scores};
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB202", name: "missing-justification", severity: Severity::Error },
    since: "0.1.0",
    position: Some(7),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        for (key, name, score) in scores(row.situation) {
            if let (Some(points), None) = (score.points, &score.justification) {
                let message = Message::new("missing-justification")
                    .with("field", Message::new(name))
                    .with("points", u32::from(points));
                let lacking = if key == "harm.score" { "harm.justification" } else { "likelihood.justification" };
                case.report_lacking(sink, &RULE, &row, (lacking, key), message).help =
                    Some(Message::new("missing-justification-help"));
            }
        }
    }
}
