//! The tables of a document as grids: the lines before a table are the rows above it, those behind the last one the rows below.

use super::story::{BEHIND, Line, Story, Told};
use super::table::Table;
use crate::read::cell_words::CellWords;
use crate::read::grid::{CellValue, Grid, GridRow, InDocument};
use crate::read::merged::Merged;
use crate::source::TableRows;
use crate::text::excerpt;
use std::sync::Arc;

/// How long the name of a table is at most, in UTF-16 units: that of a sheet, which a reply gives it.
const NAME: usize = 31;
/// Signs that the name of a sheet must not hold.
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// How long the text of a heading is that names a table, in letters.
const HEADING: usize = 120;

/// The tables of a document as grids.
pub(super) fn grids(story: Story) -> Vec<Grid> {
    let Story { told, behind, .. } = story;
    let mut grids: Vec<Grid> = Vec::new();
    // The last table that stands in no other: its place among the grids, and its width.
    let mut last: Option<(usize, u16)> = None;
    for Told { table, before, inside } in told {
        let is_outer = inside.is_none();
        if let Some((at, width)) = last.filter(|_| is_outer)
            && width == table.width
            && goes_on(&grids[at], &table, before.is_empty())
        {
            append(&mut grids[at], table, &before);
            continue;
        }
        let number = u16::try_from(grids.len()).unwrap_or(u16::MAX);
        let width = table.width;
        grids.push(grid(number, table, &before));
        if is_outer {
            last = Some((grids.len() - 1, width));
        }
    }
    if let Some((at, _)) = last {
        add_behind(&mut grids[at], behind);
    }
    grids
}

fn text_row(number: u32, text: &str) -> GridRow {
    GridRow { number, cells: vec![(0, CellValue::Text(text.into()))] }
}

fn grid(number: u16, table: Table, before: &[Line]) -> Grid {
    let mut lines = before.iter().rev().filter(|line| !CellWords::all().say_it_goes_on(&line.text));
    let heading = lines.clone().find(|line| line.is_heading).or(lines.next());
    let heading = heading.map(|line| excerpt(&line.text, HEADING));
    let mut rows: Vec<GridRow> = (0..).zip(before).map(|(number, line)| text_row(number, &line.text)).collect();
    let first = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let shown = table.rows.into_iter().map(|row| GridRow { number: row.number + first, ..row });
    rows.extend(shown);
    let name = name(&table.label, heading.as_deref());
    let part = TableRows { sheet: number, first, count: table.count, label: table.label.into() };
    let merged = table.merged.into_iter().map(|range| (range.0 + first, range.1, range.2 + first, range.3));
    let unshown = table.unshown.into_iter().map(|(row, column, text)| (row + first, column, text));
    let document = InDocument { parts: vec![part], heading: heading.map(Arc::from), unshown: unshown.collect() };
    let merged = Merged::of(merged);
    Grid { name, number, rows, merged, document: Some(Box::new(document)), ..Grid::default() }
}

/// The name of a table: its number, and the heading before it.
fn name(label: &str, heading: Option<&str>) -> Arc<str> {
    let whole = match heading {
        Some(heading) => format!("{label}. {heading}"),
        None => label.to_owned(),
    };
    let whole: String = whole.chars().map(|letter| if NOT_IN_NAMES.contains(&letter) { ' ' } else { letter }).collect();
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut units = 0;
    let mut name: String = whole
        .chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units < NAME
        })
        .collect();
    if name.len() < whole.len() {
        name.truncate(name.trim_end().len());
        name.push('…');
    }
    name.trim_matches('\'').into()
}

/// Whether a table goes on with the one above it, which a page, a heading or the word "continued" cut in two: it has no titles,
/// or, right behind it, those of the other once more.
fn goes_on(above: &Grid, table: &Table, is_next: bool) -> bool {
    let Some(first) = table.rows.first() else { return false };
    let begins = above.document.as_ref().and_then(|document| document.parts.first()).map_or(0, |part| part.first);
    let at = above.rows.partition_point(|row| row.number < begins);
    if above.rows.get(at).is_some_and(|titles| titles.cells == first.cells) {
        return is_next;
    }
    match first.cells.first() {
        Some((0, cell)) => cell.text().is_some_and(|text| text.trim_start().starts_with(|c: char| c.is_ascii_digit())),
        _ => false,
    }
}

/// Adds the rows of a table to those of the one that it goes on with. A line between them is a heading of those that follow,
/// unless it says nothing but that the table goes on.
fn append(above: &mut Grid, table: Table, between: &[Line]) {
    let Some(document) = &mut above.document else { return };
    let end = document.parts.last().map_or(0, |part| part.first + part.count);
    let headings = between.iter().filter(|line| !CellWords::all().say_it_goes_on(&line.text));
    above.rows.extend((end..).zip(headings).map(|(number, line)| text_row(number, &line.text)));
    let first = above.rows.last().map_or(end, |row| end.max(row.number + 1));
    document.parts.push(TableRows { sheet: above.number, first, count: table.count, label: table.label.into() });
    document.unshown.extend(table.unshown.into_iter().map(|(row, column, text)| (row + first, column, text)));
    above.rows.extend(table.rows.into_iter().map(|row| GridRow { number: row.number + first, ..row }));
    let more = table.merged.into_iter().map(|range| (range.0 + first, range.1, range.2 + first, range.3));
    above.merged = Merged::of(above.merged.iter().copied().chain(more).collect::<Vec<_>>());
}

/// Adds the lines behind a table, a blank row below it.
fn add_behind(grid: &mut Grid, behind: Vec<Line>) {
    let Some(document) = &grid.document else { return };
    let after = document.parts.last().map_or(0, |part| part.first + part.count) + 1;
    grid.rows.extend((after..).zip(behind).take(BEHIND).map(|(number, line)| text_row(number, &line.text)));
}
