//! The risk-management plan: the official plan columns with situation, levels and rank; high risks first.

use crate::case::Case;
use crate::locale::Message;
use crate::model::{Level, Period};
use crate::report::annex::signatures;
use crate::report::assessment::ways::to_sheet;
use crate::report::layout::heads;
use crate::report::lines::PlanLine;
use crate::report::words::{joined, only_day, without_measure};
use crate::sheet::{Cell, Role, Sheet, Stream};
use crate::text::capitalised;

const COLUMNS: [(&str, u16); 10] = [
    ("column-rank", 14),
    ("column-plan-situation", 34),
    ("column-inherent", 11),
    ("column-residual", 11),
    ("head-plan-measures", 38),
    ("head-plan-term", 15),
    ("head-plan-results", 28),
    ("column-indicator", 22),
    ("head-plan-executors", 22),
    ("head-plan-funding", 16),
];

/// A row below the titles. There are many, so each is made when it is written.
enum Below<'a> {
    Section(Level),
    Line(PlanLine<'a>),
    Signature(usize),
}

/// The plan of a register.
pub(in crate::report) fn plan<'a>(case: &Case<'a>) -> Sheet<'a> {
    let mut sheet = Sheet {
        name: case.text("sheet-plan"),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
        landscape: true,
        ..Sheet::default()
    };
    let all = sheet.columns();
    sheet.across(Role::Title, case.text("title-plan"));
    sheet.across(Role::Title, case.register.organization.name.as_str());
    sheet.draft(case.draft());
    sheet.head(heads(case.language, COLUMNS.iter().map(|(id, _)| *id)), 2);
    // Headings stand among its lines: what hides or sorts rows would tear them from what they are about.
    sheet.filter = None;
    let lines = case.plan_lines();
    let mut below = Vec::new();
    for (level, _) in case.method.computed_levels().rev() {
        let of_level = lines.iter().filter(|line| line.outcome.treated_level(case.method) == level);
        let before = below.len();
        below.extend(of_level.map(|line| Below::Line(*line)));
        if below.len() > before {
            below.insert(before, Below::Section(level));
        }
    }
    let drawn_up = case.register.assessment.assessors.first().map(String::as_str);
    let signed = signatures(all, drawn_up, case.language);
    below.extend((0..signed.len()).map(Below::Signature));
    let (case, count) = (*case, below.len());
    let row = move |number: usize| match &below[number] {
        Below::Section(level) => vec![Cell::text(Role::Group, section(&case, *level)).spanning(all)],
        Below::Line(line) => cells(&case, line),
        Below::Signature(place) => signed[*place].clone(),
    };
    sheet.stream = Some(Stream::new(count, row));
    sheet
}

/// The heading of a level: what is to be done, and whose control it is under.
fn section(case: &Case<'_>, level: Level) -> String {
    let mut message = Message::new("plan-section").with("level", &case.method.level(level).label);
    if let Some(treatment) = case.method.treatment(level) {
        message = message.with("treatment", &treatment.text);
        if treatment.head_control {
            message.id = "plan-section-controlled";
            message = message.with("head", case.controller());
        }
    }
    // The level comes first in some languages, and its name is written small.
    capitalised(&case.format(message))
}

fn cells<'a>(case: &Case<'a>, line: &PlanLine<'a>) -> Vec<Cell<'a>> {
    let outcome = line.outcome;
    let situation = format!("{} · {}", line.row.situation.id, line.row.situation.text);
    let mut cells = vec![
        Cell::number(Role::Short, outcome.priority).linked(to_sheet(case, &line.row)),
        Cell::text(Role::Body, situation),
        case.level_cell(Some(outcome.inherent)),
        case.level_cell(Some(outcome.residual)),
    ];
    if let Some(measure) = line.measure {
        cells.extend([
            Cell::text(Role::Body, measure.text.as_str()),
            measure.due.as_ref().map_or_else(|| Cell::empty(Role::Body), |due| term_cell(case, due)),
            Cell::optional(Role::Body, measure.expected_result.as_deref()),
            Cell::optional(Role::Body, measure.indicator.as_deref()),
            Cell::text(Role::Body, joined(&measure.responsible)),
            Cell::optional(Role::Body, measure.funding.as_deref()),
        ]);
    } else {
        cells.push(Cell::text(Role::Body, case.label(without_measure(outcome.measure_required))));
        cells.extend((0..5).map(|_| Cell::empty(Role::Body)));
        if !outcome.measure_required {
            let [.., term, _, _, responsible, _] = cells.as_mut_slice() else { return cells };
            *term = match case.review_day() {
                Some(day) => Cell::day(day, case.language.date(day)),
                None => Cell::text(Role::Body, case.review_term()),
            };
            *responsible = Cell::text(Role::Body, case.reviewer());
        }
    }
    cells
}

/// A term: as a day where it is one, so that programs sort it, else in words.
fn term_cell<'a>(case: &Case<'a>, due: &Period) -> Cell<'a> {
    match only_day(due) {
        Some(day) => Cell::day(day, case.term(due)),
        None => Cell::text(Role::Body, case.term(due)),
    }
}
