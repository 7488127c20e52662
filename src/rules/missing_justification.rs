//! Each point given has a short justification (Annex I, position 7).

use super::below_criteria::is_unreasoned;
use super::prelude::*;
use super::report::{Scored, scores};

pub(super) const RULE: Rule = Rule::error("TB202", "missing-justification").by_position(7).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        for Scored { key, justification, name, score } in scores(row.situation) {
            // Where the criteria make the points, each of them is looked at by itself; where they make more, that is told.
            let by_criteria = score.combined.is_some() && score.points() == score.combined;
            if by_criteria || is_unreasoned(score) {
                continue;
            }
            if let (Some(points), None) = (score.points(), &score.justification) {
                let message = Message::new("missing-justification")
                    .with("field", Message::new(name))
                    .with("points", u32::from(points));
                case.report_lacking(
                    sink,
                    &RULE.code,
                    &row,
                    (justification, key),
                    message,
                    "missing-justification-help",
                );
            }
        }
    }
}
