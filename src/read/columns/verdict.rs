//! What was decided about the columns of a table, told: as data for documents, as findings for people.

use super::fields::{Form, Holds, holds, name, title_id};
use super::header::{By, Column, Header};
use crate::diag::{Severity, Sink};
use crate::locale::{Arg, Language, Message};
use crate::model::{Axis, JUSTIFICATION, Table, column_keys};
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
    let titled = |id, column: &Column| Message::new(id).with("title", excerpt(&column.title, SHOWN));
    let is_unknown = |column: &&Column| {
        column.holds.is_none()
            && !column.title.is_empty()
            && column.by != By::Setting
            && !missing.contains(&column.number)
            && !header.without_measure.contains(&column.number)
    };
    for column in header.columns.iter().filter(is_unknown) {
        let is_filled = grid.rows[header.after..end].iter().any(|row| row.cell(column.number).is_some());
        let spot = title_spot(grid, header, Some(column));
        let found = sink.report(&codes::UNKNOWN_COLUMN, spot, titled("unknown-column", column));
        if is_filled {
            found.help = Some(likely_help(&column.likeliest));
        } else {
            found.severity = Severity::Information;
        }
    }
    for column in &header.repeated {
        let spot = title_spot(grid, header, Some(column));
        sink.report(&codes::REPEATED_COLUMN, spot, titled("repeated-column", column)).help =
            Some(Message::new("repeated-column-help"));
    }
    without_measure(grid, header, sink);
    beside(grid, header, end, sink);
    read_as(grid, header, sink);
}

/// Keeps the decision for documents and for what is found later.
fn note(grid: &Grid, header: &Header, verdict: &mut Verdict) {
    let sheet = (!grid.name.is_empty()).then(|| Arc::clone(&grid.name));
    let mut columns: Vec<&Column> = header.all().collect();
    columns.sort_by_key(|column| column.number);
    verdict.readings.extend(columns.iter().map(|column| ColumnReading {
        sheet: sheet.clone(),
        column: cell_name(0, column.number).trim_end_matches('1').to_owned(),
        title: Arc::clone(&column.title),
        field: column.key(),
        by: column.holds.map(|_| column.by.key()),
    }));
    // Tables that are read together have one form.
    if !verdict.absent.is_empty() {
        return;
    }
    for key in column_keys() {
        let Some(Holds::Field(table, field)) = holds(header.form, key) else { continue };
        // Criteria stand for the points of the whole.
        let by_criteria = |axis: &Axis| header.has_criteria(*axis) && field.starts_with(axis.key());
        if header.column(table, field).is_some() || (table == Table::Situation && Axis::ALL.iter().any(by_criteria)) {
            continue;
        }
        // A justification that no title ties to a score may be this one.
        let is_untied = |likely: &str| likely == "justification" && key.ends_with("_justification");
        let may_hold = |likely: &&str| *likely == *key || is_untied(likely);
        let likely = header.columns.iter().find(|it| it.holds.is_none() && it.likeliest.iter().any(may_hold));
        let spot = title_spot(grid, header, likely);
        let absent = Absent { key: field, spot, title: title_id(key), unsure: likely.is_some() };
        if (table, field) == (Table::Measure, "text") {
            // What is said of a situation that has no measure.
            verdict.absent.push(Absent { key: "measure", ..absent });
        }
        verdict.absent.push(absent);
    }
}

/// Keeps where the cells of each field stand, for findings about empty ones.
pub(in crate::read) fn lay_out(grid: &Grid, header: &Header, layout: &mut Layout) {
    for column in &header.columns {
        let title = title_spot(grid, header, Some(column));
        let mut note = |record, key| layout.note_column(record, key, title);
        match column.holds {
            Some(Holds::Field(Table::Function, key)) => note(Record::Function(0), key),
            Some(Holds::Field(Table::Situation, key) | Holds::Point(key)) => note(Record::Situation(0), key),
            Some(Holds::Field(Table::Measure, key)) => {
                note(Record::Measure(0, 0), key);
                note(Record::PlannedMeasure(0), key);
                if key == "text" {
                    // What is said of a situation that has no measure.
                    note(Record::Situation(0), "measure");
                }
            }
            Some(Holds::Field(Table::PlannedMeasure, key)) => note(Record::PlannedMeasure(0), key),
            Some(Holds::Field(Table::Task, key)) => note(Record::Task(0), key),
            Some(Holds::Justifications) => {
                note(Record::Situation(0), "likelihood.justification");
                note(Record::Situation(0), "harm.justification");
            }
            Some(Holds::Criterion { justification }) => {
                if let Some(number) = column.criterion.as_ref().and_then(|of| of.number) {
                    note(Record::Criterion(0, number), if justification { JUSTIFICATION } else { "score" });
                }
            }
            Some(Holds::Field(..) | Holds::Stated(_)) | None => {}
        }
    }
}

