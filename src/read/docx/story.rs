//! What a document tells: its tables, each with the lines before it, and the lines behind the last one.

use super::paragraph::{Page, Paragraph};
use super::table::{Cell, Counted, Table};
use crate::read::budget::{Budget, Excess, NESTED, SHEETS};
use crate::read::unreadable::Unreadable;

/// How many lines before a table are kept: a heading, a mark of approval, whose it is. What stands further up is the order's text.
const LINES: usize = 20;
/// How many lines behind the last table are kept: abbreviations, notes, signatures.
pub(super) const BEHIND: usize = 400;

/// A line of the text outside tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub text: String,
    pub is_heading: bool,
    /// The page on which it stands, by the breaks that somebody set.
    page: u32,
}

/// A table that is whole, with the lines before it.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub table: Table,
    pub before: Vec<Line>,
    /// The table that it stands in, by its place.
    pub inside: Option<usize>,
}

/// What a document tells.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// The tables, in the order in which they begin.
    pub told: Vec<Told>,
    /// The lines behind the last table.
    pub behind: Vec<Line>,
    /// Whether other documents stand in it, which are not read.
    pub embeds: bool,
    open: Vec<Table>,
    /// The text of paragraphs whose ends are deleted.
    carried: String,
    page: u32,
    outer: usize,
    counted: Counted,
}

impl Story {
    /// Changes the innermost table.
    pub fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.open.last_mut() {
            change(table);
        }
    }

    /// Changes the innermost cell.
    pub fn cell(&mut self, change: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            change(cell);
        }
    }

    /// Whether what stands here is shown in another cell, or nowhere.
    pub fn is_covered(&self) -> bool {
        let is_covered = |table: &Table| table.is_row_deleted() || table.cell.as_ref().is_some_and(Cell::is_covered);
        self.open.iter().any(is_covered)
    }

    pub fn begin_table(&mut self, budget: &Budget) -> Result<(), Unreadable> {
        let place = self.told.len();
        budget.within(place as u64 + 1, &SHEETS)?;
        budget.within(self.open.len() as u64 + 1, &NESTED)?;
        let (label, inside, mut before) = if let Some(around) = self.open.last_mut() {
            around.inner += 1;
            let of_cell = around.cell.as_ref().map(|cell| cell.text.as_str()).unwrap_or_default();
            let line = |text: &str| Line { text: text.to_owned(), ..Line::default() };
            let lines: Vec<Line> = of_cell.lines().filter(|text| !text.trim().is_empty()).map(line).collect();
            (format!("{}.{}", around.label, around.inner), Some(around.place), lines)
        } else {
            self.outer += 1;
            (self.outer.to_string(), None, std::mem::take(&mut self.behind))
        };
        // A table that only lays out another one has its lines before it.
        if let (true, Some(around)) = (before.is_empty(), inside) {
            before.clone_from(&self.told[around].before);
        }
        let before = nearest(before);
        self.told.push(Told { before, inside, ..Told::default() });
        self.open.push(Table::new(place, label));
        Ok(())
    }

    pub fn end_cell(&mut self, budget: &mut Budget) -> Result<(), Unreadable> {
        let Self { open, counted, .. } = self;
        let ended = open.last_mut().map_or(Ok(()), |table| table.end_cell(budget, counted));
        Ok(ended.map_err(|excess| self.at(excess))?)
    }

    pub fn end_row(&mut self, budget: &mut Budget) -> Result<(), Unreadable> {
        let ended = self.open.last_mut().map_or(Ok(()), |table| table.end_row(budget));
        Ok(ended.map_err(|excess| self.at(excess))?)
    }

    /// The same, told of the table in which it was too much.
    fn at(&self, excess: Excess) -> Excess {
        match self.open.last() {
            Some(table) => excess.on(u16::try_from(table.place).unwrap_or(u16::MAX), &table.label, (table.count, 0)),
            None => excess,
        }
    }

    pub fn end_table(&mut self, budget: &mut Budget) -> Result<(), Unreadable> {
        let Some(mut table) = self.open.pop() else { return Ok(()) };
        table.end();
        if let Some(cell) = self.open.last_mut().and_then(|around| around.cell.as_mut()) {
            // Word shows it in the cell around it.
            let text = table.text();
            budget.repeated(text.len(), 1)?;
            if !text.is_empty() {
                cell.line(&text);
            }
        }
        let place = table.place;
        self.told[place].table = table;
        Ok(())
    }

    pub fn end_paragraph(&mut self, paragraph: Paragraph, is_heading: bool) {
        let Paragraph { number, text, hidden, is_joined, page, .. } = paragraph;
        let cell = self.open.last_mut().and_then(|table| table.cell.as_mut());
        let Some(cell) = cell else {
            let before = self.page + u32::from(page == Page::Begins);
            self.page = before + u32::from(page == Page::Ends);
            if is_joined {
                self.carried.push_str(&text);
                return;
            }
            let text = number + &std::mem::take(&mut self.carried) + &text;
            if !text.trim().is_empty() {
                self.behind.push(Line { text: text.trim().to_owned(), is_heading, page: before });
            }
            // Of a long text only its beginning and its end can be of use.
            if self.behind.len() > BEHIND + 2 * LINES {
                self.behind.remove(BEHIND);
            }
            return;
        };
        if !hidden.trim().is_empty() {
            cell.hidden = format!("{} {}", cell.hidden, hidden.trim());
        }
        if is_joined {
            cell.carried.push_str(&text);
            return;
        }
        let carried = std::mem::take(&mut cell.carried);
        // Where a number stands alone, the sign behind it sets it off from nothing.
        let is_alone = carried.is_empty() && text.trim().is_empty();
        let number = if is_alone { number.trim_end().trim_end_matches(['.', ')']) } else { &number };
        let line = number.to_owned() + &carried + &text;
        // A paragraph of which nothing but hidden text is left is not shown.
        if !line.is_empty() || hidden.is_empty() {
            cell.line(&line);
        }
    }
}

/// The lines that belong to a table: of many, those on the page of the last one.
fn nearest(mut lines: Vec<Line>) -> Vec<Line> {
    if lines.len() > LINES {
        let page = lines.last().map_or(0, |last| last.page);
        lines.retain(|line| line.page == page);
        let more = lines.len().saturating_sub(LINES);
        lines.drain(..more);
    }
    lines
}
