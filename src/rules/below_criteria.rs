//! Points of the whole are below the highest of their criteria, and nothing says why.
//!
//! A reason is a justification of the whole that says something of its own: not a criterion's again, not the scale's words.

use super::emptiness::Emptiness;
use super::prelude::*;
use super::report::{Scored, label, scores};
use crate::method::Method;
use crate::model::{Axis, Score};
use crate::text::comparable;

pub(super) const RULE: Rule = Rule::error("TB211", "below-criteria").of_registers(check);

/// Whether the points of a score are below those that its criteria make, without a reason.
pub(super) fn is_unreasoned(score: &Score) -> bool {
    let is_below = score.given.zip(score.combined).is_some_and(|(given, combined)| given < combined);
    let is_reason = |text: &str| {
        let of_criterion = |why: &str| comparable(why) == comparable(text);
        Emptiness::of(text).is_none()
            && !score.criteria.iter().filter_map(|one| one.justification.as_deref()).any(of_criterion)
    };
    is_below && !score.justification.as_deref().is_some_and(is_reason)
}

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        for (Scored { key, justification, name, score }, axis) in scores(row.situation).into_iter().zip(Axis::ALL) {
            if !is_unreasoned(score) {
                continue;
            }
            let message = message(case.method, axis, score).with("field", Message::new(name));
            if score.justification.is_some() {
                case.report(sink, &RULE.code, &row, justification, message, "below-criteria-help");
            } else {
                case.report_lacking(sink, &RULE.code, &row, (justification, key), message, "below-criteria-help");
            }
        }
    }
}

/// What is said, with the first criterion that has the points which the criteria make.
fn message(method: &Method, axis: Axis, score: &Score) -> Message {
    let mut message = Message::new("below-criteria").with("given", u32::from(score.given.unwrap_or_default()));
    if let Some(worst) = score.criteria.iter().find(|scored| scored.points == score.combined) {
        message = message.with("criterion", label(method, axis, worst));
    }
    message.with("points", u32::from(score.combined.unwrap_or_default()))
}
