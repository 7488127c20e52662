//! The tables of a file: which of its sheets hold a register or a plan of measures, and which of them belong together.

use super::codes;
use super::columns::{Asked, Column, Form, Header, header_spot, headers};
use super::grid::{Grid, GridRow};
use super::labels::holds_labels;
use crate::diag::{Severity, Sink};
use crate::locale::{Arg, Message};
use crate::source::{ColumnTitle, SourceFile, Spot};
use crate::text::{comparable, excerpt};

/// How many sheets and titles a message names.
const NAMED: usize = 12;

/// How many rows above tables and beside them are looked at for whose the file is, how many texts are kept, and of what length.
const HEADING_ROWS: usize = 60;
const HEADINGS: usize = 40;
const HEADING_BYTES: usize = 400;

/// A table: where it is, and what its columns hold.
#[derive(Debug)]
pub(super) struct Table {
    /// The place of its grid in the file's.
    pub grid: usize,
    pub header: Header,
    /// The index, in the grid's rows, of the row before which it ends.
    pub end: usize,
}

/// The tables that are read, and those beside them.
#[derive(Debug)]
pub(super) struct Chosen {
    pub form: Form,
    /// Its tables, all of one form; at least one.
    pub tables: Vec<Table>,
    /// In a register: tables of measures on other sheets.
    pub measures: Vec<Table>,
}

/// Finds the tables of a file; `None`, with a finding, if there is none or it is unclear which is meant.
pub(super) fn choose(grids: &[Grid], asked: &Asked<'_>, sink: &mut Sink<'_>) -> Option<Chosen> {
    let searched: Vec<usize> = match asked.sheet {
        Some(sheet) => (0..grids.len()).filter(|at| comparable(&grids[*at].name) == comparable(sheet)).collect(),
        None => (0..grids.len()).filter(|at| !grids[*at].hidden).collect(),
    };
    if let (Some(sheet), true) = (asked.sheet, searched.is_empty()) {
        let message = Message::new("no-such-sheet").with("sheet", sheet);
        sink.report(&codes::NO_REGISTER_TABLE, Spot::File, message).help =
            Some(Message::new("sheets-are").with("sheets", names(&mut grids.iter())));
        return None;
    }
    let mut tables: Vec<Table> = searched.iter().flat_map(|at| of_grid(grids, *at, asked)).collect();
    if tables.is_empty() {
        let searched: Vec<&Grid> = searched.iter().map(|at| &grids[*at]).collect();
        report_nothing(&searched, sink);
        return None;
    }
    let is_register = |table: &Table| table.header.form == Form::Register;
    let form = if tables.iter().any(is_register) { Form::Register } else { Form::Plan };
    let mut measures: Vec<Table> = tables.extract_if(.., |table| table.header.form != form).collect();
    // With a sheet that is named, the measures still stand on others.
    if asked.sheet.is_some() && form == Form::Register {
        let others = (0..grids.len()).filter(|at| !searched.contains(at) && !grids[*at].hidden);
        measures.extend(others.flat_map(|at| of_grid(grids, at, asked)).filter(|table| !is_register(table)));
    }
    let tables = of_one_form(grids, tables, sink)?;
    if tables[0].header.doubtful {
        let spot = header_spot(&grids[tables[0].grid], &tables[0].header);
        sink.report(&codes::EITHER_FORM, spot, Message::new("either-form")).help =
            Some(Message::new("either-form-help"));
    }
    Some(Chosen { form, tables, measures })
}

fn of_grid(grids: &[Grid], at: usize, asked: &Asked<'_>) -> Vec<Table> {
    let grid = &grids[at];
    if holds_labels(grid) {
        return Vec::new();
    }
    let mut tables: Vec<Table> = Vec::new();
    for header in headers(grid, asked) {
        if let Some(above) = tables.last_mut() {
            // The titles of a header of several rows end the table above as well.
            above.end = grid.rows.partition_point(|row| row.number < header.first);
        }
        tables.push(Table { grid: at, header, end: grid.rows.len() });
    }
    tables
}

/// The tables that have the form of the fullest. Others are passed over with a finding if they are far less full or
/// stand on its sheet; otherwise it is unclear which is meant.
fn of_one_form(grids: &[Grid], tables: Vec<Table>, sink: &mut Sink<'_>) -> Option<Vec<Table>> {
    let fullness = |table: &Table| (table.header.known(), std::cmp::Reverse(table.grid));
    let first = tables.iter().max_by_key(|table| fullness(table))?;
    let (grid, known) = (first.grid, first.header.known());
    let like: Vec<bool> = tables.iter().map(|table| table.header.is_like(&first.header)).collect();
    let rivals = tables
        .iter()
        .zip(&like)
        .filter(|(table, like)| !**like && table.grid != grid && table.header.known() * 3 > known * 2);
    let mut sheets: Vec<&Grid> = rivals.map(|(table, _)| &grids[table.grid]).collect();
    if !sheets.is_empty() {
        sheets.push(&grids[grid]);
        sheets.sort_by_key(|grid| grid.number);
        sheets.dedup_by_key(|grid| grid.number);
        let message = Message::new("several-registers").with("sheets", names(&mut sheets.iter().copied()));
        sink.report(&codes::SEVERAL_TABLES, Spot::File, message).help =
            Some(Message::new("several-registers-help").with("sheet", sheets[0].name.as_ref()));
        return None;
    }
    let mut kept = Vec::new();
    for (table, like) in tables.into_iter().zip(like) {
        if like {
            kept.push(table);
            continue;
        }
        let spot = header_spot(&grids[table.grid], &table.header);
        if table.grid == grid {
            sink.report(&codes::SEVERAL_TABLES, spot, Message::new("second-table")).help =
                Some(Message::new("second-table-help"));
        } else {
            let found = sink.report(&codes::SEVERAL_TABLES, spot, Message::new("other-table"));
            found.severity = Severity::Warning;
            found.help = Some(Message::new("other-table-help").with("sheet", grids[table.grid].name.as_ref()));
        }
    }
    Some(kept)
}

