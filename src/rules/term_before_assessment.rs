//! The term had run out before the assessment that proposes the measure was made.

use super::prelude::*;
use crate::assess::execution::{Progress, progress};

pub(super) const RULE: Rule = Rule::warning("TB405", "term-before-assessment").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(date) = case.register.assessment.date else { return };
    for (row, number, measure) in case.measures() {
        let Some(due) = &measure.due else { continue };
        // One that is called done and is not, by its indicator, is another finding: `done-below-target`.
        let settled = matches!(progress(measure), Progress::Done | Progress::CalledDone);
        if due.to.is_some_and(|last| last < date) && !settled {
            let message = Message::new("term-before-assessment").with("term", due.text.as_str()).with("date", date);
            case.report_measure(sink, &RULE.code, (&row, number), "due", message, "term-before-assessment-help");
        }
    }
}
