//! A situation without points cannot be assessed (Annex I, positions 1 and 2).

use super::{Rule, Subject, declared_without_points, scores};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::source::Record;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB201", name: "missing-score", severity: Severity::Error },
    since: "0.1.0",
    position: Some(3),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for row in subject.rows().filter(|row| row.outcome.is_none()) {
        if declared_without_points(row.situation, subject.method) {
            continue;
        }
        for (key, name, score) in scores(row.situation) {
            // An unreadable value is reported by the reader; here is only what is not there at all.
            if score.points.is_none() && !subject.origins.has(Record::Situation(row.number), key) {
                let message = Message::new("missing-score").with("field", Message::new(name));
                subject.report(sink, &RULE, &row, key, message).help = Some(Message::new("missing-score-help"));
            }
        }
    }
}