/// The place of a table as a whole: its first title.
pub(in crate::read) fn header_spot(grid: &Grid, header: &Header) -> Spot {
    title_spot(grid, header, None)
}

/// The place of a column's title; without a column, that of the table.
fn title_spot(grid: &Grid, header: &Header, column: Option<&Column>) -> Spot {
    grid.spot(header.row, column.or(header.columns.first()).map_or(0, |column| column.number))
}

/// Reports the scores for which a register has no column, each at the column that may hold it. Returns the columns that
/// were spoken of.
fn missing_scores(grid: &Grid, header: &Header, sink: &mut Sink<'_>) -> Vec<u16> {
    let mut spoken = Vec::new();
    if header.form != Form::Register {
        return spoken;
    }
    for (axis, score) in [(Axis::Likelihood, "likelihood.score"), (Axis::Harm, "harm.score")] {
        let key = axis.key();
        if header.column(Table::Situation, score).is_some() || header.has_criteria(axis) {
            continue;
        }
        let likely = header.columns.iter().find(|column| column.holds.is_none() && column.likeliest.contains(&key));
        let message = Message::new("missing-column").with("field", name(key));
        let found = sink.report(&codes::MISSING_COLUMN, title_spot(grid, header, likely), message);
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

/// Reports, once, the columns of what is said of measures where the table has none.
fn without_measure(grid: &Grid, header: &Header, sink: &mut Sink<'_>) {
    let mut columns = header.columns.iter().filter(|column| header.without_measure.contains(&column.number)).peekable();
    let Some(first) = columns.peek() else { return };
    let spot = title_spot(grid, header, Some(first));
    let titles = columns.map(|column| excerpt(&column.title, SHOWN).into()).collect();
    let message = Message::new("columns-without-measure").with("columns", Arg::List(titles));
    sink.report(&codes::UNKNOWN_COLUMN, spot, message).help =
        Some(Message::new("columns-without-measure-help").with("column", name("measure")));
}

/// Reports cells beside the table, under no title at all.
fn beside(grid: &Grid, header: &Header, end: usize, sink: &mut Sink<'_>) {
    let known = |column: u16| header.all().any(|known| known.number == column);
    let mut beside: BTreeMap<u16, usize> = BTreeMap::new();
    let cells = grid.rows[header.after..end].iter().flat_map(|row| &row.cells);
    for (column, _) in cells.filter(|(column, _)| !known(*column)) {
        *beside.entry(*column).or_default() += 1;
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
        let Some(name) = column.name().filter(|_| column.by == By::Title) else { return false };
        let title = comparable(&column.title);
        Language::ALL.iter().any(|language| comparable(&name.text(*language)) == title)
    };
    let line = |column: &Column| {
        let line = Message::new(match column.by {
            By::SimilarTitle => "column-read-similar",
            By::Content => "column-read-content",
            By::Setting => "column-read-setting",
            By::Canonical | By::Title => "column-read",
        });
        let field = column.name()?;
        Some(line.with("title", excerpt(&column.title, SHOWN)).with("field", field).into())
    };
    let others = header.columns.iter().filter(|column| column.by != By::Canonical && !is_own_name(column));
    let lines: Vec<Arg> = others.filter_map(line).collect();
    if !lines.is_empty() {
        let message = Message::new("columns-read").with("columns", Arg::List(lines));
        sink.report(&codes::COLUMNS_READ, header_spot(grid, header), message);
    }
}
