//! Where in a file the plan of measures is: its table, the lines above it, the sheets beside it.

use super::codes;
use super::grid::{CellValue, Grid};
use super::plan_rows;
use super::raw::{RawField, RawPlan, RawRecord, RawValue};
use super::spreadsheet::records_of_labels;
use super::table::{Header, Stems, first_header};
use crate::diag::Sink;
use crate::locale::{Arg, Language, Message};
use crate::model::Table;
use crate::source::{SourceFile, Spot};
use crate::text::{comparable, excerpt};

/// The table of a plan.
pub(super) struct PlanTable<'g> {
    grid: &'g Grid,
    header: Header,
    /// Whether other sheets hold such tables too.
    others: Vec<&'g Grid>,
}

/// The plan among the tables of a file: a table with measures and terms, in a file without a register of situations.
pub(super) fn find<'g>(grids: &'g [Grid], sheet: Option<&str>) -> Option<PlanTable<'g>> {
    let wanted = |grid: &&Grid| match sheet {
        Some(sheet) => comparable(&grid.name) == comparable(sheet),
        None => !grid.hidden,
    };
    let register = (Stems::of_registers(), (Table::Situation, "text"));
    let plan = (Stems::of_plans(), (Table::Measure, "text"));
    let mut found = Vec::new();
    for grid in grids.iter().filter(wanted) {
        match first_header(grid, &[register, plan]) {
            Some((0, _)) => return None,
            Some((_, header)) if header.column(Table::Measure, "due").is_some() => found.push((grid, header)),
            _ => {}
        }
    }
    let mut found = found.into_iter();
    let (grid, header) = found.next()?;
    let others = found.map(|(grid, _)| grid).collect();
    Some(PlanTable { grid, header, others })
}

/// Reads a plan.
pub(super) fn read(grids: &[Grid], table: PlanTable<'_>, file: &SourceFile, sink: &mut Sink<'_>) -> RawPlan<'static> {
    let PlanTable { grid, header, others } = table;
    if !others.is_empty() {
        let sheets = [grid].into_iter().chain(others).map(|grid| Arg::from(format!("\"{}\"", grid.name))).collect();
        let message = Message::new("several-registers").with("sheets", Arg::List(sheets));
        sink.report(&codes::SEVERAL_TABLES, Spot::File, message).help =
            Some(Message::new("several-registers-help").with("sheet", grid.name.as_ref()));
    }
    file.note_titles(header.columns.iter().map(|c| (grid.number, c.number, c.title.clone())).collect());
    report_columns(grid, &header, sink);
    let beside: Vec<&Grid> = grids.iter().filter(|other| other.number != grid.number && !other.hidden).collect();
    let [organization, plan] = records_of_labels(&beside, [Table::Organization, Table::Plan]);
    let mut raw = RawPlan { organization, plan, ..RawPlan::default() };
    if raw.organization.fields.is_empty() {
        sink.report(&codes::NO_ORGANISATION, Spot::File, Message::new("no-organisation").with("name", file.stem()));
    }
    let above = title_above(grid, &header, &mut raw.plan);
    raw.abbreviations = abbreviations(&beside);
    plan_rows::read(grid, &header, above, &mut raw, sink);
    raw
}

/// Takes the plan's title from the lines above the table, where nothing else gives one: the longest of them. Returns how
/// many lines stand there.
fn title_above(grid: &Grid, header: &Header, plan: &mut RawRecord<'static>) -> usize {
    let end = grid.rows.partition_point(|row| row.number <= header.row);
    let above = &grid.rows[..end.saturating_sub(1)];
    let lines = above.iter().filter(|row| row.number < header.row);
    let texts = lines.clone().filter_map(|row| match row.cells.as_slice() {
        [(column, CellValue::Text(text))] => Some((text.trim(), grid.spot(row.number, *column))),
        _ => None,
    });
    // The first of equally long ones.
    let title = texts.fold(None::<(&str, Spot)>, |best, line| match best {
        Some(best) if best.0.chars().count() >= line.0.chars().count() => Some(best),
        _ => Some(line),
    });
    if let (Some((text, spot)), false) = (title, plan.fields.iter().any(|field| field.key == "title")) {
        plan.fields.push(RawField { key: "title", value: RawValue::Text(text.to_owned().into()), spot });
    }
    lines.count()
}

/// Reports columns that nobody knows or that name a field twice.
fn report_columns(grid: &Grid, header: &Header, sink: &mut Sink<'_>) {
    for column in header.columns.iter().filter(|column| column.holds.is_none() && !column.title.is_empty()) {
        let message = Message::new("unknown-column").with("title", excerpt(&column.title, 60));
        sink.report(&codes::UNKNOWN_COLUMN, grid.spot(header.row, column.number), message);
    }
    for column in &header.repeated {
        let message = Message::new("repeated-column").with("title", excerpt(&column.title, 60));
        sink.report(&codes::REPEATED_COLUMN, grid.spot(header.row, column.number), message).help =
            Some(Message::new("repeated-column-help"));
    }
    let known = |column: u16| header.columns.iter().chain(&header.repeated).any(|known| known.number == column);
    let mut beside = std::collections::BTreeMap::<u16, usize>::new();
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

/// The list of abbreviations on a sheet of its own, as `convert` writes it: a row of titles, then pairs.
fn abbreviations(grids: &[&Grid]) -> Vec<RawRecord<'static>> {
    let names = Language::ALL.map(|language| comparable(&language.text("sheet-abbreviations")));
    let Some(grid) = grids.iter().find(|grid| names.contains(&comparable(&grid.name))) else { return Vec::new() };
    let pairs = grid.rows.iter().skip(1).map(|row| {
        let mut record = RawRecord::new(grid.spot(row.number, row.cells[0].0));
        for ((column, cell), key) in row.cells.iter().zip(["short", "full"]) {
            let spot = grid.spot(row.number, *column);
            record.fields.push(RawField { key, value: RawValue::Text(cell.shown().into()), spot });
        }
        record
    });
    pairs.collect()
}
