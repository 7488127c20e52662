//! The summary sheet: who, when, by which order and method, how many at which level, signatures.

use crate::case::Case;
use crate::report::layout::level_counts;
use crate::report::tool::{TOOL, VERSION};
use crate::report::words::joined;
use crate::sheet::{Cell, Chart, Fit, Role, Shape, Sheet};
use std::borrow::Cow;

/// The summary of a register.
pub(in crate::report) fn summary<'a>(case: &Case<'a>) -> Sheet<'a> {
    let mut sheet =
        Sheet { name: case.text("sheet-summary"), widths: vec![32, 23, 23, 24], fit: Fit::OnePage, ..Sheet::default() };
    sheet.across(Role::Title, case.text("title-assessment"));
    sheet.across(Role::Title, case.register.organization.name.as_str());
    sheet.draft(case.draft());
    sheet.gap();
    facts(case, &mut sheet);
    sheet.gap();
    let head = sheet.next_row();
    let (inherent, residual) = (&case.assessment.inherent, &case.assessment.residual);
    let levels = level_counts(case.method, case.language, &[inherent, residual]);
    let categories = u32::try_from(levels.len() - 1).unwrap_or(u32::MAX);
    sheet.add(levels);
    let lowered = case.rows().filter_map(|row| row.outcome).filter(|outcome| outcome.lowered()).count();
    sheet.row(vec![
        Cell::text(Role::Label, case.text("total-lowered")),
        Cell::empty(Role::Body),
        Cell::number(Role::Short, lowered),
    ]);
    sheet.gap();
    let at = sheet.next_row();
    sheet.chart = Some(Chart {
        title: case.text("chart-levels"),
        shape: Shape::Columns,
        tallest: inherent.iter().chain(residual).copied().max().unwrap_or_default(),
        head,
        column: 0,
        categories,
        series: 2,
        levels: Vec::new(),
        at,
    });
    (0..Shape::Columns.rows(0)).for_each(|_| sheet.gap());
    signatures(case, &mut sheet);
    sheet
}

fn facts<'a>(case: &Case<'a>, sheet: &mut Sheet<'a>) {
    let (organization, record) = (&case.register.organization, &case.register.assessment);
    let mut fact = |id: &str, value: Option<Cow<'a, str>>| {
        sheet.fact(case.text(id), Role::Text, value.unwrap_or_else(|| case.label("not-given")));
    };
    fact("fact-organization", Some(organization.name.as_str().into()));
    fact("fact-kind", case.keyword(organization.kind).map(Into::into));
    if let Some(parent) = &organization.parent {
        fact("fact-parent", Some(parent.as_str().into()));
    }
    fact("fact-order", record.order.as_deref().map(Into::into));
    fact("fact-assessment-date", record.date.map(|day| case.language.date(day).into()));
    fact("fact-as-of", Some(case.language.date(case.as_of).into()));
    fact("fact-assessors", (!record.assessors.is_empty()).then(|| joined(&record.assessors)));
    fact("fact-controller", record.high_level_controller.as_deref().map(Into::into));
    fact("fact-method", Some(case.method.title.get(case.language).into()));
    fact("fact-act", Some(case.method.act.get(case.language).into()));
    fact("fact-situations", Some(case.format(case.situation_counts()).into()));
    fact("fact-tool", Some(format!("{TOOL} {VERSION}").into()));
}

/// Lines to sign on: the assessors and the head of the body, by post.
pub(in crate::report) fn signatures<'a>(case: &Case<'a>, sheet: &mut Sheet<'a>) {
    let record = &case.register.assessment;
    let rest = sheet.columns() - 1;
    let mut line = |role: Cow<'static, str>, post: &'a str| {
        let signer = if post.is_empty() { role } else { [&role, ":\n", post].concat().into() };
        let line = Cell::text(Role::Signature, case.label("signature-line")).spanning(rest);
        sheet.row(vec![Cell::text(Role::Label, signer), line]);
    };
    let nobody = record.assessors.is_empty().then_some("");
    for assessor in record.assessors.iter().map(String::as_str).chain(nobody) {
        line(case.label("signature-assessor"), assessor);
    }
    line(case.label("signature-approved"), record.high_level_controller.as_deref().unwrap_or_default());
}
