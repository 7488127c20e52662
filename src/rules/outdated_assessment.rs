//! The assessment is older than the period after which the method wants it reviewed.

use super::prelude::*;
use crate::source::Record;
use jiff::ToSpan as _;

pub(super) const RULE: Rule = Rule::warning("TB305", "outdated-assessment").by_position(8).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(date) = case.register.assessment.date else { return };
    let months = case.method.review_months.value;
    let Ok(due) = date.checked_add(i64::from(months).months()) else { return };
    if due < case.as_of {
        let message = Message::new("outdated-assessment").with("date", date).with("months", months);
        let found = sink.report(&RULE.code, case.origins.spot(Record::Assessment, "date"), message);
        found.field = Some("date");
        found.help = Some(Message::new("outdated-assessment-help"));
    }
}
