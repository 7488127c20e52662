//! The report on the execution of one plan as a workbook: the plan's seven columns, then where each measure stands and what was
//! carried out; a summary; what is owed now.

use crate::assess::execution::{State, next_day};
use crate::locale::Message;
use crate::method::Method;
use crate::model::{Keyword as _, Status, Text};
use crate::monitor::{Line, Monitored, Monitoring, PlanKind, Tally};
use crate::report::layout::{self, heads};
use crate::report::monitor::groups::{self, count_titles};
use crate::report::monitor::words::{
    deadline_words, period_line, period_words, posts, report_name, state_cell, titles,
};
use crate::report::monitor::{consolidated, quarters, since, verification};
use crate::sheet::{Book, Cell, Role, Sheet};

/// The columns of the report; a plan without tasks leaves theirs out.
const COLUMNS: [(&str, u16); 9] = [
    ("column-id", 7),
    ("column-task", 26),
    ("head-plan-measures", 36),
    ("head-plan-term", 15),
    ("head-plan-results", 26),
    ("head-plan-executors", 20),
    ("head-plan-funding", 16),
    ("column-status", 15),
    ("monitor-head-execution", 36),
];

/// The workbook of a run: of one plan its report; of several the consolidated report.
#[must_use]
pub fn monitor_workbook<'a>(of: &'a Monitoring<'a>) -> Book<'a> {
    match of.plans.as_slice() {
        [plan] => book(of, plan),
        _ => consolidated::book(of),
    }
}

fn book<'a>(of: &'a Monitoring<'a>, plan: &'a Monitored<'a>) -> Book<'a> {
    let mut sheets = vec![report(plan, of.method), summary(plan, of.method), owed(plan, of.method)];
    sheets.extend(plan.since.as_ref().map(|since| since::sheet(plan, since)));
    if plan.shows_verification() {
        sheets.push(verification::sheet(plan, of.method));
    }
    Book {
        title: plan.text("monitor-title"),
        organization: plan.name(),
        draft: plan.draft(),
        sheets,
        ..layout::book(plan.name(), of.watch.as_of, of.method, plan.language)
    }
}

impl<'a> Monitored<'a> {
    /// A sheet with the titles that all sheets of the report have.
    pub(super) fn sheet(&self, name: &str, title: &str, widths: Vec<u16>) -> Sheet<'a> {
        let mut sheet = Sheet { name: self.text(name), widths, landscape: true, ..Sheet::default() };
        let period = period_words(&self.watch, self.language);
        sheet.across(Role::Title, format!("{}\n{}\n{period}", self.text(title), self.title()));
        sheet.across(Role::Title, self.name());
        sheet.across(Role::Remark, period_line(&self.watch, self.language));
        sheet.draft(self.draft());
        sheet
    }

    pub(super) fn head(&self, sheet: &mut Sheet<'a>, columns: &[(&str, u16)], frozen: u16) {
        sheet.head(heads(self.language, columns.iter().map(|(id, _)| *id)), frozen);
        sheet.filter = None;
    }
}

/// The report in the form of the plan.
fn report<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> Sheet<'a> {
    let tasks = plan.lines.iter().any(|line| line.task.is_some());
    let columns: Vec<_> = COLUMNS.into_iter().filter(|(id, _)| tasks || *id != "column-task").collect();
    let widths = columns.iter().map(|(_, width)| *width).collect();
    let mut sheet = plan.sheet("monitor-sheet-report", "monitor-title", widths);
    if let Some(order) = plan.order {
        let id = if plan.kind == PlanKind::OfRisks { "fact-order" } else { "field-plan-order" };
        sheet.across(Role::Remark, format!("{}: {order}", plan.text(id)));
    }
    plan.head(&mut sheet, &columns, 2);
    let mut chapter = None;
    for line in &plan.lines {
        if chapter.replace((line.chapter_id, line.chapter)) != Some((line.chapter_id, line.chapter)) {
            // Tasks that stand before any heading have a chapter without a name.
            if let Some(name) = line.chapter {
                let dot = if line.chapter_id.is_empty() { "" } else { ". " };
                sheet.across(Role::Group, [line.chapter_id, dot, name].concat());
            }
        }
        let measure = line.measure;
        let mut cells = vec![Cell::text(Role::Short, line.id.as_ref())];
        if tasks {
            cells.push(Cell::optional(Role::Body, line.task.filter(|_| line.opens_task)));
        }
        cells.extend([
            Cell::text(Role::Body, measure.text.as_str()),
            Cell::text(Role::Body, plan.term(line)),
            Cell::optional(Role::Body, measure.expected_result.as_deref()),
            Cell::text(Role::Body, posts(line)),
            Cell::optional(Role::Body, measure.funding.as_deref()),
            state_cell(line, method, plan.language),
            Cell::text(Role::Body, execution(plan, line)),
        ]);
        sheet.row(cells);
    }
    signatures(plan, &mut sheet);
    sheet
}

