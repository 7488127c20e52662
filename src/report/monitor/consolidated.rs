//! The consolidated report on the execution of many plans: organisations and lead executors ranked, what is overdue
//! anywhere, the files with faults.

use super::super::findings::place;
use super::groups::{Rank, TITLES, executors, organizations};
use super::{period_line, posts, state_cell, term_in, title_cell};
use crate::assess::execution::State;
use crate::case::Unsettled;
use crate::diag::{Severity, count};
use crate::locale::Message;
use crate::monitor::{Line, Monitoring, total};
use crate::sheet::{Book, Cell, Role, Sheet, Stream};

/// The consolidated report.
pub(super) fn book<'a>(of: &'a Monitoring<'a>) -> Book<'a> {
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    let title = of.text("monitor-title-consolidated");
    Book {
        organization: "",
        as_of: Some(of.watch.as_of),
        level_colors: of.method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [title.clone(), of.language.date(of.watch.as_of), of.language.message(&page)],
        draft: of.draft(),
        title,
        names: Vec::new(),
        sheets: vec![
            ranked(of, "consolidated-sheet-ranking", "monitor-ranking-organizations", organizations(of)),
            ranked(of, "monitor-sheet-executors", "monitor-ranking-executors", executors(of)),
            overdue(of),
            faulty(of),
        ],
    }
}

impl<'a> Monitoring<'a> {
    /// The mark of a draft, if the report on all plans is one.
    pub(super) fn draft(&self) -> Option<String> {
        let unsettled: Unsettled = self.plans.iter().map(|plan| plan.unsettled).sum();
        unsettled.mark(self.language)
    }

    fn sheet(&self, name: &str, title: &str, widths: Vec<u16>) -> Sheet<'a> {
        let mut sheet = Sheet { name: self.text(name), widths, landscape: true, ..Sheet::default() };
        let all = sheet.columns();
        let title = format!("{}\n{}", self.text("monitor-title-consolidated"), self.text(title));
        sheet.row(vec![Cell::text(Role::Title, title).spanning(all)]);
        sheet.row(vec![Cell::text(Role::Remark, period_line(&self.watch, self.language)).spanning(all)]);
        if let Some(draft) = self.draft() {
            sheet.row(vec![Cell::text(Role::Draft, draft).spanning(all)]);
        }
        sheet
    }

    fn head(&self, sheet: &mut Sheet<'a>, titles: &[&str]) {
        let head = sheet.row(titles.iter().map(|id| title_cell(id, self.language)).collect());
        sheet.repeat_rows = Some((head, head));
        sheet.freeze = Some((head + 1, 2));
        sheet.filter = Some(head);
    }
}

/// The counts of each organisation or executor, the worst first; the total stands above them, outside the filter.
fn ranked<'a>(of: &Monitoring<'a>, name: &str, title: &str, ranks: Vec<Rank<'a>>) -> Sheet<'a> {
    let of_executors = ranks.iter().any(|rank| rank.executor.is_some());
    let mut widths = vec![7, 44];
    widths.extend(of_executors.then_some(44));
    widths.extend([12; TITLES.len() - 1]);
    widths.push(20);
    let mut sheet = of.sheet(name, title, widths);
    let all = sheet.columns();
    sheet.row(vec![Cell::text(Role::Remark, of.text("monitor-remark-share")).spanning(all)]);
    let before = 2 + u16::from(of_executors);
    let mut cells = vec![Cell::text(Role::Label, of.text("monitor-total")).spanning(before)];
    cells.extend(total(of).cells(of.language));
    sheet.row(cells);
    let mut titles = vec!["column-rank"];
    titles.extend(of_executors.then_some("monitor-head-lead"));
    titles.push("fact-organization");
    titles.extend(TITLES);
    of.head(&mut sheet, &titles);
    let language = of.language;
    sheet.stream = Some(Stream::new(ranks.len(), move |number| {
        let rank = &ranks[number];
        let mut cells = vec![Cell::number(Role::Short, number + 1)];
        cells.extend(rank.executor.clone().map(|executor| Cell::text(Role::Body, executor)));
        cells.push(Cell::text(Role::Body, rank.organization.clone()));
        cells.extend(rank.tally.cells(language));
        cells
    }));
    sheet
}

/// What is overdue anywhere, for the longest time first.
fn overdue<'a>(of: &'a Monitoring<'a>) -> Sheet<'a> {
    let mut sheet = of.sheet("monitor-sheet-overdue", "monitor-heading-overdue", vec![34, 8, 18, 52, 18, 30, 34]);
    of.head(
        &mut sheet,
        &[
            "fact-organization",
            "column-id",
            "column-status",
            "column-measure",
            "column-due",
            "column-responsible",
            "column-expected-result",
        ],
    );
    let names: Vec<_> = of.plans.iter().map(|plan| of.name(plan)).collect();
    let plans = of.plans.iter().enumerate();
    let mut lines: Vec<(usize, &'a Line<'a>)> =
        plans.flat_map(|(number, plan)| plan.of(State::Overdue).map(move |line| (number, line))).collect();
    lines.sort_by_key(|(_, line)| std::cmp::Reverse(line.standing.days_overdue));
    if lines.is_empty() {
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Text, of.text("consolidated-nothing")).spanning(all)]);
    }
    sheet.stream = Some(Stream::new(lines.len(), move |number| {
        let (plan, line) = lines[number];
        let name = names[plan].clone();
        vec![
            Cell::text(Role::Body, name),
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

/// The files with errors: each error, where it stands and what helps.
fn faulty<'a>(of: &'a Monitoring<'a>) -> Sheet<'a> {
    let mut sheet = of.sheet("consolidated-sheet-faulty", "consolidated-title-faulty", vec![34, 18, 22, 52, 48]);
    of.head(&mut sheet, &["consolidated-file", "consolidated-state", "head-place", "head-found", "head-advice"]);
    let mut none = true;
    for plan in of.plans.iter().filter(|plan| count(plan.findings, Severity::Error) > 0) {
        none = false;
        let state = if plan.is_read() { "consolidated-read-with-errors" } else { "consolidated-refused" };
        let errors = plan.findings.iter().filter(|found| found.severity == Severity::Error && found.waived.is_none());
        for found in errors {
            let help = found.help.as_ref().map(|help| of.language.message(help));
            sheet.row(vec![
                Cell::text(Role::Body, plan.path),
                Cell::text(Role::Body, of.text(state)),
                Cell::text(Role::Body, place(of.language, &found.place.position)),
                Cell::text(Role::Body, of.language.message(&found.message)),
                Cell::text(Role::Body, help.unwrap_or_default()),
            ]);
        }
    }
    if none {
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Text, of.text("consolidated-nothing")).spanning(all)]);
    }
    sheet
}
