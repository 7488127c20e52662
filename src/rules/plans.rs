//! The rules of plans of measures that are not tied to single risks.

use crate::diag::Sink;
use crate::model::Plan;
use crate::source::Origins;
use jiff::civil::Date;

/// What a rule of plans looks at.
pub struct PlanSubject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where its fields were read.
    pub origins: &'a Origins,
    /// The day on which it is looked at.
    pub as_of: Date,
}

/// Runs all rules of plans.
pub fn check(subject: &PlanSubject<'_>, sink: &mut Sink<'_>) {
    let _ = (subject, sink);
}
