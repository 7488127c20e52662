//! A situation without points cannot be assessed (Annex I, positions 1 and 2).

use super::prelude::*;
use super::report::{Scored, declared_without_points, scores};
use crate::locale::Arg;
use crate::method::Point;
use crate::model::Axis;
use crate::source::Record;

pub(super) const RULE: Rule = Rule::error("TB201", "missing-score").by_position(3).of_registers(check);

/// The points that may be given, each with its name.
pub(super) fn allowed(scale: &[Point]) -> Arg {
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
        // Of criteria, too: points that stand there and cannot be read.
        let is_unreadable = |axis: Axis| {
            let of_axis = (0..).zip(case.method.all_criteria()).filter(|(_, (of, _))| *of == axis);
            of_axis.into_iter().any(|(number, _)| case.origins.has(Record::Criterion(row.number, number), "score"))
        };
        for (Scored { key, name, score, .. }, axis) in scores(row.situation).into_iter().zip(Axis::ALL) {
            // The reader reports an unreadable value; this is about what is not there at all.
            if score.points().is_none() && !case.origins.has(Record::Situation(row.number), key) && !is_unreadable(axis)
            {
                let message = Message::new("missing-score").with("field", Message::new(name));
                let found = case.report(sink, &RULE.code, &row, key, message, "missing-score-help");
                found.help = found.help.take().map(|help| help.with("allowed", allowed(case.method.scale(axis))));
            }
        }
    }
}
