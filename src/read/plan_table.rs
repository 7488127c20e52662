//! Where in a file the plan of measures is: its table, the lines above it, the sheets beside it.

use super::cell_words::CellWords;
use super::columns::{Header, Holds, Verdict, header_spot, report};
use super::grid::{CellValue, Grid, GridRow};
use super::labels;
use super::lists::leading_number;
use super::plan_rows;
use super::raw::{RawPlan, RawRecord};
use super::tables::{Chosen, Table, grids_beside, note_headings, note_titles, report_untitled, rows_above};
use crate::diag::Sink;
use crate::locale::Language;
use crate::model::Table as Record;
use crate::source::{SourceFile, Spot};
use crate::text::comparable;

/// What labels beside the table and above it may say.
const OF_LABELS: [Record; 2] = [Record::Organization, Record::Plan];

/// Reads a plan, of one table or of several of one form.
pub(super) fn read(grids: &[Grid], mut chosen: Chosen, file: &SourceFile, sink: &mut Sink<'_>) -> RawPlan<'static> {
    let mut verdict = Verdict::default();
    let (beside, above) = (grids_beside(grids, &chosen.tables), rows_above(grids, &chosen.tables));
    note_headings(&beside, &above, file);
    let [organization, plan] = labels::records(&beside, &above, OF_LABELS, &mut verdict.layout);
    labels::report_nobody(&organization, &verdict.layout, file, sink);
    if let Some(first) = chosen.tables.first() {
        report_untitled(&beside, &first.header, sink);
    }
    let mut raw = RawPlan { organization, plan, abbreviations: abbreviations(&beside), ..RawPlan::default() };
    for Table { header, .. } in &mut chosen.tables {
        // A plan that is not tied to risks aims at no level.
        for column in &mut header.columns {
            if column.holds == Some(Holds::Field(Record::Measure, "target_level")) {
                column.holds = None;
            }
        }
    }
    note_titles(grids, &chosen.tables, file);
    let mut counts = plan_rows::Counts::default();
    for Table { grid, header, end } in &chosen.tables {
        let grid = &grids[*grid];
        report(grid, header, *end, &mut verdict, sink);
        let is_first = raw.chapters.is_empty();
        let chapter = chapter_above(grid, header, is_first);
        if is_first {
            counts.closing += title_above(grid, header, chapter.as_ref(), &mut raw);
        }
        plan_rows::read(grid, (header, *end), chapter, &mut raw, &mut counts, sink);
    }
    let first = &chosen.tables[0];
    plan_rows::finish(&mut raw, counts, header_spot(&grids[first.grid], &first.header), sink);
    raw.verdict = verdict;
    raw
}

/// The heading of a chapter right above the titles of a table: a line with a number; above a further table of a document any line,
/// since the plan's own title stands above the first.
fn chapter_above(grid: &Grid, header: &Header, is_first: bool) -> Option<(String, Spot)> {
    let end = grid.rows.partition_point(|row| row.number < header.first);
    let row = grid.rows[..end].last()?;
    let [(column, CellValue::Text(text))] = row.cells.as_slice() else { return None };
    let text = text.trim();
    let is_numbered = leading_number(text).is_some_and(|(_, name)| !name.is_empty());
    let is_heading = is_numbered || (!is_first && grid.document.is_some());
    let words = CellWords::all();
    // Where no other line is the plan's title, this one may be.
    let names_a_plan =
        |row: &GridRow| row.cells.iter().filter_map(|(_, cell)| cell.text()).any(|text| words.name_a_plan(text));
    let is_title = is_first && words.name_a_plan(text) && !grid.rows[..end - 1].iter().any(names_a_plan);
    let is_other = is_title || words.say_it_goes_on(text);
    let is_chapter = is_heading && !is_other && !labels::is_label(grid, row, OF_LABELS) && !text.contains("__");
    is_chapter.then(|| (text.to_owned(), grid.spot(row.number, *column)))
}

/// Takes the plan's title from the lines above the table, where nothing else gives one: the longest of those that speak of a plan,
/// else of all. Returns how many lines stand there beside the heading of a chapter.
fn title_above(grid: &Grid, header: &Header, chapter: Option<&(String, Spot)>, raw: &mut RawPlan<'static>) -> usize {
    let end = grid.rows.partition_point(|row| row.number < header.first) - usize::from(chapter.is_some());
    let lines = grid.rows[..end].iter();
    let titles = lines.clone().filter(|row| !labels::is_label(grid, row, OF_LABELS));
    let texts = titles.filter_map(|row| match row.cells.as_slice() {
        [(column, CellValue::Text(text))] => Some((text.trim(), grid.spot(row.number, *column))),
        _ => None,
    });
    raw.above.extend(texts.clone().map(|(text, _)| text.to_owned()));
    let plan = &mut raw.plan;
    // In a document the name of the form stands there too: it says of no plan what it is called. The first of equally long ones.
    let forms = Language::ALL.map(|language| comparable(&language.text("sheet-measures-plan")));
    // A place to sign belongs to a mark of approval.
    let texts = texts.filter(|(text, _)| !forms.contains(&comparable(text)) && !text.contains("__"));
    let title = texts.rev().max_by_key(|(text, _)| (CellWords::all().name_a_plan(text), text.chars().count()));
    if let (Some((text, spot)), false) = (title, plan.field("title").is_some()) {
        plan.push("title", text.to_owned(), spot);
    }
    lines.count()
}

/// The list of abbreviations on a sheet of its own, as `convert` writes it: a row of titles, then pairs.
fn abbreviations(grids: &[&Grid]) -> Vec<RawRecord<'static>> {
    let names = Language::ALL.map(|language| comparable(&language.text("sheet-abbreviations")));
    let has_pairs = |grid: &Grid| grid.rows.iter().any(|row| row.cells.len() > 1);
    let is_named = |grid: &Grid| grid.title().is_some_and(|title| names.contains(&comparable(&title)));
    let Some(grid) = grids.iter().find(|grid| is_named(grid) && has_pairs(grid)) else { return Vec::new() };
    // In a document its name stands above the titles.
    let rows = grid.rows.iter().skip_while(|row| row.cells.len() < 2).skip(1);
    let pairs = rows.map(|row| {
        let mut record = RawRecord::new(grid.row_spot(row));
        for ((column, cell), key) in row.cells.iter().zip(["short", "full"]) {
            record.push(key, cell.shown(), grid.spot(row.number, *column));
        }
        record
    });
    pairs.collect()
}
