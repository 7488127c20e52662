//! A situation without points cannot be assessed (Annex I, positions 1 and 2).

use super::prelude::*;
use super::report::{Scored, declared_without_points, scores};
use crate::locale::Arg;
use crate::method::Point;
use crate::source::Record;

pub(super) const RULE: Rule = Rule::error("TB201", "missing-score").by_position(3).of_registers(check);

/// The points that may be given, each with its name.
fn allowed(scale: &[Point]) -> Arg {
    let named = |point: &Point| {
        Message::new("point-named").with("points", u32::from(point.points)).with("label", &point.label).into()
    };
    Arg::List(scale.iter().map(named).collect())
}

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows().filter(|row| row.outcome.is_none()) {
        if declared_without_points(row.situation, case.method) {
            continue;
        }
        let scales = [&case.method.likelihood, &case.method.harm];
        for (Scored { key, name, score, .. }, scale) in scores(row.situation).into_iter().zip(scales) {
            // The reader reports an unreadable value; this is about what is not there at all.
            if score.points.is_none() && !case.origins.has(Record::Situation(row.number), key) {
                let message = Message::new("missing-score").with("field", Message::new(name));
                let found = case.report(sink, &RULE.code, &row, key, message, "missing-score-help");
                found.help = found.help.take().map(|help| help.with("allowed", allowed(scale)));
            }
        }
    }
}
