//! The summary sheet: who, when, by which order and method, how many at which level, signatures.

use crate::case::Case;
use crate::diag::{Severity, count};
use crate::locale::Message;
use crate::report::TOOL;
use crate::report::VERSION;
use crate::sheet::{Cell, Chart, Fit, Role, Shape, Sheet};
use std::borrow::Cow;

/// The summary of a register.
pub(in crate::report) fn summary<'a>(case: &Case<'a>) -> Sheet<'a> {
    let mut sheet =
        Sheet { name: case.text("sheet-summary"), widths: vec![34, 22, 22, 18], fit: Fit::OnePage, ..Sheet::default() };
    let all = sheet.columns();
    let register = case.register;
    sheet.row(vec![Cell::text(Role::Title, case.text("title-assessment")).spanning(all)]);
    sheet.row(vec![Cell::text(Role::Title, register.organization.name.as_str()).spanning(all)]);
    if let Some(draft) = case.draft() {
        sheet.row(vec![Cell::text(Role::Draft, draft).spanning(all)]);
    }
    sheet.gap();
    facts(case, &mut sheet);
    sheet.gap();
    let levels = level_table(case, &mut sheet);
    sheet.gap();
    let at = sheet.next_row();
    sheet.chart = Some(Chart {
        title: case.text("chart-levels"),
        shape: Shape::Columns,
        tallest: case.assessment.inherent.iter().chain(&case.assessment.residual).copied().max().unwrap_or_default(),
        head: levels.0,
        column: 0,
        categories: levels.1,
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
    let span = sheet.columns() - 1;
    let mut fact = |id: &str, value: Option<Cow<'a, str>>| {
        let value = value.unwrap_or_else(|| case.text("not-given").into());
        sheet.row(vec![Cell::text(Role::Label, case.text(id)), Cell::text(Role::Text, value).spanning(span)]);
    };
    fact("fact-organization", Some(organization.name.as_str().into()));
    fact("fact-kind", case.keyword(organization.kind).map(Into::into));
    if let Some(parent) = &organization.parent {
        fact("fact-parent", Some(parent.as_str().into()));
    }
    fact("fact-order", record.order.as_deref().map(Into::into));
    fact("fact-assessment-date", record.date.map(|day| case.language.date(day).into()));
    fact("fact-as-of", Some(case.language.date(case.as_of).into()));
    let assessors = (!record.assessors.is_empty()).then(|| Case::posts(&record.assessors));
    fact("fact-assessors", assessors);
    fact("fact-controller", record.high_level_controller.as_deref().map(Into::into));
    fact("fact-method", Some(case.method.title.get(case.language).into()));
    fact("fact-act", Some(case.method.act.get(case.language).into()));
    let counts = Message::new("fact-situations-count")
        .with("all", case.assessment.outcomes.len())
        .with("assessed", case.assessment.ranking.len());
    fact("fact-situations", Some(case.format(counts).into()));
    let found = |severity| count(case.findings, severity);
    let findings = Message::new("fact-findings-count")
        .with("errors", found(Severity::Error))
        .with("warnings", found(Severity::Warning))
        .with("information", found(Severity::Information));
    fact("fact-findings", Some(case.format(findings).into()));
    fact("fact-tool", Some(format!("{TOOL} {VERSION}").into()));
}

/// The counts by level; the row of its heads and the number of levels.
fn level_table<'a>(case: &Case<'a>, sheet: &mut Sheet<'a>) -> (u32, u32) {
    let head = |id| Cell::text(Role::Head, case.label(id));
    let row = sheet.row(vec![head("head-level"), head("head-inherent-count"), head("head-residual-count")]);
    let mut levels = 0;
    for (level, spec) in case.method.computed_levels().rev() {
        sheet.row(vec![
            Cell::text(Role::Level(level), spec.label.get(case.language)),
            Cell::number(Role::Short, case.assessment.inherent[level.index()]),
            Cell::number(Role::Short, case.assessment.residual[level.index()]),
        ]);
        levels += 1;
    }
    let lowered = case.rows().filter_map(|row| row.outcome).filter(|outcome| outcome.lowered()).count();
    sheet.row(vec![
        Cell::text(Role::Label, case.text("total-lowered")),
        Cell::empty(Role::Body),
        Cell::number(Role::Short, lowered),
    ]);
    (row, levels)
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
    for assessor in &record.assessors {
        line(case.label("signature-assessor"), assessor);
    }
    if record.assessors.is_empty() {
        line(case.label("signature-assessor"), "");
    }
    line(case.label("signature-approved"), record.high_level_controller.as_deref().unwrap_or_default());
}