/// What was carried out of a measure, one fact on a line.
fn execution(plan: &Monitored<'_>, line: &Line<'_>) -> String {
    let (measure, language) = (line.measure, plan.language);
    let day = |day: Option<jiff::civil::Date>| day.map(|day| language.date(day));
    let text = |text: &Option<Text>| text.clone().map(String::from);
    let status = measure.status.filter(|status| {
        // Every measure is planned, and the cell of its state says already that it is done.
        *status != Status::Planned && (*status != Status::Done || !line.is(State::Done))
    });
    let values = measure.measured.as_ref().map(|measured| match &measure.target {
        Some(target) => {
            let message = Message::new("monitor-measured-of-target");
            language.message(&message.with("measured", measured.text.as_str()).with("target", target.text.as_str()))
        }
        None => measured.text.clone(),
    });
    let facts = [
        ("field-status", status.map(|status| language.text(status.message_id()))),
        ("field-done-on", day(measure.done_on)),
        ("field-result", text(&measure.result)),
        ("field-measured", values),
        ("field-reason", text(&measure.reason)),
        ("field-evidence", text(&measure.evidence)),
        ("field-reported-on", day(measure.reported_on)),
        ("field-verified", measure.verified.as_ref().map(|verified| verification::words(verified, language))),
    ];
    let lines = facts.into_iter().filter_map(|(id, value)| Some(format!("{}: {}", language.text(id), value?)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Lines to sign on: who reports, and who approves the report.
fn signatures<'a>(plan: &Monitored<'a>, sheet: &mut Sheet<'a>) {
    sheet.gap();
    let rest = sheet.columns() - 3;
    let approved = plan.text("signature-approved");
    let approved = plan.controller.map_or_else(|| approved.clone(), |post| format!("{approved}: {post}"));
    for signer in [plan.text("monitor-signature-reported"), approved] {
        let line = Cell::text(Role::Signature, plan.text("signature-line")).spanning(rest);
        sheet.row(vec![Cell::text(Role::Label, signer).spanning(3), line]);
    }
}

/// The counts of the plan, the shares carried out, the calendar of reports.
fn summary<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> Sheet<'a> {
    let mut widths = vec![46];
    let with_verified = plan.shows_verification();
    widths.extend(count_titles(with_verified).map(|(_, width)| width));
    let mut sheet = plan.sheet("sheet-summary", "monitor-title", widths);
    let table = |sheet: &mut Sheet<'a>, first: &str, rows: Vec<(Cell<'a>, Tally)>| {
        sheet.gap();
        let ids = count_titles(with_verified).map(|(id, _)| id);
        sheet.row(titles(plan.language, [first].into_iter().chain(ids)));
        sheet.add(
            rows.into_iter()
                .map(|(first, tally)| [first].into_iter().chain(tally.cells(plan.language, with_verified)).collect()),
        );
    };
    table(&mut sheet, "monitor-head-whole", vec![(Cell::text(Role::Label, plan.title()), plan.tally())]);
    sheet.across(Role::Remark, plan.text("monitor-remark-share"));
    for (first, rows) in groups::shares(plan, method) {
        table(&mut sheet, first, rows);
    }
    quarters::add(plan, &mut sheet);
    sheet.gap();
    let rest = sheet.columns() - 1;
    sheet.row(vec![
        Cell::text(Role::Head, plan.text("monitor-heading-report")),
        Cell::text(Role::Head, plan.text("monitor-head-deadline")).spanning(rest),
    ]);
    for report in plan.reports_and_next() {
        sheet.row(vec![
            Cell::text(Role::Body, report_name(&report, plan.language)),
            Cell::text(Role::Body, deadline_words(&report, plan.language)).spanning(rest),
        ]);
    }
    sheet
}

/// What is owed: overdue for the longest time first, then what is due, then what has no term.
fn owed<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> Sheet<'a> {
    let columns = [
        ("column-id", 7),
        ("column-status", 18),
        ("column-measure", 52),
        ("column-due", 18),
        ("column-responsible", 30),
        ("column-expected-result", 34),
    ];
    let widths = columns.iter().map(|(_, width)| *width).collect();
    let mut sheet = plan.sheet("monitor-sheet-owed", "monitor-title-owed", widths);
    plan.head(&mut sheet, &columns, 1);
    let mut groups = groups::owed(plan);
    let [_, (_, due), _] = &mut groups;
    due.sort_by_key(|line| next_day(line.measure, plan.watch.as_of));
    for (heading, lines) in groups.iter().filter(|(_, lines)| !lines.is_empty()) {
        sheet.across(Role::Group, format!("{heading}: {}", lines.len()));
        sheet.add(lines.iter().map(|line| {
            vec![
                Cell::text(Role::Short, line.id.as_ref()),
                state_cell(line, method, plan.language),
                Cell::text(Role::Body, line.measure.text.as_str()),
                Cell::text(Role::Body, plan.term(line)),
                Cell::text(Role::Body, posts(line)),
                Cell::optional(Role::Body, line.measure.expected_result.as_deref()),
            ]
        }));
    }
    if groups.iter().all(|(_, lines)| lines.is_empty()) {
        sheet.across(Role::Text, plan.text("consolidated-nothing"));
    }
    sheet
}
