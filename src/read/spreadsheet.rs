//! A workbook or CSV file as typed records: the register's tables, with the sheets of the organisation and the measures.

use super::budget::Excess;
use super::cells::{self, value};
use super::codes;
use super::columns::{Asked, Header, Holds, Verdict, lay_out, report};
use super::container::{Container, container};
use super::docx::docx_grids;
use super::grid::{Grid, GridRow};
use super::raw::{RawField, RawFunction, RawRecord, RawRegister};
use super::row_ids;
use super::rows;
use super::tables::{
    Chosen, Table, grids_beside, note_headings, note_titles, report_unread_plan, report_untitled, rows_above,
};
use super::term::Years;
use super::unreadable::Unreadable;
use super::xlsx::{ods_grids, xls_grids, xlsx_grids};
use super::{csv, form, labels};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{FieldSpec, Kind, Table as Record};
use crate::source::{Layout, SourceFile};
use crate::text::excerpt;
use std::collections::HashMap;

/// Why a file holds no tables: what it is, and what to do.
pub(super) struct NoTables {
    pub message: Message,
    pub help: Message,
    /// The worksheet and the cell, where it is of one.
    pub at: Option<(u16, String, (u32, u16))>,
}

/// How much of a library's own words about a damaged file is shown, in characters: enough for one line.
const CAUSE: usize = 100;

impl NoTables {
    fn new(message: Message, help: &'static str) -> Self {
        Self { message, help: Message::new(help), at: None }
    }
}

impl From<Excess> for NoTables {
    fn from(excess: Excess) -> Self {
        let (message, help) = (excess.message(), excess.help());
        Self { message, help, at: excess.sheet.map(|(number, name)| (number, name, excess.cell)) }
    }
}

impl From<Unreadable> for NoTables {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::Encrypted => Self::new(Message::new("workbook-encrypted"), "workbook-encrypted-help"),
            Unreadable::Embeds => Self::new(Message::new("document-embeds"), "document-embeds-help"),
            Unreadable::Damaged(cause) => {
                let message = Message::new("workbook-damaged").with("cause", excerpt(&cause, CAUSE));
                Self::new(message, "workbook-damaged-help")
            }
            Unreadable::Over(excess) => (*excess).into(),
        }
    }
}

impl From<csv::Fault> for NoTables {
    fn from(fault: csv::Fault) -> Self {
        match fault {
            csv::Fault::Malformed(error) => {
                let message = Message::new("with-reason").with("message", Message::new("not-text"));
                Self::new(message.with("reason", error.to_string()), "not-text-help")
            }
            csv::Fault::Over(excess) => (*excess).into(),
        }
    }
}

/// The tables of a file, whatever its name says it is.
pub(super) fn grids(bytes: &[u8], asked: &Asked<'_>) -> Result<Vec<Grid>, NoTables> {
    Ok(match container(bytes)? {
        Container::Xlsx => xlsx_grids(bytes)?,
        Container::Docx => docx_grids(bytes)?,
        Container::Ods => ods_grids(bytes)?,
        Container::Xls => xls_grids(bytes)?,
        Container::Foreign(what) => {
            let help = if what == "foreign-word" { "foreign-word-help" } else { "foreign-file-help" };
            return Err(NoTables::new(Message::new("foreign-file").with("what", Message::new(what)), help));
        }
        Container::Text => {
            let text = csv::decode(bytes).ok_or_else(|| NoTables::new(Message::new("not-text"), "not-text-help"))?;
            vec![csv::grid(&text, asked)?]
        }
    })
}

