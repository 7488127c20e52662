//! A situation without points cannot be assessed (Annex I, positions 1 and 2).

use super::{Rule, declared_without_points, scores};
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::{Arg, Message};
use crate::method::Point;
use crate::source::Record;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB201", name: "missing-score", severity: Severity::Error },
    since: "0.1.0",
    position: Some(3),
    check,
};

/// The points that may be given, each with its name.
fn allowed(scale: &[Point]) -> Arg {
    Arg::List(
        scale
            .iter()
            .map(|point| {
                Message::new("point-named").with("points", u32::from(point.points)).with("label", &point.label).into()
            })
            .collect(),
    )
}

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows().filter(|row| row.outcome.is_none()) {
        if declared_without_points(row.situation, case.method) {
            continue;
        }
        let scales = [&case.method.likelihood, &case.method.harm];
        for ((key, name, score), scale) in scores(row.situation).into_iter().zip(scales) {
            // An unreadable value is reported by the reader; here is only what is not there at all.
            if score.points.is_none() && !case.origins.has(Record::Situation(row.number), key) {
                let message = Message::new("missing-score").with("field", Message::new(name));
                case.report(sink, &RULE, &row, key, message).help =
                    Some(Message::new("missing-score-help").with("allowed", allowed(scale)));
            }
        }
    }
}
