//! A plan of measures as TOML.

use super::register_toml::{text, texts, write_measure, write_organization};
use crate::method::Method;
use crate::model::{Keyword as _, Plan};

/// The text of a plan's TOML file.
#[must_use]
pub fn plan_toml(plan: &Plan, method: &Method) -> String {
    let mut out = String::new();
    let record = &plan.record;
    write_organization(&mut out, &plan.organization);
    out.push_str("\n[plan]\n");
    text(&mut out, "title", record.title.as_deref());
    text(&mut out, "order", record.order.as_deref());
    text(&mut out, "years", record.years.as_ref().map(|years| years.text.as_str()));
    texts(&mut out, "reports", &record.reports.iter().map(|report| report.key().to_owned()).collect::<Vec<_>>());
    for chapter in &plan.chapters {
        out.push_str("\n[[chapter]]\n");
        text(&mut out, "id", Some(&chapter.id));
        text(&mut out, "name", chapter.name.as_deref());
        for task in &chapter.tasks {
            out.push_str("\n[[chapter.task]]\n");
            text(&mut out, "id", Some(&task.id));
            text(&mut out, "text", task.text.as_deref());
            for planned in &task.measures {
                write_measure(&mut out, "[[chapter.task.measure]]", Some(&planned.id), &planned.measure, method);
            }
        }
    }
    for entry in &plan.abbreviations {
        out.push_str("\n[[abbreviation]]\n");
        text(&mut out, "short", Some(&entry.short));
        text(&mut out, "full", Some(&entry.full));
    }
    out
}
