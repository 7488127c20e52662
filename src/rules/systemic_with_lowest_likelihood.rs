//! A risk is called systemic, so it is there already, and yet it is given the lowest likelihood.

use super::prelude::*;
use crate::model::Category;

pub(super) const RULE: Rule =
    Rule::warning("TB303", "systemic-with-lowest-likelihood").by_position(1).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let lowest = case.method.likelihood.first().map(|point| point.points);
    for row in case.rows() {
        let systemic = row.situation.category == Some(Category::Systemic);
        if systemic && row.situation.likelihood.points().is_some() && row.situation.likelihood.points() == lowest {
            let points = u32::from(lowest.unwrap_or_default());
            let message = Message::new("systemic-with-lowest-likelihood").with("points", points);
            case.report(sink, &RULE.code, &row, "likelihood.score", message, "systemic-with-lowest-likelihood-help");
        }
    }
}
