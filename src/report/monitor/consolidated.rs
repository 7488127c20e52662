//! The consolidated report on the execution of many plans: organisations and lead executors ranked, what is overdue
//! anywhere, the files with faults.

use crate::assess::execution::State;
use crate::diag::Severity;
use crate::monitor::{Line, Monitoring, total};
use crate::report::findings::told;
use crate::report::layout;
use crate::report::monitor::groups::{Rank, count_titles, executors, organizations};
use crate::report::monitor::verification;
use crate::report::monitor::words::{period_line, posts, state_cell, term_in, titles};
use crate::sheet::{Book, Cell, Role, Sheet, Stream};

/// The consolidated report.
pub(super) fn book<'a>(of: &'a Monitoring<'a>) -> Book<'a> {
    let title = of.text("monitor-title-consolidated");
    let book = layout::book(&title, of.watch.as_of, of.method, of.language);
    let mut book = Book {
        title,
        draft: of.draft(),
        sheets: vec![
            ranked(of, "consolidated-sheet-ranking", "monitor-ranking-organizations", organizations(of)),
            ranked(of, "monitor-sheet-executors", "monitor-ranking-executors", executors(of)),
            overdue(of),
            faulty(of),
        ],
        ..book
    };
    if of.shows_verification() {
        book.sheets.insert(3, waiting(of));
    }
    book
}

impl<'a> Monitoring<'a> {
    /// A sheet with the titles of its columns.
    fn listing(&self, name: &str, title: &str, columns: &[(&str, u16)]) -> Sheet<'a> {
        let widths = columns.iter().map(|(_, width)| *width).collect();
        let mut sheet = self.sheet(name, title, widths);
        sheet.head(titles(self.language, columns.iter().map(|(id, _)| *id)), 2);
        sheet
    }

    fn sheet(&self, name: &str, title: &str, widths: Vec<u16>) -> Sheet<'a> {
        let mut sheet = Sheet { name: self.text(name), widths, landscape: true, ..Sheet::default() };
        sheet.across(Role::Title, format!("{}\n{}", self.text("monitor-title-consolidated"), self.text(title)));
        sheet.across(Role::Remark, period_line(&self.watch, self.language));
        sheet.draft(self.draft());
        sheet
    }
}

/// The counts of each organisation or executor, the worst first; the total stands above the titles, outside the filter.
fn ranked<'a>(of: &Monitoring<'a>, name: &str, title: &str, ranks: Vec<Rank<'a>>) -> Sheet<'a> {
    let of_executors = ranks.iter().any(|rank| rank.executor.is_some());
    let mut widths = vec![7, 44];
    widths.extend(of_executors.then_some(44));
    let with_verified = of.shows_verification();
    widths.extend(count_titles(with_verified).map(|(_, width)| width));
    let mut sheet = of.sheet(name, title, widths);
    sheet.across(Role::Remark, of.text("monitor-remark-share"));
    let before = 2 + u16::from(of_executors);
    let mut cells = vec![Cell::text(Role::Label, of.text("monitor-total")).spanning(before)];
    cells.extend(total(of).cells(of.language, with_verified));
    sheet.row(cells);
    let of_ranks = of_executors.then_some("monitor-head-lead").into_iter().chain(["fact-organization"]);
    let of_ranks = of_ranks.chain(count_titles(with_verified).map(|(id, _)| id));
    sheet.head(titles(of.language, ["column-rank"].into_iter().chain(of_ranks)), 2);
    let language = of.language;
    sheet.stream = Some(Stream::new(ranks.len(), move |number| {
        let rank = &ranks[number];
        let cells = [Cell::number(Role::Short, number + 1)].into_iter().chain(rank.names());
        cells.chain(rank.tally.cells(language, with_verified)).collect()
    }));
    sheet
}

/// What is overdue anywhere, for the longest time first.
fn overdue<'a>(of: &'a Monitoring<'a>) -> Sheet<'a> {
    let columns = [
        ("fact-organization", 34),
        ("column-id", 8),
        ("column-status", 18),
        ("column-measure", 52),
        ("column-due", 18),
        ("column-responsible", 30),
        ("column-expected-result", 34),
    ];
    let mut sheet = of.listing("monitor-sheet-overdue", "monitor-heading-overdue", &columns);
    let names = of.names();
    let plans = of.plans.iter().enumerate();
    let mut lines: Vec<(usize, &'a Line<'a>)> =
        plans.flat_map(|(number, plan)| plan.of(State::Overdue).map(move |line| (number, line))).collect();
    lines.sort_by_key(|(_, line)| std::cmp::Reverse(line.standing.days_overdue));
    if lines.is_empty() {
        sheet.across(Role::Text, of.text("consolidated-nothing"));
    }
    sheet.stream = Some(Stream::new(lines.len(), move |number| {
        let (plan, line) = lines[number];
        vec![
            Cell::text(Role::Body, names[plan].clone()),
            Cell::text(Role::Short, line.id.as_ref()),
            state_cell(line, of.method, of.language),
            Cell::text(Role::Body, line.measure.text.as_str()),
            Cell::text(Role::Body, term_in(line, of.language)),
            Cell::text(Role::Body, posts(line)),
            Cell::optional(Role::Body, line.measure.expected_result.as_deref()),
        ]
    }));
    sheet
}

/// What waits to be verified anywhere, the longest first.
fn waiting<'a>(of: &'a Monitoring<'a>) -> Sheet<'a> {
    let columns: Vec<_> = [("fact-organization", 34)].into_iter().chain(verification::COLUMNS).collect();
    let mut sheet = of.listing("monitor-sheet-verification", "monitor-title-verification", &columns);
    let names = of.names();
    let plans = of.plans.iter().zip(names);
    let mut lines: Vec<_> = plans
        .flat_map(|(plan, name)| verification::looked_at(plan).into_iter().map(move |line| (name.clone(), plan, line)))
        .collect();
    lines.sort_by_key(|(_, plan, line)| verification::urgency(plan, line));
    if lines.is_empty() {
        sheet.across(Role::Text, of.text("consolidated-nothing"));
    }
    sheet.add(lines.into_iter().map(|(name, plan, line)| {
        let cells = verification::cells(plan, line, of.method, of.language);
        [Cell::text(Role::Body, name)].into_iter().chain(cells).collect()
    }));
    sheet
}

/// The files with errors: each error, where it stands and what helps.
fn faulty<'a>(of: &'a Monitoring<'a>) -> Sheet<'a> {
    let columns = [
        ("consolidated-file", 34),
        ("consolidated-state", 18),
        ("head-place", 22),
        ("head-found", 52),
        ("head-advice", 48),
    ];
    let mut sheet = of.listing("consolidated-sheet-faulty", "consolidated-title-faulty", &columns);
    let before = sheet.rows.len();
    for plan in &of.plans {
        let state = if plan.is_read() { "consolidated-read-with-errors" } else { "consolidated-refused" };
        let errors = plan.findings.iter().filter(|found| found.severity == Severity::Error && found.waived.is_none());
        sheet.add(errors.map(|found| {
            let [place, message, help] = told(Some(found), of.language);
            vec![Cell::text(Role::Body, &*plan.file.path), Cell::text(Role::Body, of.text(state)), place, message, help]
        }));
    }
    if sheet.rows.len() == before {
        sheet.across(Role::Text, of.text("consolidated-nothing"));
    }
    sheet
}
