//! Where in a grid a table begins: the row, or the two or three rows, that explain the columns below them best.

use super::asked::{Asked, Setting};
use super::decide::{Decided, decide};
use super::fields::{Form, Holds};
use super::header::{By, Column, Header};
use super::titles::{Read, Title, titles};
use crate::model::Table;
use crate::read::grid::{Grid, GridRow};

/// How many filled rows are searched for a header.
const SEARCHED: usize = 60;

/// How many rows a header has at most.
const ROWS: usize = 3;

/// From how many letters on a text is hardly a title.
const LONG: usize = 160;

/// The headers of a grid, from the top; usually one.
pub(in crate::read) fn headers(grid: &Grid, asked: &Asked<'_>) -> Vec<Header> {
    let mut read = Read::default();
    let mut found = Vec::new();
    let Some(first) = first(grid, asked, &mut read) else { return found };
    let mut at = first.after;
    found.push(first);
    while at < grid.rows.len() {
        match next(grid, at, &found, asked, &mut read) {
            Some(header) => {
                at = header.after;
                found.push(header);
            }
            None => at += 1,
        }
    }
    found
}

/// The best header among the first rows.
fn first(grid: &Grid, asked: &Asked<'_>, read: &mut Read) -> Option<Header> {
    // Each with its score, its first row and how many rows it has.
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    for at in 0..grid.rows.len().min(SEARCHED) {
        for rows in 1..=ROWS {
            let Some(score) = score(grid, at, rows, asked, read) else { break };
            // Each row further down is a little less likely.
            let score = score - 0.01 * at as f32;
            if score > 0.5 {
                candidates.push((score, at, rows));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    candidates.iter().take(6).find_map(|(_, at, rows)| header(grid, *at, *rows, asked, read))
}

/// A further header at a row below the first one: one that names most of its columns, and not by chance.
fn next(grid: &Grid, at: usize, found: &[Header], asked: &Asked<'_>, read: &mut Read) -> Option<Header> {
    let row = &grid.rows[at];
    let last = found.last()?;
    if row.cells.len() < 2 || row.has_whole_number() || last.is_repeated_in(row) {
        return None;
    }
    // A row of data is no header: it has an id, or texts that are no titles.
    let ids = last.column(Table::Situation, "id").or_else(|| last.column(Table::PlannedMeasure, "id"));
    let rows = (1..=ROWS).filter_map(|rows| Some((rows, score(grid, at, rows, asked, read)?)));
    let (rows, score) = rows.max_by(|a, b| a.1.total_cmp(&b.1))?;
    if score < 2.2 {
        return None;
    }
    let header = header(grid, at, rows, asked, read)?;
    // What stands below the id of a row of data are ids, too: only a title names them.
    let names_ids = header.columns.iter().any(|column| {
        Some(column.number) == ids && matches!(column.holds, Some(Holds::Field(_, "id"))) && column.by != By::Content
    });
    let holds_an_id = !names_ids && ids.is_some_and(|ids| row.cell(ids).is_some());
    let by_title = header.columns.iter().filter(|column| column.holds.is_some() && column.by != By::Content).count();
    (!holds_an_id && by_title >= 3 && by_title * 2 > header.columns.len()).then_some(header)
}

/// How well some rows explain the columns below them; `None` where they cannot be a header.
fn score(grid: &Grid, at: usize, rows: usize, asked: &Asked<'_>, read: &mut Read) -> Option<f32> {
    let header = grid.rows.get(at..at + rows)?;
    // Rows of data hold numbers, and titles stand without a gap between them.
    if header.iter().any(|row| row.has_whole_number() || row.begins_with_a_number())
        // One text alone is a line above the table, or a heading in it.
        || header.iter().any(|row| row.cells.len() < 2)
        || header.windows(2).any(|pair| pair[1].number != pair[0].number + 1)
    {
        return None;
    }
    let titles = titles(grid, header);
    if titles.len() < 2 {
        return Some(0.0);
    }
    let mut best: Vec<f32> = Vec::new();
    let mut total = 0.0;
    let mut settled = 0.0;
    for title in &titles {
        if title.own.chars().count() > LONG {
            total -= 1.5;
            continue;
        }
        if asked.column(&title.whole, &title.own) != Setting::Nothing {
            settled += 1.0;
        }
        let (scores, _) = read.scores(title);
        best.resize(scores.len(), 0.0);
        // A title speaks for one field: a sentence of data names several by chance.
        let own = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        if let Some((field, score)) = own {
            best[field] = best[field].max(*score);
        }
    }
    total += settled + best.iter().filter(|score| **score >= 5.0).map(|score| score / 9.0).sum::<f32>();
    total -= 0.25 * (rows - 1) as f32;
    if rows > 1 && spans_rows(grid, header, &titles) {
        total += 0.35;
    }
    Some(total)
}

/// Whether a header of several rows is held together: by a title merged over its rows, or by one over a few columns.
fn spans_rows(grid: &Grid, rows: &[GridRow], titles: &[Title]) -> bool {
    let (first, last) = (rows[0].number, rows[rows.len() - 1].number);
    let width = titles.len() as f32;
    let within = grid.merged.within(first, last);
    let mut any = within.clone().any(|merge| merge.2 > merge.0);
    any |= within.clone().any(|merge| merge.3 > merge.1 && f32::from(merge.3 - merge.1 + 1) < 0.7 * width);
    // Without merged cells: a title below where the row above has none, under the title of a group.
    let above = |column: u16| rows[..rows.len() - 1].iter().any(|row| row.cell(column).is_some());
    let filled = |title: &Title| !title.group.is_empty() && !above(title.number);
    any || (grid.merged.is_empty() && titles.iter().any(filled))
}

/// The header at a row, with what its columns hold, if that makes a table.
fn header(grid: &Grid, at: usize, rows: usize, asked: &Asked<'_>, read: &mut Read) -> Option<Header> {
    let titles = titles(grid, grid.rows.get(at..at + rows)?);
    let after = at + rows;
    let Decided { form, doubtful, mut columns } = decide(grid, after, titles, asked, read)?;
    let repeated = columns.extract_if(.., |column| column.repeated).map(|column| column.column).collect();
    let mut columns: Vec<Column> = columns.into_iter().map(|column| column.column).collect();
    let of_measure = |column: &&mut Column| matches!(column.holds, Some(Holds::Field(Table::Measure, _)));
    let is_text = |column: &Column| column.holds == Some(Holds::Field(Table::Measure, "text"));
    let mut without_measure = Vec::new();
    if form == Form::Register && !columns.iter().any(is_text) {
        for column in columns.iter_mut().filter(of_measure) {
            column.holds = None;
            without_measure.push(column.number);
        }
    }
    let (first, row) = (grid.rows[at].number, grid.rows[after - 1].number);
    Some(Header { form, doubtful, after, first, row, columns, repeated, without_measure })
}
