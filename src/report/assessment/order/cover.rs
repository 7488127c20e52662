//! The order that approves the list and the plan, to be filled in: posts, never names; what the register does not know is left
//! open.

use crate::case::Case;
use crate::locale::Message;
use crate::report::annex::annex_name;
use crate::report::assessment::book::Part;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::capitalised;
use jiff::ToSpan as _;

/// The order; `annexes` are what it approves.
pub(super) fn cover<'a>(case: &Case<'a>, annexes: &[Part]) -> Sheet<'a> {
    let record = &case.register.assessment;
    let mut sheet = Sheet { name: case.text("order-name"), widths: vec![40, 31, 25], ..Sheet::default() };
    sheet.across(Role::Title, case.register.organization.name.as_str());
    sheet.across(Role::Title, case.text("order-name"));
    sheet.draft(case.draft());
    let number = record.order.clone().unwrap_or_else(|| case.text("order-number"));
    let open = |text: String| Cell::text(Role::Signature, text);
    sheet.row(vec![open(case.text("order-date")), open(case.text("order-place")), open(number)]);
    sheet.gap();
    sheet.across(Role::Heading, case.text("order-about"));
    sheet.across(Role::Text, case.text("order-preamble"));
    for (number, point) in (1..).zip(points(case, annexes)) {
        sheet.across(Role::Text, format!("{number}. {point}"));
    }
    let basis = Message::new("order-basis").with("act", &case.method.act);
    sheet.across(Role::Text, case.format(basis));
    sheet.gap();
    let head = record.high_level_controller.as_deref().map_or_else(|| case.text("order-head"), capitalised);
    sheet.row(vec![open(head), open(case.text("order-signature")), open(case.text("order-signer"))]);
    sheet
}

/// What is ordered, point by point.
fn points(case: &Case<'_>, annexes: &[Part]) -> Vec<String> {
    let number = |part: &Part| {
        let at = annexes.iter().position(|annex| annex == part)?;
        Some((annexes.len() > 1).then_some(at + 1))
    };
    let mut points = Vec::new();
    for (part, id) in [
        (Part::Register, "order-approve-list"),
        (Part::Plan, "order-approve-plan"),
        (Part::Positions, "order-approve-positions"),
    ] {
        if let Some(number) = number(&part) {
            let annex = match number {
                Some(number) => Message::new("order-by-annex-numbered").with("number", number),
                None => Message::new("order-by-annex"),
            };
            points.push(case.format(Message::new(id).with("annex", annex)));
        }
    }
    if let Some(number) = number(&Part::Sheets) {
        points.push(case.format(Message::new("order-keep-sheets").with("annex", annex_name(number))));
    }
    if annexes.contains(&Part::Plan) {
        points.push(case.text("order-responsible"));
        let executors = Message::new("order-executors").with("point", points.len());
        points.push(case.format(executors));
    }
    if annexes.contains(&Part::Register) {
        points.push(case.text("order-publish"));
    }
    points.push(review(case));
    points.push(case.text("order-control"));
    points
}

/// When the assessment is reviewed: the method says after how many months, the register when it was made.
fn review(case: &Case<'_>) -> String {
    let months = case.method.review_months.value;
    let day = case.register.assessment.date.and_then(|day| day.checked_add(i64::from(months).months()).ok());
    let message = Message::new(if day.is_some() { "order-review" } else { "order-review-open" }).with("months", months);
    case.format(match day {
        Some(day) => message.with("date", day),
        None => message,
    })
}