/// The sheets beside those of the tables, without hidden ones.
pub(super) fn grids_beside<'g>(grids: &'g [Grid], tables: &[Table]) -> Vec<&'g Grid> {
    let is_beside = |(at, grid): &(usize, &Grid)| !grid.hidden && tables.iter().all(|table| table.grid != *at);
    grids.iter().enumerate().filter(is_beside).map(|(_, grid)| grid).collect()
}

/// Reports tables of a document that have rows like those of the table that was read, and no titles: they go on nothing, and
/// nobody would miss them.
pub(super) fn report_untitled(beside: &[&Grid], read: &Header, sink: &mut Sink<'_>) {
    for grid in beside {
        let Some(document) = &grid.document else { continue };
        let begins = document.parts.first().map_or(0, |part| part.first);
        let rows = &grid.rows[grid.rows.partition_point(|row| row.number < begins)..];
        let Some(first) = rows.first() else { continue };
        let number = first.cells.first().filter(|(column, _)| *column == 0).and_then(|(_, cell)| cell.text());
        let is_numbered = number.is_some_and(|text| text.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        if is_numbered && first.cells.len() >= LIKE_IT && first.cells.len() * 2 >= read.columns.len() {
            let message = Message::new("table-without-titles").with("count", rows.len());
            sink.report(&codes::ROW_NOT_UNDERSTOOD, grid.row_spot(first), message).help =
                Some(Message::new("table-without-titles-help"));
        }
    }
}

/// How many cells a row has at least that may be one of a register or a plan.
const LIKE_IT: usize = 4;

/// The rows above the first table of each sheet.
pub(super) fn rows_above<'g>(grids: &'g [Grid], tables: &[Table]) -> Vec<(&'g Grid, &'g [GridRow])> {
    let mut above: Vec<(&Grid, &[GridRow])> = Vec::new();
    for table in tables {
        let grid = &grids[table.grid];
        if !above.iter().any(|(known, _)| known.number == grid.number) {
            let end = grid.rows.partition_point(|row| row.number < table.header.first);
            above.push((grid, &grid.rows[..end]));
        }
    }
    above
}

/// Notes what stands above the tables and on the sheets beside them: whose the file is may stand there.
pub(super) fn note_headings(beside: &[&Grid], above: &[(&Grid, &[GridRow])], file: &SourceFile) {
    let rows = above.iter().flat_map(|(_, rows)| rows.iter()).chain(beside.iter().flat_map(|grid| &grid.rows));
    let texts = rows.take(HEADING_ROWS).flat_map(|row| &row.cells).filter_map(|(_, cell)| cell.text());
    let short = texts.filter(|text| text.len() <= HEADING_BYTES);
    file.note_headings(short.take(HEADINGS).map(str::to_owned).collect());
}

/// Notes the titles of all columns, so that places can name them.
pub(super) fn note_titles(grids: &[Grid], tables: &[Table], file: &SourceFile) {
    let titles = tables.iter().flat_map(|table| {
        let (sheet, from) = (grids[table.grid].number, table.header.first);
        let title =
            move |column: &Column| ColumnTitle { sheet, column: column.number, from, title: column.title.clone() };
        table.header.all().map(title)
    });
    file.note_titles(titles.collect());
}

/// Reports a table of measures that was not read with the register.
pub(super) fn report_unread_plan(grid: &Grid, header: &Header, sink: &mut Sink<'_>) {
    let message = Message::new("plan-beside-register");
    let found = sink.report(&codes::SEVERAL_TABLES, header_spot(grid, header), message);
    found.severity = Severity::Warning;
    found.help = Some(Message::new("plan-beside-register-help").with("sheet", grid.name.as_ref()));
}

/// A text in the quotation marks of the reader's language.
fn quoted(text: &str) -> Arg {
    Message::new("quoted").with("name", text).into()
}

fn names(grids: &mut dyn Iterator<Item = &Grid>) -> Arg {
    Arg::List(grids.take(NAMED).map(|grid| quoted(&grid.name)).collect())
}

/// Reports that no table was found, and what was.
fn report_nothing(grids: &[&Grid], sink: &mut Sink<'_>) {
    let filled: Vec<&&Grid> = grids.iter().filter(|grid| !grid.rows.is_empty()).collect();
    if filled.is_empty() {
        sink.report(&codes::NO_REGISTER_TABLE, Spot::File, Message::new("tables-empty")).help =
            Some(Message::new("no-register-table-help"));
        return;
    }
    for grid in filled.into_iter().take(NAMED) {
        let fullest = grid.rows[..grid.rows.len().min(20)].iter().rev().max_by_key(|row| row.cells.len());
        let Some(row) = fullest else { continue };
        let seen = row.cells.iter().take(NAMED).map(|(_, cell)| quoted(&excerpt(&cell.shown(), 25)));
        let message =
            Message::new("no-register-table").with("rows", grid.rows.len()).with("seen", Arg::List(seen.collect()));
        sink.report(&codes::NO_REGISTER_TABLE, grid.row_spot(row), message).help =
            Some(Message::new("no-register-table-help"));
    }
}
