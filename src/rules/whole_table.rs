//! What is missing in each row because the table has no column for it, said once: one cause, one finding.

use crate::diag::{Diagnostic, Sink};
use crate::locale::Message;
use crate::source::Origins;

/// Merges the findings that a missing column causes. Where a column that was not read may hold what is missing, they are
/// dropped: the reader named that column.
pub(super) fn merged(found: Vec<Diagnostic>, origins: &Origins, sink: &Sink<'_>) -> Vec<Diagnostic> {
    if origins.absent().is_empty() {
        return found;
    }
    let absent: Vec<_> = origins.absent().iter().map(|absent| (sink.place(absent.spot), absent)).collect();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(found.len());
    let mut merged: Vec<(Diagnostic, usize, &'static str)> = Vec::new();
    for finding in found {
        let of_field = |field: &str| match finding.key {
            Some(key) => key == field,
            None => finding.field == Some(field.split('.').next().unwrap_or(field)),
        };
        let lacking: Vec<_> = absent.iter().filter(|(place, _)| *place == finding.place).collect();
        let exact = lacking.iter().find(|(_, absent)| of_field(absent.key));
        match exact.or(lacking.first()) {
            None => kept.push(finding),
            Some((_, absent)) if absent.unsure => {}
            Some((_, absent)) => {
                let same =
                    |one: &&mut (Diagnostic, usize, _)| one.0.code == finding.code && one.0.field == finding.field;
                match merged.iter_mut().find(same) {
                    Some((first, count, title)) => {
                        *count += 1;
                        if first.message != finding.message {
                            first.message = Message::new("in-whole-table-varied").with("column", Message::new(title));
                        }
                    }
                    None => merged.push((finding, 1, absent.title)),
                }
            }
        }
    }
    kept.extend(merged.into_iter().map(|(mut finding, count, title)| {
        finding.message = if finding.message.id == "in-whole-table-varied" {
            finding.message.with("count", count)
        } else {
            Message::new("in-whole-table").with("message", finding.message).with("count", count)
        };
        finding.help = Some(Message::new("in-whole-table-help").with("column", Message::new(title)));
        finding.situation = None;
        finding
    }));
    kept
}
