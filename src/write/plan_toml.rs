//! A plan of measures as TOML.

use super::register_toml::write_fields;
use crate::method::Method;
use crate::model::Plan;

/// The text of a plan's TOML file.
#[must_use]
pub fn plan_toml(plan: &Plan, method: &Method) -> String {
    let mut out = String::from("[organization]\n");
    write_fields(&mut out, &plan.organization, method);
    out.push_str("\n[plan]\n");
    write_fields(&mut out, &plan.record, method);
    for chapter in &plan.chapters {
        out.push_str("\n[[chapter]]\n");
        write_fields(&mut out, chapter, method);
        for task in &chapter.tasks {
            out.push_str("\n[[chapter.task]]\n");
            write_fields(&mut out, task, method);
            for planned in &task.measures {
                out.push_str("\n[[chapter.task.measure]]\n");
                write_fields(&mut out, planned, method);
                write_fields(&mut out, &planned.measure, method);
            }
        }
    }
    for entry in &plan.abbreviations {
        out.push_str("\n[[abbreviation]]\n");
        write_fields(&mut out, entry, method);
    }
    out
}