/// The register of a file, of one table or of several of one form. The rows of its tables are taken out of the grids.
pub(super) fn register(
    grids: &mut [Grid],
    chosen: &Chosen,
    file: &SourceFile,
    sink: &mut Sink<'_>,
) -> RawRegister<'static> {
    let mut verdict = Verdict::default();
    let years = chosen.tables.first().and_then(|table| years_above(&grids[table.grid], &table.header));
    let several = chosen.tables.iter().any(|table| table.grid != chosen.tables[0].grid);
    note_titles(grids, &chosen.tables, file);
    let mut functions = Vec::new();
    for table in &chosen.tables {
        let Table { grid, header, end } = table;
        let grid = &mut grids[*grid];
        report(grid, header, *end, &mut verdict, sink);
        form::report(grid, header, *end, sink);
        // Sheets of one form are told apart by their names where nothing else groups their rows.
        let group = if several { grid.title() } else { None };
        rows::read(grid, header, *end, group.as_deref(), &mut functions, sink);
    }
    row_ids::qualify_ids(&grids[chosen.tables[0].grid], &chosen.tables[0].header, &mut functions, sink);
    cells::finish(&mut functions, sink);
    if !chosen.measures.is_empty() {
        // Their columns stand on a sheet of their own.
        let of_measure = |key: &str| key == "measure" || FieldSpec::find(Record::Measure, key).is_some();
        let of_situation = |key: &str| FieldSpec::find(Record::Situation, key).is_some();
        verdict.absent.retain(|absent| of_situation(absent.key) && absent.key != "text" || !of_measure(absent.key));
    }
    for table in &chosen.measures {
        attach_measures(&grids[table.grid], table, &mut functions, &mut verdict.layout, sink);
    }
    let (beside, above) = (grids_beside(grids, &chosen.tables), rows_above(grids, &chosen.tables));
    note_headings(&beside, &above, file);
    if let Some(first) = chosen.tables.first() {
        report_untitled(&beside, &first.header, sink);
    }
    let [organization, assessment] =
        labels::records(&beside, &above, [Record::Organization, Record::Assessment], &mut verdict.layout);
    labels::report_nobody(&organization, &verdict.layout, file, sink);
    RawRegister { organization, assessment, functions, years, verdict }
}

/// The years that the lines above a table name, if they name one span alone.
fn years_above(grid: &Grid, header: &Header) -> Option<Years> {
    let lines = grid.rows.iter().take_while(|row| row.number < header.first).filter(|row| row.cells.len() == 1);
    let mut years = lines.filter_map(|row| Years::of_title(row.cells[0].1.text()?));
    years.next().filter(|first| years.all(|other| other == *first))
}

/// Reads a table of measures on another sheet: each row names its situation by id.
fn attach_measures(
    grid: &Grid,
    table: &Table,
    functions: &mut [RawFunction<'static>],
    layout: &mut Layout,
    sink: &mut Sink<'_>,
) {
    let header = &table.header;
    let ids = by_id(functions);
    let id_column = header.column(Record::PlannedMeasure, "id");
    let rows = &grid.rows[header.after..table.end];
    let is_filled =
        |row: &GridRow| header.columns.iter().any(|column| column.holds.is_some() && row.cell(column.number).is_some());
    if !rows.iter().any(is_filled) {
        return;
    }
    let id_of = |row: &GridRow| id_column.and_then(|column| Some(row.cell(column)?.shown().trim().to_owned()));
    // A plan of its own has numbers of its own, which may well count from 1 as those of the situations do.
    let own: Vec<String> = rows.iter().filter_map(id_of).collect();
    let tied = own.iter().filter(|id| ids.contains_key(*id)).count();
    let counts = (1..).zip(&own).all(|(number, id)| id.trim_end_matches('.').parse() == Ok(number));
    let tasks = header.column(Record::Task, "text").is_some();
    if tied * 2 < own.len() || own.is_empty() || tasks || (counts && own.len() > 1 && !header.is_canonical()) {
        report_unread_plan(grid, header, sink);
        return;
    }
    lay_out(grid, header, layout);
    let id_column = id_column.unwrap_or_default();
    for row in rows {
        let mut measure = RawRecord::new(grid.row_spot(row));
        for column in &header.columns {
            if let (Some(Holds::Field(Record::Measure, key)), Some(cell)) = (column.holds, row.cell(column.number)) {
                let kind = FieldSpec::find(Record::Measure, key).map_or(Kind::Text, |field| field.kind);
                let spot = grid.spot(row.number, column.number);
                measure.fields.push(RawField { key, value: value(cell.clone(), kind, spot), spot });
            }
        }
        if measure.fields.is_empty() || row.is_column_numbers(header.columns.len()) {
            continue;
        }
        let id = id_of(row).unwrap_or_default();
        if let Some((function, situation)) = ids.get(&id) {
            functions[*function].situations[*situation].measures.push(measure);
        } else {
            let message = Message::new("measure-of-nobody").with("id", excerpt(&id, 40));
            sink.report(&codes::MEASURE_OF_NOBODY, grid.spot(row.number, id_column), message).help =
                Some(Message::new("measure-of-nobody-help"));
        }
    }
}

/// The first situation of each id, by the numbers of its function and its own in that.
fn by_id(functions: &[RawFunction<'static>]) -> HashMap<String, (usize, usize)> {
    let mut ids = HashMap::new();
    for (function, of) in functions.iter().enumerate() {
        for (number, situation) in of.situations.iter().enumerate() {
            if let Some(id) = situation.record.text_of("id") {
                ids.entry(id.trim().to_owned()).or_insert((function, number));
            }
        }
    }
    ids
}
