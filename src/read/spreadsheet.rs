//! A workbook or CSV file as typed records: the register's sheet found, with those of the organisation and the measures.

use super::codes;
use super::container::{Container, container};
use super::grid::Grid;
use super::raw::{RawField, RawFunction, RawRecord, RawRegister, RawValue};
use super::rows;
use super::table::{Header, Holds, Stems, headers};
use super::weigh::Unreadable;
use super::xlsx::{ods_grids, xls_grids, xlsx_grids};
use super::{csv, form, rows::value};
use crate::diag::Sink;
use crate::locale::{Arg, Language, Message};
use crate::model::{FIELDS, FieldSpec, Table};
use crate::source::{SourceFile, Spot};
use crate::text::{comparable, excerpt};
use std::collections::{BTreeMap, HashMap};

/// How many sheets and titles a message names.
const NAMED: usize = 12;

/// Why a file holds no tables: what it is, and what to do.
pub(super) struct NoTables {
    pub message: Message,
    pub help: Message,
}

/// The tables of a file, whatever its name says it is.
pub(super) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, NoTables> {
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
            match csv::grid(&text) {
                Ok(grid) => Ok(vec![grid]),
                Err(csv::Fault::Malformed) => refuse("not-text", "not-text-help"),
                Err(csv::Fault::TooWide) => refuse("too-many-columns", "workbook-too-large-help"),
            }
        }
    }
}

/// The register among the tables of a file; `None` if it cannot be found, with findings that say what was. The rows of its
/// table are taken out of the grid.
pub(super) fn register(
    grids: &mut [Grid],
    file: &SourceFile,
    sheet: Option<&str>,
    sink: &mut Sink<'_>,
) -> Option<RawRegister<'static>> {
    for (grid, line) in grids.iter().filter_map(|grid| Some((grid, grid.unclosed_quote?))) {
        let spot = grid.spot(line, 0);
        sink.report(&codes::UNCLOSED_QUOTE, spot, Message::new("unclosed-quote-found")).help =
            Some(Message::new("unclosed-quote-help"));
    }
    let stems = Stems::of_registers();
    let (number, header, end) = choose(grids, stems, sheet, sink)?;
    let grid = grids.iter_mut().find(|grid| grid.number == number)?;
    file.note_titles(header.columns.iter().map(|c| (grid.number, c.number, c.title.clone())).collect());
    report_columns(grid, &header, sink);
    form::report(grid, &header, end, sink);
    let mut functions = rows::read(grid, &header, end, sink);
    let spot = grid.spot(header.row, header.columns.first().map_or(0, |column| column.number));
    let others: Vec<&Grid> = grids.iter().filter(|other| other.number != number && !other.hidden).collect();
    for other in &others {
        let measures = |header: &Header| header.column(Table::Measure, "text").is_some();
        if let Some(header) = headers(other, stems, (Table::Measure, "due")).into_iter().find(measures)
            && header.column(Table::Situation, "id").is_some()
        {
            attach_measures(other, &header, &mut functions, sink);
        }
    }
    let [organization, assessment] = records_of_labels(&others, [Table::Organization, Table::Assessment]);
    if organization.fields.is_empty() {
        sink.report(&codes::NO_ORGANISATION, Spot::File, Message::new("no-organisation").with("name", file.stem()));
    }
    let absent = ["likelihood.score", "harm.score"]
        .into_iter()
        .filter(|key| header.column(Table::Situation, key).is_none())
        .map(|key| (key, spot))
        .collect();
    Some(RawRegister { organization, assessment, functions, absent })
}

/// The number of the one table that is a register, its header, and the index of the row before which it ends.
fn choose(grids: &[Grid], stems: &Stems, sheet: Option<&str>, sink: &mut Sink<'_>) -> Option<(u16, Header, usize)> {
    let names = |grids: &mut dyn Iterator<Item = &Grid>| {
        Arg::List(grids.take(NAMED).map(|grid| Arg::from(format!("\"{}\"", grid.name))).collect())
    };
    let searched: Vec<&Grid> = match sheet {
        Some(sheet) => grids.iter().filter(|grid| comparable(&grid.name) == comparable(sheet)).collect(),
        None => grids.iter().filter(|grid| !grid.hidden).collect(),
    };
    if let (Some(sheet), true) = (sheet, searched.is_empty()) {
        let message = Message::new("no-such-sheet").with("sheet", sheet);
        sink.report(&codes::NO_REGISTER_TABLE, Spot::File, message).help =
            Some(Message::new("sheets-are").with("sheets", names(&mut grids.iter())));
        return None;
    }
    let mut found: Vec<(&Grid, Vec<Header>)> = searched
        .iter()
        .map(|grid| (*grid, headers(grid, stems, (Table::Situation, "text"))))
        .filter(|(_, headers)| !headers.is_empty())
        .collect();
    if found.len() > 1 {
        let message = Message::new("several-registers").with("sheets", names(&mut found.iter().map(|(grid, _)| *grid)));
        sink.report(&codes::SEVERAL_TABLES, Spot::File, message).help =
            Some(Message::new("several-registers-help").with("sheet", found[0].0.name.as_ref()));
        return None;
    }
    let Some((grid, mut headers)) = found.pop() else {
        report_nothing(&searched, sink);
        return None;
    };
    let end = match headers.get(1) {
        None => grid.rows.len(),
        Some(second) => {
            let spot = grid.spot(second.row, second.columns.first().map_or(0, |column| column.number));
            sink.report(&codes::SEVERAL_TABLES, spot, Message::new("second-table")).help =
                Some(Message::new("second-table-help"));
            grid.rows.partition_point(|row| row.number < second.row)
        }
    };
    Some((grid.number, headers.remove(0), end))
}

