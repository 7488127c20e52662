//! A workbook or CSV file as typed records: the register's tables, with the sheets of the organisation and the measures.

use super::cell_words::CellWords;
use super::cells::{self, value};
use super::codes;
use super::columns::{Asked, Holds, Verdict, report};
use super::container::{Container, container};
use super::grid::{CellValue, Grid, GridRow};
use super::raw::{RawField, RawFunction, RawRecord, RawRegister, RawValue};
use super::rows::{self, is_numbers};
use super::tables::{Chosen, Table, note_titles, report_unread_plan};
use super::weigh::Unreadable;
use super::xlsx::{ods_grids, xls_grids, xlsx_grids};
use super::{csv, form};
use crate::diag::Sink;
use crate::locale::{Language, Message};
use crate::model::{FIELDS, FieldSpec, Table as Record};
use crate::source::{SourceFile, Spot};
use crate::text::{comparable, excerpt};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Why a file holds no tables: what it is, and what to do.
pub(super) struct NoTables {
    pub message: Message,
    pub help: Message,
}

/// The tables of a file, whatever its name says it is.
pub(super) fn grids(bytes: &[u8], asked: &Asked<'_>) -> Result<Vec<Grid>, NoTables> {
    let refuse = |id, help| Err(NoTables { message: Message::new(id), help: Message::new(help) });
    let of_workbook = |grids: Result<Vec<Grid>, Unreadable>| match grids {
        Ok(grids) => Ok(grids),
        Err(Unreadable::Encrypted) => refuse("workbook-encrypted", "workbook-encrypted-help"),
        Err(Unreadable::Damaged) => refuse("workbook-damaged", "workbook-damaged-help"),
        Err(Unreadable::TooScattered) => refuse("workbook-too-scattered", "workbook-too-scattered-help"),
        Err(Unreadable::TooLarge) => refuse("workbook-too-large", "workbook-too-large-help"),
    };
    match container(bytes) {
        Container::Xlsx => of_workbook(xlsx_grids(bytes)),
        Container::Ods => of_workbook(ods_grids(bytes)),
        Container::Xls => of_workbook(xls_grids(bytes)),
        Container::Encrypted => of_workbook(Err(Unreadable::Encrypted)),
        Container::Damaged => of_workbook(Err(Unreadable::Damaged)),
        Container::Foreign(what) => Err(NoTables {
            message: Message::new("foreign-file").with("what", Message::new(what)),
            help: Message::new("foreign-file-help"),
        }),
        Container::Text => {
            let Some((text, _)) = csv::decode(bytes) else { return refuse("not-text", "not-text-help") };
            match csv::grid(&text, asked) {
                Ok(grid) => Ok(vec![grid]),
                Err(csv::Fault::Malformed(error)) => Err(NoTables {
                    message: Message::new("with-reason")
                        .with("message", Message::new("not-text"))
                        .with("reason", error.to_string()),
                    help: Message::new("not-text-help"),
                }),
                Err(csv::Fault::TooWide) => refuse("too-many-columns", "workbook-too-large-help"),
            }
        }
    }
}

/// The register of a file, of one table or of several of one form. The rows of its tables are taken out of the grids.
pub(super) fn register(
    grids: &mut [Grid],
    chosen: &Chosen,
    file: &SourceFile,
    sink: &mut Sink<'_>,
) -> RawRegister<'static> {
    let mut verdict = Verdict::default();
    let several = chosen.tables.iter().any(|table| table.grid != chosen.tables[0].grid);
    note_titles(grids, &chosen.tables, file);
    let mut functions = Vec::new();
    for table in &chosen.tables {
        let Table { grid, header, end } = table;
        let grid = &mut grids[*grid];
        report(grid, header, *end, &mut verdict, sink);
        form::report(grid, header, *end, sink);
        // Sheets of one form are told apart by their names where nothing else groups their rows.
        let group = several.then(|| Arc::clone(&grid.name));
        rows::read(grid, header, *end, group.as_deref(), &mut functions, sink);
    }
    rows::qualify_ids(&grids[chosen.tables[0].grid], &chosen.tables[0].header, &mut functions, sink);
    let mut beside: Vec<&Grid> = Vec::new();
    for (at, grid) in grids.iter().enumerate() {
        if !chosen.tables.iter().any(|table| table.grid == at) && !grid.hidden {
            beside.push(grid);
        }
    }
    cells::finish(&mut functions, sink);
    for table in &chosen.measures {
        attach_measures(&grids[table.grid], table, &mut functions, sink);
    }
    let [organization, assessment] = records_of_labels(&beside, [Record::Organization, Record::Assessment]);
    if organization.fields.is_empty() {
        sink.report(&codes::NO_ORGANISATION, Spot::File, Message::new("no-organisation").with("name", file.stem()));
    }
    RawRegister { organization, assessment, functions, verdict }
}

