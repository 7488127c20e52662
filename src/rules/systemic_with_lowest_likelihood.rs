//! A risk is called systemic, so it is there already, and yet it is given the lowest likelihood.

use super::Rule;
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Category;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB303", name: "systemic-with-lowest-likelihood", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(1),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let lowest = case.method.likelihood.first().map(|point| point.points);
    for row in case.rows() {
        let systemic = row.situation.category == Some(Category::Systemic);
        if systemic && row.situation.likelihood.points.is_some() && row.situation.likelihood.points == lowest {
            let points = u32::from(lowest.unwrap_or_default());
            let message = Message::new("systemic-with-lowest-likelihood").with("points", points);
            case.report(sink, &RULE, &row, "likelihood.score", message).help =
                Some(Message::new("systemic-with-lowest-likelihood-help"));
        }
    }
}
