//! A justification that says nothing: "there is a risk", "may do serious harm". How short it is does not matter.

use super::emptiness::Emptiness;
use super::prelude::*;
use super::report::{Scored, criteria, label, scores};
use super::scale_as_justification::{repeats_the_scale, wordings};
use crate::text::excerpt;

pub(super) const RULE: Rule = Rule::warning("TB603", "too-short-justification").by_position(7).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let wordings = wordings(case.method);
    for row in case.rows() {
        for Scored { justification: key, name, score, .. } in scores(row.situation) {
            let Some(text) = &score.justification else { continue };
            // Another rule reports what repeats the scale (`scale-as-justification`).
            if Emptiness::of(text) == Some(Emptiness::OfItself) && !repeats_the_scale(text, &wordings) {
                let message = Message::new("too-short-justification")
                    .with("field", Message::new(name))
                    .with("found", excerpt(text, 60));
                case.report(sink, &RULE.code, &row, key, message, "too-short-justification-help");
            }
        }
        for (axis, scored) in criteria(row.situation) {
            let Some(text) = &scored.justification else { continue };
            if Emptiness::of(text) == Some(Emptiness::OfItself) && !repeats_the_scale(text, &wordings) {
                let message = Message::new("too-short-justification")
                    .with("field", label(case.method, axis, scored))
                    .with("found", excerpt(text, 60));
                let help = "too-short-justification-help";
                case.report_criterion(sink, &RULE.code, &row, (axis, scored, "justification"), message, help);
            }
        }
    }
}