/// Says that no register was found, and what was.
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
        let seen = row.cells.iter().take(NAMED).map(|(_, cell)| Arg::from(format!("«{}»", excerpt(&cell.shown(), 25))));
        let message =
            Message::new("no-register-table").with("rows", grid.rows.len()).with("seen", Arg::List(seen.collect()));
        sink.report(&codes::NO_REGISTER_TABLE, grid.spot(row.number, row.cells[0].0), message).help =
            Some(Message::new("no-register-table-help"));
    }
}

/// Reports columns that nobody knows, that name a field twice, and that are missing.
fn report_columns(grid: &Grid, header: &Header, sink: &mut Sink<'_>) {
    for column in &header.columns {
        if column.holds.is_none() && !column.title.is_empty() {
            let message = Message::new("unknown-column").with("title", excerpt(&column.title, 60));
            sink.report(&codes::UNKNOWN_COLUMN, grid.spot(header.row, column.number), message);
        }
    }
    for column in &header.repeated {
        let message = Message::new("repeated-column").with("title", excerpt(&column.title, 60));
        sink.report(&codes::REPEATED_COLUMN, grid.spot(header.row, column.number), message).help =
            Some(Message::new("repeated-column-help"));
    }
    for key in ["likelihood.score", "harm.score"] {
        if header.column(Table::Situation, key).is_none()
            && let Some(field) = FieldSpec::find(Table::Situation, key)
        {
            let message = Message::new("missing-column").with("field", Message::new(field.name));
            let spot = grid.spot(header.row, header.columns.first().map_or(0, |column| column.number));
            let found = sink.report(&codes::MISSING_COLUMN, spot, message);
            found.help = Some(Message::new("missing-column-help"));
            found.field = key.split('.').next();
        }
    }
    // Cells beside the table, under no title at all.
    let known = |column: u16| header.columns.iter().chain(&header.repeated).any(|known| known.number == column);
    let mut beside: BTreeMap<u16, usize> = BTreeMap::new();
    for row in &grid.rows[header.after..] {
        for (column, _) in row.cells.iter().filter(|(column, _)| !known(*column)) {
            *beside.entry(*column).or_default() += 1;
        }
    }
    for (column, cells) in beside {
        let message = Message::new("untitled-column").with("cells", cells);
        sink.report(&codes::UNKNOWN_COLUMN, grid.spot(header.row, column), message);
    }
}

/// Reads the sheet of measures: each row names its situation by id.
fn attach_measures(grid: &Grid, header: &Header, functions: &mut [RawFunction<'static>], sink: &mut Sink<'_>) {
    let id_column = header.column(Table::Situation, "id").unwrap_or_default();
    let ids: HashMap<String, (usize, usize)> = by_id(functions);
    for row in &grid.rows[header.after..] {
        let mut measure = RawRecord::new(grid.spot(row.number, row.cells[0].0));
        for column in &header.columns {
            if let (Some(Holds::Field(Table::Measure, key)), Some(cell)) = (column.holds, row.cell(column.number)) {
                let kind = FieldSpec::find(Table::Measure, key).map_or(crate::model::Kind::Text, |field| field.kind);
                let spot = grid.spot(row.number, column.number);
                measure.fields.push(RawField { key, value: value(cell, kind, spot), spot });
            }
        }
        if measure.fields.is_empty() {
            continue;
        }
        let id = row.cell(id_column).map(|cell| cell.shown().trim().to_owned()).unwrap_or_default();
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

/// The records of two tables: a sheet of labels, each with its value to the right.
pub(super) fn records_of_labels(grids: &[&Grid], tables: [Table; 2]) -> [RawRecord<'static>; 2] {
    let labels: Vec<(String, &FieldSpec)> = FIELDS
        .iter()
        .filter(|field| tables.contains(&field.table))
        .flat_map(|field| Language::ALL.map(|language| (comparable(&language.text(field.name)), field)))
        .collect();
    for grid in grids {
        let mut records = [RawRecord::new(Spot::File), RawRecord::new(Spot::File)];
        for row in &grid.rows {
            let [(_, label), (column, cell), ..] = row.cells.as_slice() else { continue };
            let label = comparable(label.shown().trim_end_matches([':', '*', ' ']));
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
