//! The assessment sheets: everything that Annex I, position 7, asks of each situation, one to a printed page.

use crate::case::{Case, Row};
use crate::locale::Message;
use crate::model::{Axis, Level, Measure, Score};
use crate::report::assessment::order::list;
use crate::report::assessment::summary::signatures;
use crate::report::assessment::ways::{ON_ONE, to_list};
use crate::report::words::{control_message, joined, without_measure};
use crate::sheet::{Cell, Fit, Later, Link, Role, Sheet};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// The widths of labels and of what they are about, in characters.
const WIDTHS: [u16; 2] = [33, 79];
/// How many rows a page has, about.
const ROWS: usize = 32;
/// How many pages one thread makes at least.
const TOGETHER: usize = 8;

/// The assessment sheets of a register, in its order; on further worksheets where one would be too long.
pub(in crate::report) fn sheets<'a>(case: &Case<'a>) -> Vec<Sheet<'a>> {
    let rows: Arc<[Row<'a>]> = case.rows().collect();
    let (case, worksheets) = (*case, rows.len().div_ceil(ON_ONE).max(1));
    let ways: Arc<[Link]> = to_list(&case, || list::rows(&case)).into();
    let worksheet = |number: usize| {
        let (rows, ways) = (Arc::clone(&rows), Arc::clone(&ways));
        let make = move || {
            let end = rows.len().min((number + 1) * ON_ONE);
            several(&case, &rows[number * ON_ONE..end], &ways)
        };
        Later::sheet(case.text("sheet-sheets"), make)
    };
    (0..worksheets).map(worksheet).collect()
}

/// The worksheet of some situations.
fn several<'a>(case: &Case<'a>, rows: &[Row<'a>], ways: &[Link]) -> Sheet<'a> {
    let mut sheet = Sheet { widths: WIDTHS.to_vec(), scale: Some(80), fit: Fit::PageEach, ..Sheet::default() };
    let pages = rows
        .par_iter()
        .with_min_len(TOGETHER)
        .map_init(Said::default, |said, row| one(case, row, ways.get(row.number as usize), said));
    let pages: Vec<Sheet<'_>> = pages.collect();
    for page in pages {
        if !sheet.rows.is_empty() {
            let next = sheet.next_row();
            sheet.page_breaks.push(next);
        }
        sheet.rows.extend(page.rows);
    }
    sheet
}

/// The page of a situation.
fn one<'a>(case: &Case<'a>, row: &Row<'a>, way: Option<&Link>, said: &mut Said) -> Sheet<'a> {
    let rows = Vec::with_capacity(ROWS);
    let (mut page, situation) = (Sheet { widths: WIDTHS.to_vec(), rows, ..Sheet::default() }, row.situation);
    let sheet = &mut page;
    let title = case.format(Message::new("title-sheet").with("id", situation.id.as_str()));
    sheet.across(Role::Title, title);
    sheet.across(Role::Remark, case.register.organization.name.as_str());
    if row.outcome.is_none() {
        sheet.across(Role::Draft, said.label(case, "not-assessed"));
    }
    let mut pages = Page { case, sheet, said };
    let record = &case.register.assessment;
    let date = pages
        .said
        .of("date", None, || record.date.map_or_else(|| case.text("order-date"), |day| case.language.date(day)));
    pages.given("fact-assessment-date", Some(date.into()));
    let order = record.order.as_deref().map_or_else(|| pages.label("order-number"), Into::into);
    pages.given("fact-order", Some(order));
    pages.heading("heading-description");
    pages.given("column-function", Some(row.function.name.as_str().into()));
    // A short text: some programs show a link in one line.
    let label = Cell::text(Role::Label, pages.label("column-situation")).linked(way.cloned());
    pages.sheet.row(vec![label, Cell::text(Role::Body, situation.text.as_str())]);
    pages.given("column-category", case.keyword(situation.category).map(Into::into));
    pages.given("column-unit", situation.unit.as_deref().map(Into::into));
    pages.given("column-positions", Some(joined(&situation.positions)).filter(|posts| !posts.is_empty()));
    pages.given("column-elsewhere", situation.elsewhere.as_deref().map(Into::into));
    if let Some(level) = situation.declared_level {
        pages.given("fact-declared-level", Some(case.level_label(level).into()));
    }
    pages.heading("heading-assessment");
    pages.score("column-likelihood", Axis::Likelihood, &situation.likelihood);
    pages.score("column-harm", Axis::Harm, &situation.harm);
    if let Some(outcome) = row.outcome {
        let band = Message::new("sum-and-level")
            .with("sum", outcome.sum)
            .with("level", &case.method.level(outcome.inherent).label);
        pages.given("column-sum", Some(outcome.sum.to_string().into()));
        pages.level("column-inherent", outcome.inherent);
        pages.given("fact-band", Some(case.format(band).into()));
    }
    pages.heading("heading-control");
    control(row, &mut pages);
    measures(row, &mut pages);
    pages.heading("heading-signatures");
    signatures(case, sheet);
    page
}

fn control<'a>(row: &Row<'a>, page: &mut Page<'_, 'a>) {
    let (case, control) = (page.case, row.situation.control.as_ref());
    page.given("column-control", control.and_then(|control| control.description.as_deref()).map(Into::into));
    page.given("column-control-effectiveness", Some(case.grade(control).into()));
    page.given("column-control-evidence", control.and_then(|control| control.evidence.as_deref()).map(Into::into));
    if let Some(outcome) = row.outcome {
        page.given("fact-control-effect", Some(case.format(control_message(outcome, case.method)).into()));
        page.level("column-residual", outcome.residual);
    }
}

