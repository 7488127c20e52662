//! The report on the execution of one plan as a workbook, in the form of the plan itself: its seven columns, then where each
//! measure stands and what was carried out; a summary; what is owed now.

use super::groups::TITLES;
use super::screen::reports_and_next;
use super::{consolidated, deadline_words, groups, period_words, posts, report_name, state_cell, title_cell};
use crate::assess::execution::{State, next_day};
use crate::locale::Message;
use crate::method::Method;
use crate::model::{Keyword as _, Status, Text};
use crate::monitor::Tally;
use crate::monitor::{self, Line, Monitored, Monitoring, PlanKind};
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
/// The place of the tasks among them.
const TASKS: usize = 1;

/// The workbook of a run: of one plan its report; of several the consolidated report.
#[must_use]
pub fn monitor_workbook<'a>(of: &'a Monitoring<'a>) -> Book<'a> {
    match of.plans.as_slice() {
        [plan] => book(of, plan),
        _ => consolidated::book(of),
    }
}

fn book<'a>(of: &'a Monitoring<'a>, plan: &'a Monitored<'a>) -> Book<'a> {
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    Book {
        title: plan.text("monitor-title"),
        organization: plan.name(),
        as_of: Some(of.watch.as_of),
        level_colors: of.method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [plan.name().to_owned(), plan.language.date(of.watch.as_of), plan.language.message(&page)],
        draft: plan.draft(),
        names: Vec::new(),
        sheets: vec![report(plan, of.method), summary(plan, of.method), owed(plan, of.method)],
    }
}

impl<'a> Monitored<'a> {
    /// A sheet with the titles that all sheets of the report have.
    fn sheet(&self, name: &str, title: &str, widths: Vec<u16>) -> Sheet<'a> {
        let mut sheet = Sheet { name: self.text(name), widths, landscape: true, ..Sheet::default() };
        let all = sheet.columns();
        let period = period_words(&self.watch, self.language);
        let title = format!("{}\n{}\n{period}", self.text(title), self.title());
        sheet.row(vec![Cell::text(Role::Title, title).spanning(all)]);
        sheet.row(vec![Cell::text(Role::Title, self.name()).spanning(all)]);
        sheet.row(vec![Cell::text(Role::Remark, self.period_line()).spanning(all)]);
        if let Some(draft) = self.draft() {
            sheet.row(vec![Cell::text(Role::Draft, draft).spanning(all)]);
        }
        sheet
    }

    fn head(&self, sheet: &mut Sheet<'a>, titles: &[&str]) {
        let head = sheet.row(titles.iter().map(|id| Cell::text(Role::Head, self.text(id))).collect());
        sheet.repeat_rows = Some((head, head));
    }
}

