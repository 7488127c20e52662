//! The titles of a header's columns: of one to three rows, merged cells resolved first.

use super::lexicon::lexicon;
use super::title::Meaning;
use crate::read::grid::{CellValue, Grid, GridRow};
use std::collections::HashMap;

/// A title over a greater share of the table's width is the table's, not a group's.
const WIDE: f32 = 0.7;

/// The title of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    /// The column's 0-based number in the sheet.
    pub number: u16,
    /// What stands above it, in all rows of the header, on one line.
    pub whole: String,
    /// What stands in the last row of the header that has a title for it.
    pub own: String,
    /// What stands above that, if anything.
    pub group: String,
}

/// The titles of a header of some rows, from left to right.
pub(super) fn titles(grid: &Grid, rows: &[GridRow]) -> Vec<Title> {
    let mut numbers: Vec<u16> = rows.iter().flat_map(|row| row.cells.iter().map(|(column, _)| *column)).collect();
    let (first, last) = (rows[0].number, rows[rows.len() - 1].number);
    for merge in grid.merged.within(first, last).filter(|merge| merge.3 - merge.1 < 64) {
        numbers.extend(merge.1..=merge.3);
    }
    numbers.sort_unstable();
    numbers.dedup();
    let width = numbers.len() as f32;
    let is_of_table = |span: usize| span as f32 > WIDE * width && span > 2 && rows.len() > 1;
    let title = |number: u16| {
        let mut parts: Vec<String> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let text = text_at(grid, row, number, &rows[at + 1..]).filter(|(_, span)| !is_of_table(*span));
            parts.extend(text.map(|(text, _)| text).filter(|text| parts.last() != Some(text)));
        }
        let own = parts.pop()?;
        let group = parts.join(" ");
        let whole = if group.is_empty() { own.clone() } else { format!("{group} {own}") };
        Some(Title { number, whole, own, group })
    };
    numbers.into_iter().filter_map(title).collect()
}

/// The text over a column in one row of the header, and how many columns it spans.
fn text_at(grid: &Grid, row: &GridRow, column: u16, below: &[GridRow]) -> Option<(String, usize)> {
    let shown = |cell: &CellValue| one_line(&cell.shown());
    if let Some(merge) = grid.merge_of(row.number, column) {
        let cell = grid.row(merge.0)?.cell(merge.1)?;
        return Some((shown(cell), usize::from(merge.3 - merge.1) + 1));
    }
    if let Some(cell) = row.cell(column) {
        return Some((shown(cell), 1));
    }
    // Without merged cells, as in a CSV file: the title of a group stands over the first of its columns.
    let below_here = grid.merged.is_empty().then(|| below.iter().find_map(|row| row.cell(column)))??;
    let (first, left) = row.cells.iter().rev().find(|(other, _)| *other < column)?;
    let below_left = below.iter().find_map(|row| row.cell(*first))?;
    // A title that names a field on its own has no group, and what stands over such a one is none.
    // Points, levels and justifications are parts of a score.
    let clear = |cell: &CellValue| {
        let scores = Meaning::of(&one_line(&cell.shown())).scores();
        let whole = |field: &str| !matches!(field, "sum" | "declared_level" | "justification");
        lexicon().fields.iter().zip(scores).any(|(field, score)| score >= 7.0 && whole(field))
    };
    (column - first < 6 && !clear(below_left) && !clear(below_here)).then(|| (shown(left), 2))
}

/// A title on one line, without hyphens at line ends.
fn one_line(text: &str) -> String {
    let joined = text.replace("-\r\n", "").replace("-\n", "");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The meanings of titles, each looked up once.
#[derive(Default)]
pub(super) struct Read(HashMap<String, (Meaning, Vec<f32>)>);

impl Read {
    /// What a title says, and how well it names each field.
    pub fn title(&mut self, title: &str) -> &(Meaning, Vec<f32>) {
        if !self.0.contains_key(title) {
            let meaning = Meaning::of(title);
            let scores = meaning.scores();
            self.0.insert(title.to_owned(), (meaning, scores));
        }
        &self.0[title]
    }

    /// How well a column's title, with its group's, names each field, and whether a letter had to be corrected.
    pub fn scores(&mut self, title: &Title) -> (Vec<f32>, bool) {
        let own = self.title(&title.own).clone();
        if title.group.is_empty() {
            return (own.1, own.0.similar);
        }
        let group = self.title(&title.group).0.clone();
        let joined = self.title(&title.whole).0.clone();
        let of_score = ["residual", "inherent", "control", "likelihood", "harm"];
        // It names a score, or something that the form does not have.
        let decides = group.concepts & lexicon().elsewhere != 0 || of_score.iter().any(|concept| group.names(concept));
        let mut scores = if decides || own.0.concepts == 0 {
            joined.scores()
        } else {
            // The group only lends its words: the column's own say what it is.
            joined.scores_with(own.0.concepts)
        };
        if !decides {
            for (score, own) in scores.iter_mut().zip(&own.1) {
                *score = own.max(*score - 0.5);
            }
        }
        (scores, joined.similar || own.0.similar)
    }
}