fn measures<'a>(row: &Row<'a>, page: &mut Page<'_, 'a>) {
    let case = page.case;
    page.heading("heading-measures");
    if let Some(outcome) = row.outcome
        && let Some(treatment) = case.method.treatment(outcome.treated_level(case.method))
    {
        page.given("fact-treatment", Some(treatment.text.get(case.language).into()));
        if let (true, Some(head)) = (outcome.head_control, &case.register.assessment.high_level_controller) {
            page.given("fact-controller", Some(head.as_str().into()));
        }
    }
    for (at, measure) in row.situation.measures.iter().enumerate() {
        let label = || case.format(Message::new("measure-number").with("number", at + 1));
        let label = page.said.of("measure-number", Some(at), label);
        page.labelled(label, Some(measure.text.as_str().into()));
        let details = details(case, measure, page.said);
        page.given("fact-measure-details", details.map(Into::into));
    }
    if row.situation.measures.is_empty() {
        let is_monitored = row.outcome.is_some_and(|outcome| !outcome.measure_required);
        let monitoring = is_monitored.then(|| page.label(without_measure(false)));
        page.given("column-measure", monitoring);
        if is_monitored {
            let details = monitoring_details(case, page.said);
            page.given("fact-measure-details", Some(details.into()));
        }
    }
    if let Some(target) = row.outcome.and_then(|outcome| outcome.target) {
        page.level("column-target-level", target);
    }
}

/// Term, executors, result, indicator and funds of a measure, one on a line.
fn details(case: &Case<'_>, measure: &Measure, said: &mut Said) -> Option<String> {
    let due = measure.due.as_ref().map(|due| case.term(due));
    let responsible = Some(measure.responsible.join("; ")).filter(|posts| !posts.is_empty());
    let parts = [
        ("column-due", due.as_deref()),
        ("column-responsible", responsible.as_deref()),
        ("column-expected-result", measure.expected_result.as_deref()),
        ("column-indicator", measure.indicator.as_deref()),
        ("column-funding", measure.funding.as_deref()),
    ];
    let mut details = String::new();
    for (id, value) in parts.into_iter().filter_map(|(id, value)| Some((id, value?))) {
        let label = said.label(case, id);
        details.reserve(label.len() + value.len() + 3);
        let end = if details.is_empty() { "" } else { "\n" };
        details.extend([end, &label, ": ", value]);
    }
    (!details.is_empty()).then_some(details)
}