/// The report in the form of the plan.
fn report<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> Sheet<'a> {
    let tasks = plan.lines.iter().any(|line| line.task.is_some());
    let columns: Vec<(&str, u16)> =
        COLUMNS.into_iter().enumerate().filter(|(at, _)| tasks || *at != TASKS).map(|(_, column)| column).collect();
    let widths = columns.iter().map(|(_, width)| *width).collect();
    let mut sheet = plan.sheet("monitor-sheet-report", "monitor-title", widths);
    let all = sheet.columns();
    if let Some(order) = plan.order {
        let id = if plan.kind == PlanKind::OfRisks { "fact-order" } else { "field-plan-order" };
        sheet.row(vec![Cell::text(Role::Remark, format!("{}: {order}", plan.text(id))).spanning(all)]);
    }
    let titles: Vec<&str> = columns.iter().map(|(id, _)| *id).collect();
    plan.head(&mut sheet, &titles);
    sheet.freeze = sheet.repeat_rows.map(|(head, _)| (head + 1, 2));
    let mut chapter = None;
    for line in &plan.lines {
        if chapter.replace((line.chapter_id, line.chapter)) != Some((line.chapter_id, line.chapter)) {
            let heading = match (line.chapter_id, line.chapter) {
                ("", name) => name.map(str::to_owned),
                (id, Some(name)) => Some(format!("{id}. {name}")),
                // Tasks that stand before any heading.
                (_, None) => None,
            };
            if let Some(heading) = heading {
                sheet.row(vec![Cell::text(Role::Group, heading).spanning(all)]);
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
        // Planned is what every measure is; that it is done stands beside this already.
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
    widths.extend([12; TITLES.len() - 1]);
    widths.push(20);
    let mut sheet = plan.sheet("sheet-summary", "monitor-title", widths);
    let all = sheet.columns();
    let titles = |sheet: &mut Sheet<'a>, first: &str| {
        let titles = [first].into_iter().chain(TITLES);
        sheet.row(titles.map(|id| title_cell(id, plan.language)).collect());
    };
    let counts = |sheet: &mut Sheet<'a>, first: Cell<'a>, tally: &Tally| {
        sheet.row([first].into_iter().chain(tally.cells(plan.language)).collect());
    };
    sheet.gap();
    titles(&mut sheet, "monitor-head-whole");
    counts(&mut sheet, Cell::text(Role::Label, plan.title()), &plan.tally());
    sheet.row(vec![Cell::text(Role::Remark, plan.text("monitor-remark-share")).spanning(all)]);
    for (first, rows) in [("field-chapter", groups::by_chapter(plan)), ("monitor-head-lead", groups::by_executor(plan))]
    {
        sheet.gap();
        titles(&mut sheet, first);
        for (name, tally) in rows {
            counts(&mut sheet, Cell::text(Role::Body, name), &tally);
        }
    }
    let levels = monitor::by_level(plan);
    if !levels.is_empty() {
        sheet.gap();
        titles(&mut sheet, "column-residual");
        for (level, tally) in levels {
            let label = method.level(level).label.get(plan.language);
            counts(&mut sheet, Cell::text(Role::Level(level), label), &tally);
        }
    }
    sheet.gap();
    sheet.row(vec![
        Cell::text(Role::Head, plan.text("monitor-heading-report")),
        Cell::text(Role::Head, plan.text("monitor-head-deadline")).spanning(all - 1),
    ]);
    for report in reports_and_next(plan) {
        sheet.row(vec![
            Cell::text(Role::Body, report_name(&report, plan.language)),
            Cell::text(Role::Body, deadline_words(&report, plan.language)).spanning(all - 1),
        ]);
    }
    sheet
}

/// What is owed: overdue for the longest time first, then what is due, then what has no term.
fn owed<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> Sheet<'a> {
    let mut sheet = plan.sheet("monitor-sheet-owed", "monitor-title-owed", vec![7, 18, 52, 18, 30, 34]);
    plan.head(
        &mut sheet,
        &["column-id", "column-status", "column-measure", "column-due", "column-responsible", "column-expected-result"],
    );
    sheet.freeze = sheet.repeat_rows.map(|(head, _)| (head + 1, 1));
    let all = sheet.columns();
    let mut overdue: Vec<&Line<'a>> = plan.of(State::Overdue).collect();
    overdue.sort_by_key(|line| std::cmp::Reverse(line.standing.days_overdue));
    let mut due: Vec<&Line<'a>> = plan.of(State::Due).collect();
    due.sort_by_key(|line| next_day(line.measure, plan.watch.as_of));
    let none = plan.lines.iter().filter(|line| line.standing.state.is_none()).collect();
    let due_in = Message::new("monitor-heading-due").with("period", period_words(&plan.watch, plan.language));
    let groups = [
        (plan.text("monitor-heading-overdue"), overdue),
        (plan.language.message(&due_in), due),
        (plan.text("monitor-heading-none"), none),
    ];
    let mut empty = true;
    for (heading, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        empty = false;
        sheet.row(vec![Cell::text(Role::Group, format!("{heading}: {}", lines.len())).spanning(all)]);
        for line in lines {
            sheet.row(vec![
                Cell::text(Role::Short, line.id.as_ref()),
                state_cell(line, method, plan.language),
                Cell::text(Role::Body, line.measure.text.as_str()),
                Cell::text(Role::Body, plan.term(line)),
                Cell::text(Role::Body, posts(line)),
                Cell::optional(Role::Body, line.measure.expected_result.as_deref()),
            ]);
        }
    }
    if empty {
        sheet.row(vec![Cell::text(Role::Text, plan.text("consolidated-nothing")).spanning(all)]);
    }
    sheet
}