/// Reads a table of measures on another sheet: each row names its situation by id.
fn attach_measures(grid: &Grid, table: &Table, functions: &mut [RawFunction<'static>], sink: &mut Sink<'_>) {
    let header = &table.header;
    let ids: HashMap<String, (usize, usize)> = by_id(functions);
    let id_column = header.column(Record::PlannedMeasure, "id");
    let rows = &grid.rows[header.after..table.end];
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
    let id_column = id_column.unwrap_or_default();
    for row in rows {
        let mut measure = RawRecord::new(grid.spot(row.number, row.cells[0].0));
        for column in &header.columns {
            if let (Some(Holds::Field(Record::Measure, key)), Some(cell)) = (column.holds, row.cell(column.number)) {
                let kind = FieldSpec::find(Record::Measure, key).map_or(crate::model::Kind::Text, |field| field.kind);
                let spot = grid.spot(row.number, column.number);
                measure.fields.push(RawField { key, value: value(cell, kind, spot), spot });
            }
        }
        if measure.fields.is_empty() || is_numbers(row, header.columns.len()) {
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
            let own = situation.record.fields.iter().find(|field| field.key == "id");
            if let Some(RawField { value: RawValue::Text(own), .. }) = own {
                ids.entry(own.trim().to_owned()).or_insert((function, number));
            }
        }
    }
    ids
}

/// Whether a sheet holds labels with their values beside them, as that of the organisation does.
pub(super) fn holds_labels(grid: &Grid) -> bool {
    let tables = [Record::Organization, Record::Assessment, Record::Plan];
    let of_labels = FIELDS.iter().filter(|field| tables.contains(&field.table));
    let known: HashSet<String> =
        of_labels.flat_map(|field| Language::ALL.map(|language| comparable(&language.text(field.name)))).collect();
    let labels = grid.rows.iter().take(LABELS).filter(|row| row.cells.len() <= 2).filter_map(|row| row.cells.first());
    labels.filter(|(_, cell)| known.contains(&label_of(cell))).count() >= 2
}

/// How many rows a sheet of labels has at most.
const LABELS: usize = 40;

/// A label as it is compared.
fn label_of(cell: &CellValue) -> String {
    comparable(cell.shown().trim_end_matches([':', '*', ' ']))
}

/// The records of two tables: a sheet of labels, each with its value to the right.
pub(super) fn records_of_labels(grids: &[&Grid], tables: [Record; 2]) -> [RawRecord<'static>; 2] {
    let labels: Vec<(String, &FieldSpec)> = FIELDS
        .iter()
        .filter(|field| tables.contains(&field.table))
        .flat_map(|field| {
            let earlier = CellWords::all().earlier_labels.get(field.name).into_iter().flatten().cloned();
            let labels = Language::ALL.map(|language| language.text(field.name)).into_iter().chain(earlier);
            labels.map(move |label| (comparable(&label), field))
        })
        .collect();
    for grid in grids {
        let mut records = [RawRecord::new(Spot::File), RawRecord::new(Spot::File)];
        for row in &grid.rows {
            let [(_, label), (column, cell), ..] = row.cells.as_slice() else { continue };
            let label = label_of(label);
            let Some((_, field)) = labels.iter().find(|(known, _)| *known == label) else { continue };
            let spot = grid.spot(row.number, *column);
            let record = &mut records[usize::from(field.table != tables[0])];
            record.spot = grid.spot(row.number, row.cells[0].0);
            record.fields.push(RawField { key: field.key, value: value(cell, field.kind, spot), spot });
        }
        if records.iter().map(|record| record.fields.len()).sum::<usize>() >= 2 {
            return records;
        }
    }
    [RawRecord::new(Spot::File), RawRecord::new(Spot::File)]
}
