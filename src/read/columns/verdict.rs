//! What was decided about the columns of a table, told: as data for documents, as findings for people.

use super::fields::{Form, Holds, holds, key_of, name, title_id};
use super::header::{By, Column, Header};
use crate::diag::{Severity, Sink};
use crate::locale::{Arg, Language, Message};
use crate::model::{Table, column_keys};
use crate::read::codes;
use crate::read::grid::Grid;
use crate::source::{Absent, ColumnReading, Layout, Record, Spot, cell_name};
use crate::text::{comparable, excerpt};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How much of a title a message shows.
const SHOWN: usize = 60;

/// What was decided about the columns of a file's tables.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Verdict {
    /// The columns, table by table, from left to right.
    pub readings: Vec<ColumnReading>,
    /// Fields for which the first table has no column that is read.
    pub absent: Vec<Absent>,
    /// Where the fields of the file stand, filled or not.
    pub layout: Layout,
}

/// Tells what was decided about a table that ends before a row.
pub(in crate::read) fn report(grid: &Grid, header: &Header, end: usize, verdict: &mut Verdict, sink: &mut Sink<'_>) {
    note(grid, header, verdict);
    lay_out(grid, header, &mut verdict.layout);
    let missing = missing_scores(grid, header, sink);
    for column in header.columns.iter().filter(|column| column.holds.is_none() && !column.title.is_empty()) {
        if column.by == By::Setting || missing.contains(&column.number) {
            continue;
        }
        let cells = grid.rows[header.after..end].iter().filter(|row| row.cell(column.number).is_some()).count();
        let message = Message::new("unknown-column").with("title", excerpt(&column.title, SHOWN));
        let found = sink.report(&codes::UNKNOWN_COLUMN, grid.spot(header.row, column.number), message);
        found.help = Some(likely_help(&column.likeliest));
        if cells == 0 {
            (found.severity, found.help) = (Severity::Information, None);
        }
    }
    for column in &header.repeated {
        let message = Message::new("repeated-column").with("title", excerpt(&column.title, SHOWN));
        sink.report(&codes::REPEATED_COLUMN, grid.spot(header.row, column.number), message).help =
            Some(Message::new("repeated-column-help"));
    }
    beside(grid, header, end, sink);
    read_as(grid, header, sink);
}

/// Keeps the decision for documents and for what is found later.
fn note(grid: &Grid, header: &Header, verdict: &mut Verdict) {
    let sheet = (!grid.name.is_empty()).then(|| Arc::clone(&grid.name));
    let mut columns: Vec<&Column> = header.columns.iter().chain(&header.repeated).collect();
    columns.sort_by_key(|column| column.number);
    verdict.readings.extend(columns.iter().map(|column| ColumnReading {
        sheet: sheet.clone(),
        column: cell_name(0, column.number).trim_end_matches('1').to_owned(),
        title: Arc::clone(&column.title),
        field: column.holds.map(key_of),
        by: column.holds.map(|_| column.by.key()),
    }));
    // Tables that are read together have one form.
    if !verdict.absent.is_empty() {
        return;
    }
    for key in column_keys() {
        let Some(Holds::Field(table, field)) = holds(header.form, key) else { continue };
        if header.column(table, field).is_some() {
            continue;
        }
        let likely = header
            .columns
            .iter()
            .find(|column| column.holds.is_none() && column.likeliest.iter().any(|likely| of_same_score(likely, key)));
        let spot = likely.map_or_else(|| header_spot(grid, header), |column| grid.spot(header.row, column.number));
        let (title, unsure) = (title_id(key), likely.is_some());
        verdict.absent.push(Absent { key: field, spot, title, unsure });
        if (table, field) == (Table::Measure, "text") {
            // What is said of a situation that has no measure.
            verdict.absent.push(Absent { key: "measure", spot, title, unsure });
        }
    }
}

/// Keeps where the cells of each field stand, for findings about empty ones.
pub(in crate::read) fn lay_out(grid: &Grid, header: &Header, layout: &mut Layout) {
    let measure = [Record::Measure(0, 0), Record::PlannedMeasure(0)];
    for column in &header.columns {
        let title = grid.spot(header.row, column.number);
        match column.holds {
            Some(Holds::Field(Table::Function, key)) => layout.note_column(Record::Function(0), key, title),
            Some(Holds::Field(Table::Situation, key) | Holds::Point(key)) => {
                layout.note_column(Record::Situation(0), key, title);
            }
            Some(Holds::Field(Table::Measure, key)) => {
                for record in measure {
                    layout.note_column(record, key, title);
                }
                if key == "text" {
                    // What is said of a situation that has no measure.
                    layout.note_column(Record::Situation(0), "measure", title);
                }
            }
            Some(Holds::Field(Table::PlannedMeasure, key)) => layout.note_column(Record::PlannedMeasure(0), key, title),
            Some(Holds::Field(Table::Task, key)) => layout.note_column(Record::Task(0), key, title),
            Some(Holds::Justifications) => {
                for key in ["likelihood.justification", "harm.justification"] {
                    layout.note_column(Record::Situation(0), key, title);
                }
            }
            Some(Holds::Field(..) | Holds::Stated(_)) | None => {}
        }
    }
}

