//! The consolidated plan: the measures of all organisations, the most urgent situation first.

use crate::consolidate::{Overall, Place};
use crate::report::words::{joined, term_in_words, without_measure};
use crate::sheet::{Cell, Role, Sheet, Stream};

const COLUMNS: [(&str, u16); 9] = [
    ("column-rank", 14),
    ("fact-organization", 26),
    ("column-situation", 36),
    ("column-inherent", 11),
    ("column-residual", 12),
    ("head-plan-measures", 38),
    ("head-plan-term", 15),
    ("head-plan-executors", 24),
    ("head-plan-funding", 18),
];

/// A line of the plan: the place of the situation among all, where it stands, and which of its measures it is.
struct Line {
    rank: usize,
    place: Place,
    measure: Option<usize>,
}

/// The plan, in the order of the run's ranks; the measures of a situation stand in the register's order.
pub(super) fn plan<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let mut sheet = of.listing(["sheet-plan", "consolidated-title-plan"], None, &COLUMNS, 2);
    let mut lines = Vec::new();
    for (rank, &(place, _)) in (1..).zip(&all.ranked) {
        let measures = place.of(of).situation.measures.len();
        if measures == 0 {
            lines.push(Line { rank, place, measure: None });
        }
        lines.extend((0..measures).map(|measure| Line { rank, place, measure: Some(measure) }));
    }
    of.or_nothing(lines.is_empty(), &mut sheet);
    let names = of.names();
    sheet.stream = Some(Stream::new(lines.len(), move |number| {
        let line = &lines[number];
        let organization = Cell::text(Role::Body, names[line.place.organization as usize].clone());
        cells(all, line, organization)
    }));
    sheet
}

fn cells<'a>(all: &'a Overall<'a>, line: &Line, organization: Cell<'a>) -> Vec<Cell<'a>> {
    let of = &all.of;
    let row = line.place.of(of);
    let outcome = row.outcome;
    let mut cells = vec![
        Cell::number(Role::Short, line.rank),
        organization,
        Cell::text(Role::Body, all.named(line.place)),
        of.level_cell(outcome.map(|outcome| outcome.inherent)),
        of.level_cell(outcome.map(|outcome| outcome.residual)),
    ];
    if let Some(measure) = line.measure.map(|number| &row.situation.measures[number]) {
        let due = measure.due.as_ref().map(|due| term_in_words(of.language, due)).unwrap_or_default();
        cells.extend([
            Cell::text(Role::Body, measure.text.as_str()),
            Cell::text(Role::Body, due),
            Cell::text(Role::Body, joined(&measure.responsible)),
            Cell::optional(Role::Body, measure.funding.as_deref()),
        ]);
    } else {
        let is_required = outcome.is_some_and(|outcome| outcome.measure_required);
        cells.push(Cell::text(Role::Body, of.label(without_measure(is_required))));
        cells.extend((0..3).map(|_| Cell::empty(Role::Body)));
    }
    cells
}
