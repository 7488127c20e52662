//! The last day of the term is past, and the measure is neither done nor given up with a reason.

use super::prelude::*;
use crate::assess::execution::{Progress, progress};

pub(super) const RULE: Rule = Rule::warning("TB406", "overdue-measure").by_position(6).of_measures(judge);

fn judge(measure: &Measure, circumstances: &Circumstances) -> Vec<Fault> {
    let Some(last) = measure.due.as_ref().and_then(|due| due.to) else { return Vec::new() };
    // A term that was over before the assessment is told of as that: `term-before-assessment`.
    if circumstances.assessed.is_some_and(|assessed| last < assessed) {
        return Vec::new();
    }
    // One that is called done and is not, by its indicator, is another finding: `done-below-target`. One that is called not done
    // is overdue in reports; what is missing of it, the reason, is another finding, too: `not-done-without-reason`.
    let open = progress(measure) == Progress::Open;
    let message = || Message::new("overdue-measure").with("last", last);
    fault_if(open && last < circumstances.as_of, "due", message, "overdue-measure-help")
}