/// Until when and by whom a risk that needs no measure is monitored.
fn monitoring_details(case: &Case<'_>, said: &mut Said) -> String {
    let [due, responsible] = ["column-due", "column-responsible"].map(|id| said.label(case, id));
    said.of("monitoring", None, || {
        let term = case.review_day().map_or_else(|| case.review_term(), |day| case.language.date(day));
        format!("{due}: {term}\n{responsible}: {}", case.reviewer())
    })
}

/// One assessment sheet being written: a label to the left, what it is about to the right.
struct Page<'s, 'a> {
    case: &'s Case<'a>,
    sheet: &'s mut Sheet<'a>,
    said: &'s mut Said,
}

impl<'a> Page<'_, 'a> {
    fn label(&mut self, id: &'static str) -> Cow<'static, str> {
        self.said.label(self.case, id)
    }

    fn heading(&mut self, id: &'static str) {
        let heading = self.label(id);
        self.sheet.across(Role::Group, heading);
    }

    fn given(&mut self, id: &'static str, value: Option<Cow<'a, str>>) {
        let label = self.label(id);
        self.labelled(label, value);
    }

    fn labelled(&mut self, label: impl Into<Cow<'a, str>>, value: Option<Cow<'a, str>>) {
        let value = value.unwrap_or_else(|| self.label("not-given"));
        self.sheet.row(vec![Cell::text(Role::Label, label), Cell::text(Role::Body, value)]);
    }

    /// The points of a scale, which criteria may make, their justification, and the criteria behind them: a row for each.
    fn score(&mut self, title: &'static str, axis: Axis, score: &'a Score) {
        let (case, of_scale) = (self.case, self.case.method.criteria(axis));
        let points = self.said.of(title, score.points().map(usize::from), || case.points_on(axis, score.points()));
        let points = if score.is_combined() {
            let how = Message::new(of_scale.combine.message_id());
            case.format(Message::new("sheet-points-combined").with("points", points).with("how", how))
        } else {
            points
        };
        self.given(title, Some(points.into()));
        // What combined points are reasoned by stands at the criteria.
        if score.justification.is_some() || !score.is_combined() {
            self.given("column-justification", score.justification.as_deref().map(Into::into));
        }
        for scored in &score.criteria {
            let Some(criterion) = of_scale.find(&scored.key) else { continue };
            let label = Message::new("sheet-criterion").with("criterion", &criterion.label);
            self.labelled(case.format(label), Some(case.reasoned(axis, scored).into()));
        }
    }

    fn level(&mut self, id: &'static str, level: Level) {
        let label = Cell::text(Role::Label, self.label(id));
        self.sheet.row(vec![label, self.case.level_cell(Some(level))]);
    }
}

/// What pages of a worksheet have in common, put into words once: to do that for each page took most of its time.
#[derive(Default)]
struct Said {
    labels: Vec<(&'static str, Cow<'static, str>)>,
    numbered: Vec<(&'static str, Option<usize>, String)>,
}

impl Said {
    /// A text of the catalogue.
    fn label(&mut self, case: &Case<'_>, id: &'static str) -> Cow<'static, str> {
        // Ids are compared by their address: each is a literal that stands in the program once or twice.
        if let Some((_, label)) = self.labels.iter().find(|(known, _)| std::ptr::eq(*known, id)) {
            return label.clone();
        }
        let label = case.label(id);
        self.labels.push((id, label.clone()));
        label
    }

    /// Words that depend on a number alone.
    fn of(&mut self, about: &'static str, number: Option<usize>, words: impl FnOnce() -> String) -> String {
        if let Some((.., said)) = self.numbered.iter().find(|said| (said.0, said.1) == (about, number)) {
            return said.clone();
        }
        let words = words();
        self.numbered.push((about, number, words.clone()));
        words
    }
}
