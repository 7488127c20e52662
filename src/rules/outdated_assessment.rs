//! The assessment is older than the period after which the method wants it reviewed.

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::source::Record;
use jiff::ToSpan as _;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB305", name: "outdated-assessment", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(8),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(date) = case.register.assessment.date else { return };
    let months = case.method.review_months.value;
    let Ok(due) = date.checked_add(i64::from(months).months()) else { return };
    if due < case.as_of {
        let message = Message::new("outdated-assessment").with("date", date).with("months", months);
        let found = sink.report(RULE.code, case.origins.spot(Record::Assessment, "date"), message);
        found.field = Some("date");
        found.help = Some(Message::new("outdated-assessment-help"));
    }
}
