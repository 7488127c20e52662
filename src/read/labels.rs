//! Labels with their values beside them: the sheet of the organisation, lines above a table. `Label: value` in one cell is one.

use super::cell_words::CellWords;
use super::cells::value;
use super::codes;
use super::grid::{CellValue, Grid, GridRow};
use super::raw::{RawField, RawRecord};
use crate::diag::Sink;
use crate::locale::{Language, Message};
use crate::model::{FIELDS, FieldSpec, Table};
use crate::source::{Layout, Record, SourceFile, Spot};
use crate::text::comparable;
use std::collections::HashMap;

/// Whether a sheet consists of labels with their values beside them.
pub(super) fn holds_labels(grid: &Grid) -> bool {
    let known = known(&[Table::Organization, Table::Assessment, Table::Plan]);
    let labels = grid.rows.iter().take(LABELS).filter(|row| row.cells.len() <= 2).filter_map(|row| row.cells.first());
    labels.filter(|(_, cell)| known.contains_key(&label_of(&cell.shown()))).count() >= 2
}

/// How many rows a sheet of labels has at most.
const LABELS: usize = 40;

/// A label as it is compared.
fn label_of(typed: &str) -> String {
    comparable(typed.trim_end_matches([':', '*', ' ']))
}

/// The labels of some tables of fields, in every language, with those of earlier versions.
fn known(tables: &[Table]) -> HashMap<String, &'static FieldSpec> {
    FIELDS
        .iter()
        .filter(|field| tables.contains(&field.table))
        .flat_map(|field| {
            let earlier = CellWords::all().earlier_labels.get(field.name).into_iter().flatten().cloned();
            let labels = Language::ALL.map(|language| language.text(field.name)).into_iter().chain(earlier);
            labels.map(move |label| (comparable(&label), field))
        })
        .collect()
}

/// A row of a label: its field, the value, and the value's place; no value where the cell beside the label is empty.
struct Line {
    field: &'static FieldSpec,
    value: Option<CellValue>,
    spot: Spot,
}

fn line(grid: &Grid, row: &GridRow, known: &HashMap<String, &'static FieldSpec>) -> Option<Line> {
    let (column, label) = row.cells.first()?;
    let shown = label.shown();
    if let Some(field) = known.get(&label_of(&shown)) {
        let (value, column) = match row.cells.get(1) {
            Some((column, value)) => {
                (Some(value).filter(|value| value.text().is_none_or(|text| !is_line(text))).cloned(), *column)
            }
            None => (None, column + 1),
        };
        return Some(Line { field, value, spot: grid.spot(row.number, column) });
    }
    let (label, value) = shown.split_once(':').filter(|(_, value)| !is_line(value))?;
    let field = known.get(&label_of(label)).filter(|_| row.cells.len() == 1)?;
    Some(Line { field, value: Some(CellValue::Text(value.trim().into())), spot: grid.spot(row.number, *column) })
}

/// Whether a text is a line to write on, or nothing.
fn is_line(text: &str) -> bool {
    text.chars().all(|letter| letter == '_' || letter.is_whitespace())
}

/// Whether a row is a label, with or without its value.
pub(super) fn is_label(grid: &Grid, row: &GridRow, tables: [Table; 2]) -> bool {
    line(grid, row, &known(&tables)).is_some()
}

/// The records of two tables: from a sheet of labels, and from the lines above the tables, where the sheet says nothing.
/// Where their cells are is noted.
pub(super) fn records(
    sheets: &[&Grid],
    above: &[(&Grid, &[GridRow])],
    tables: [Table; 2],
    layout: &mut Layout,
) -> [RawRecord<'static>; 2] {
    let known = known(&tables);
    let of = |grid: &Grid, rows: &[GridRow]| rows.iter().filter_map(|row| line(grid, row, &known)).collect::<Vec<_>>();
    let sheets = sheets.iter().map(|grid| (holds_labels(grid), of(grid, &grid.rows)));
    let is_sheet =
        |(labels, lines): &(bool, Vec<Line>)| *labels || lines.iter().filter(|line| line.value.is_some()).count() >= 2;
    let mut lines = sheets.into_iter().find(is_sheet).map(|(_, lines)| lines).unwrap_or_default();
    lines.extend(above.iter().flat_map(|(grid, rows)| of(grid, rows)));
    let mut records = [RawRecord::new(Spot::File), RawRecord::new(Spot::File)];
    for Line { field, value: typed, spot } in lines {
        let record = &mut records[usize::from(field.table != tables[0])];
        let is_first = !record.fields.iter().any(|present| present.key == field.key);
        if let (Some(typed), true) = (typed, is_first) {
            record.spot = spot;
            record.fields.push(RawField { key: field.key, value: value(typed, field.kind, spot), spot });
        }
        let kind = match field.table {
            Table::Assessment => Record::Assessment,
            Table::Plan => Record::Plan,
            _ => Record::Organization,
        };
        layout.note_label(kind, field.key, spot);
    }
    records
}

/// Reports at the cell of its name that nothing names the organisation.
pub(super) fn report_nobody(organization: &RawRecord<'_>, layout: &Layout, file: &SourceFile, sink: &mut Sink<'_>) {
    if organization.fields.is_empty() {
        let spot = layout.cell(Record::Organization, "name", None).unwrap_or(Spot::File);
        let message = Message::new("no-organisation").with("name", file.stem());
        let label = Message::new("field-organization-name");
        sink.report(&codes::NO_ORGANISATION, spot, message).help =
            Some(Message::new("no-organisation-help").with("label", label));
    }
}