/// Whether a column that may hold one field may hold the other: a justification that no title ties to a score.
fn of_same_score(likely: &str, key: &str) -> bool {
    likely == key || (likely == "justification" && key.ends_with("_justification"))
}

/// The place of a table as a whole: its first title.
pub(in crate::read) fn header_spot(grid: &Grid, header: &Header) -> Spot {
    grid.spot(header.row, header.columns.first().map_or(0, |column| column.number))
}

/// Reports the scores for which a register has no column, each at the column that may hold it. Returns the columns that
/// were spoken of.
fn missing_scores(grid: &Grid, header: &Header, sink: &mut Sink<'_>) -> Vec<u16> {
    let mut spoken = Vec::new();
    if header.form != Form::Register {
        return spoken;
    }
    for (key, score) in [("likelihood", "likelihood.score"), ("harm", "harm.score")] {
        if header.column(Table::Situation, score).is_some() {
            continue;
        }
        let likely = header.columns.iter().find(|column| column.holds.is_none() && column.likeliest.contains(&key));
        let message = Message::new("missing-column").with("field", name(key));
        let spot = likely.map_or_else(|| header_spot(grid, header), |column| grid.spot(header.row, column.number));
        let found = sink.report(&codes::MISSING_COLUMN, spot, message);
        found.help = Some(match likely {
            Some(column) => Message::new("missing-column-likely-help")
                .with("title", excerpt(&column.title, SHOWN))
                .with("field", name(key)),
            None => Message::new("missing-column-help"),
        });
        found.field = Some(key);
        spoken.extend(likely.map(|column| column.number));
    }
    spoken
}

/// What to do about a column that is not read.
fn likely_help(likeliest: &[&'static str]) -> Message {
    match likeliest {
        [] => Message::new("unknown-column-help"),
        [one] => Message::new("unknown-column-likely-help").with("field", name(one)),
        [one, other, ..] => {
            Message::new("unknown-column-either-help").with("field", name(one)).with("other", name(other))
        }
    }
}

/// Reports cells beside the table, under no title at all.
fn beside(grid: &Grid, header: &Header, end: usize, sink: &mut Sink<'_>) {
    let known = |column: u16| header.columns.iter().chain(&header.repeated).any(|known| known.number == column);
    let mut beside: BTreeMap<u16, usize> = BTreeMap::new();
    for row in &grid.rows[header.after..end] {
        for (column, _) in row.cells.iter().filter(|(column, _)| !known(*column)) {
            *beside.entry(*column).or_default() += 1;
        }
    }
    for (column, cells) in beside {
        let message = Message::new("untitled-column").with("cells", cells);
        sink.report(&codes::UNKNOWN_COLUMN, grid.spot(header.row, column), message).help =
            Some(Message::new("untitled-column-help"));
    }
}

/// Tells in one line which columns were known by anything but their canonical titles.
fn read_as(grid: &Grid, header: &Header, sink: &mut Sink<'_>) {
    // A title that is the field's own name in some language says itself what it was read as.
    let is_own_name = |column: &&Column| {
        let Some(key) = column.holds.map(key_of).filter(|_| column.by == By::Title) else { return false };
        let title = comparable(&column.title);
        Language::ALL.iter().any(|language| comparable(&name(&key).text(*language)) == title)
    };
    let others = header.columns.iter().filter(|column| column.by != By::Canonical && !is_own_name(column));
    let lines: Vec<Arg> = others
        .filter_map(|column| {
            let key = key_of(column.holds?);
            let line = Message::new(match column.by {
                By::SimilarTitle => "column-read-similar",
                By::Content => "column-read-content",
                By::Setting => "column-read-setting",
                By::Canonical | By::Title => "column-read",
            });
            Some(line.with("title", excerpt(&column.title, SHOWN)).with("field", name(&key)).into())
        })
        .collect();
    if !lines.is_empty() {
        let message = Message::new("columns-read").with("columns", Arg::List(lines));
        sink.report(&codes::COLUMNS_READ, header_spot(grid, header), message);
    }
}
