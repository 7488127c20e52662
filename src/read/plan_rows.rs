//! The rows of a plan's table: chapters, tasks, measures, continuations, the list of abbreviations at the end. Rows
//! that a scan shifted are corrected and reported; no row vanishes.

use super::cells::{is_continued, push};
use super::codes;
use super::columns::{Header, Holds};
use super::grid::{CellValue, Grid, GridRow};
use super::lists::{leading_number, split};
use super::plan_cells::{split_executors, split_measures};
use super::raw::{RawChapter, RawField, RawPlan, RawRecord, RawTask, RawText, RawValue};
use super::row_kinds::{heading, numbered_heading, prepared_from, prepared_rows, report_row};
use super::term::term;
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{Recurrence, Table};
use crate::source::Spot;
use crate::text::excerpt;

/// What became of the rows of all tables.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    continued: usize,
    numbers: usize,
    headers: usize,
    /// With the lines above the tables.
    pub closing: usize,
    prepared: usize,
}

/// Reads the rows below the header into the plan, and counts them. Above the titles may stand the heading of a chapter.
pub(super) fn read(
    grid: &Grid,
    (header, end): (&Header, usize),
    chapter: Option<(String, Spot)>,
    raw: &mut RawPlan<'static>,
    counts: &mut Counts,
    sink: &mut Sink<'_>,
) {
    let rows = &grid.rows[header.after..end];
    let (rows, prepared) = rows.split_at(prepared_from(rows, header));
    counts.prepared += prepared.len();
    // The last row that is certainly of the table: what stands below is a list of abbreviations, signatures, notes.
    let due = header.column(Table::Measure, "due");
    let measure = header.column(Table::Measure, "text");
    let in_table = |row: &GridRow| {
        due.is_some_and(|due| row.cell(due).is_some())
            || row.cells.first().is_some_and(|(_, cell)| cell.whole().is_some())
            || (due.is_none() && row.cells.len() > 2 && measure.is_some_and(|measure| row.cell(measure).is_some()))
    };
    let end = rows.iter().rposition(in_table).map_or(0, |at| at + 1);
    let pending = chapter.into_iter().collect();
    let mut walk = Walk { grid, header, raw, sink, counts, pending, last_row: header.row, open: false };
    for (at, row) in rows.iter().enumerate() {
        let is_of_plan = |row: &&GridRow| !header.is_repeated_in(row) && !row.is_column_numbers(header.columns.len());
        walk.row(row, rows[at + 1..].iter().find(is_of_plan), at >= end);
    }
    walk.counts.closing += walk.pending.len();
}

struct Walk<'w, 'f> {
    grid: &'w Grid,
    header: &'w Header,
    raw: &'w mut RawPlan<'static>,
    sink: &'w mut Sink<'f>,
    counts: &'w mut Counts,
    /// Lines of one text that are chapters if a measure follows, closing lines if none does.
    pending: Vec<(String, Spot)>,
    last_row: u32,
    /// Whether the row before belongs to a measure, so that this one may continue it.
    open: bool,
}

impl Walk<'_, '_> {
    /// Reads a row, before the one that comes next; `below` says that it stands below the table.
    fn row(&mut self, row: &GridRow, next: Option<&GridRow>, below: bool) {
        let may_continue = self.open && row.number <= self.last_row + 1;
        self.last_row = row.number;
        if self.header.is_repeated_in(row) {
            self.counts.headers += 1;
            return;
        }
        if row.is_column_numbers(self.header.columns.len()) {
            self.counts.numbers += 1;
            return;
        }
        let small = row.cells[0].1.text().is_some_and(|text| text.trim().starts_with(char::is_lowercase));
        // A row that begins in the middle of a sentence continues the one above, even as the last of the table.
        let below = below && !(small && may_continue && row.cells.len() > 1);
        if below && self.abbreviation(row) {
            return;
        }
        if let Some(line) = heading(self.grid, self.header, row) {
            self.open = false;
            self.pending.push(line);
            return;
        }
        let ids = self.header.column(Table::PlannedMeasure, "id");
        if let Some(heading) = numbered_heading(ids, row, next) {
            self.open = false;
            self.pending.push((heading.shown(), self.grid.spot(row.number, heading.column)));
            return;
        }
        let put_right;
        let mut row = row;
        if let Some((shifted, continues)) = self.shifted(row, may_continue, below) {
            if continues {
                self.counts.continued += 1;
                return self.continue_measure(&shifted);
            }
            put_right = shifted;
            row = &put_right;
        }
        let has = |table, key| self.header.cell(row, table, key).is_some();
        let (numbered, measure) = (has(Table::PlannedMeasure, "id"), has(Table::Measure, "text"));
        let tasks = self.header.column(Table::Task, "text").is_some();
        if numbered && (measure || has(Table::Task, "text")) {
            self.task(row);
        } else if measure && !numbered && self.begins_a_measure(row) {
            // Without numbers, a task begins where one is named, or where the table names none, with each measure.
            let begins = has(Table::Task, "text") || (!tasks && !self.goes_on_counting(row));
            if begins { self.task(row) } else { self.measure(row) }
        } else if may_continue && !numbered {
            self.counts.continued += 1;
            self.continue_measure(row);
        } else if below {
            self.counts.closing += 1;
            self.open = false;
        } else {
            self.open = false;
            report_row(self.grid, row, "plan-row-not-understood", "plan-row-not-understood-help", self.sink);
        }
    }

    /// Whether a row without a number begins a measure: it has a term of its own, or its text has the next number.
    fn begins_a_measure(&self, row: &GridRow) -> bool {
        let due = self.header.cell(row, Table::Measure, "due");
        let Some(last) = self.last_measure() else { return due.is_some() };
        if self.goes_on_counting(row) {
            return true;
        }
        match due {
            // A term that a page break cut in two goes on here.
            Some(due) => !last.text_of("due").is_some_and(|above| is_cut(above, &due.shown())),
            None => self.inherits_term(row),
        }
    }

    fn last_measure(&self) -> Option<&RawRecord<'static>> {
        self.raw.chapters.last()?.tasks.last()?.measures.last()
    }

    /// Whether the text of the measure begins with the number after the one above.
    fn goes_on_counting(&self, row: &GridRow) -> bool {
        let text = self.header.cell(row, Table::Measure, "text").and_then(CellValue::text);
        let number = text.and_then(leading_number).map(|(number, _)| number);
        let above = self.last_measure().and_then(|measure| leading_number(measure.text_of("text")?));
        number.is_some() && number == above.map(|(above, _)| above + 1)
    }

    /// Whether the cell of the term is merged with the one above.
    fn inherits_term(&self, row: &GridRow) -> bool {
        let due = self.header.column(Table::Measure, "due");
        due.is_some_and(|due| self.grid.merge_of(row.number, due).is_some_and(|merge| merge.0 < row.number))
    }

    /// Begins a task, in a new chapter if a heading stands above.
    fn task(&mut self, row: &GridRow) {
        self.chapter(row);
        let spot = self.grid.row_spot(row);
        let mut record = RawRecord::new(spot);
        for column in &self.header.columns {
            let Some(cell) = row.cell(column.number) else { continue };
            let spot = self.grid.spot(row.number, column.number);
            match column.holds {
                Some(Holds::Field(Table::Task, key)) => push(&mut record, Table::Task, key, cell.clone(), spot),
                Some(Holds::Field(Table::PlannedMeasure, key)) => {
                    record.push(key, self.own_number(&cell.shown()), spot);
                }
                _ => {}
            }
        }
        if let Some(chapter) = self.raw.chapters.last_mut() {
            chapter.tasks.push(RawTask { record, measures: Vec::new() });
        }
        self.measure(row);
    }

    /// The number of a task without its chapter's before it and without a point behind it.
    fn own_number(&self, typed: &str) -> String {
        let number = typed.trim().trim_end_matches(['.', ')']);
        let chapter = self.raw.chapters.last().and_then(|chapter| chapter.record.text_of("id"));
        let own = chapter.and_then(|chapter| number.strip_prefix(chapter)?.strip_prefix('.'));
        own.unwrap_or(number).to_owned()
    }

    /// Begins a chapter if a heading is pending, or if there is none yet.
    fn chapter(&mut self, row: &GridRow) {
        let own = self.pending.pop();
        for (text, spot) in self.pending.drain(..) {
            let message = Message::new("chapter-without-measures").with("text", excerpt(&text, 60));
            self.sink.report(&codes::EMPTY_HEADING, spot, message);
        }
        let Some((text, spot)) = own else {
            if self.raw.chapters.is_empty() {
                let record = RawRecord::new(self.grid.row_spot(row));
                self.raw.chapters.push(RawChapter { record, tasks: Vec::new() });
            }
            return;
        };
        let mut record = RawRecord::new(spot);
        let (number, name) = leading_number(&text).map_or((None, &*text), |(number, name)| (Some(number), name));
        if let Some(number) = number {
            record.push("id", number.to_string(), spot);
        }
        if !name.is_empty() {
            record.push("name", name.to_owned(), spot);
        }
        self.raw.chapters.push(RawChapter { record, tasks: Vec::new() });
    }

    /// Adds a measure to the task at hand.
    fn measure(&mut self, row: &GridRow) {
        self.open = true;
        let mut record = RawRecord::new(self.grid.row_spot(row));
        for column in &self.header.columns {
            let Some(Holds::Field(Table::Measure, key)) = column.holds else { continue };
            let spot = self.grid.spot(row.number, column.number);
            // A cell that is merged over several measures holds for each.
            let merged = || self.grid.merge_of(row.number, column.number).filter(|merge| merge.0 < row.number);
            let above = || merged().and_then(|merge| self.grid.row(merge.0)?.cell(merge.1));
            if let Some(cell) = row.cell(column.number).or_else(above) {
                put(&mut record, Table::Measure, key, cell, spot);
            }
        }
        if let Some(task) = self.raw.chapters.last_mut().and_then(|chapter| chapter.tasks.last_mut()) {
            task.measures.push(record);
        }
    }

    /// Joins a row to the one above, cell by cell.
    fn continue_measure(&mut self, row: &GridRow) {
        let Some(task) = self.raw.chapters.last_mut().and_then(|chapter| chapter.tasks.last_mut()) else { return };
        let Some(measure) = task.measures.last_mut() else { return };
        for column in &self.header.columns {
            let Some(cell) = row.cell(column.number) else { continue };
            let spot = self.grid.spot(row.number, column.number);
            match column.holds {
                Some(Holds::Field(Table::Measure, key)) => join(measure, Table::Measure, key, cell, spot),
                Some(Holds::Field(table, key)) => join(&mut task.record, table, key, cell, spot),
                _ => {}
            }
        }
    }

    /// The corrected form of a row whose cells stand one column too far to the left: its number is glued to the task,
    /// or it has a text where the number belongs and continues the row above. The second value is true for the latter.
    fn shifted(&mut self, row: &GridRow, may_continue: bool, below: bool) -> Option<(GridRow, bool)> {
        let id = self.header.column(Table::PlannedMeasure, "id")?;
        let at = self.header.columns.iter().position(|column| column.number == id)?;
        let last = self.header.columns.last()?;
        let (_, CellValue::Text(text)) = row.cells.first().filter(|(column, _)| *column == id)? else { return None };
        if row.cells.len() < 2 || row.cell(last.number).is_some() || is_number(text) {
            return None;
        }
        let glued = leading_number(text).filter(|(_, rest)| !rest.is_empty());
        // A short word may be a number of another kind: a letter, a Roman numeral.
        let continues = glued.is_none();
        if continues && (!may_continue || below || text.chars().count() < 6) {
            return None;
        }
        let mut cells = Vec::new();
        for (column, next) in self.header.columns[at..].iter().zip(&self.header.columns[at + 1..]) {
            let Some(cell) = row.cell(column.number) else { continue };
            match glued.filter(|_| column.number == id) {
                Some((number, rest)) => {
                    cells.push((id, CellValue::Text(number.to_string().into())));
                    cells.push((next.number, CellValue::Text(rest.into())));
                }
                None => cells.push((next.number, cell.clone())),
            }
        }
        let message = Message::new(if glued.is_some() { "shifted-row" } else { "shifted-continuation" });
        let message = message.with("found", excerpt(text, 40));
        self.sink.report(&codes::SHIFTED_ROW, self.grid.spot(row.number, id), message).help =
            Some(Message::new("shifted-row-help"));
        Some((GridRow { number: row.number, cells }, continues))
    }

    /// An entry of the list of abbreviations below the table: two cells, or one with a dash.
    fn abbreviation(&mut self, row: &GridRow) -> bool {
        let texts: Vec<(&str, u16)> =
            row.cells.iter().filter_map(|(column, cell)| Some((cell.text()?.trim(), *column))).collect();
        let dashes = ['–', '—', '-', ' '];
        let pair = match texts.as_slice() {
            [(short, at), (full, _)] if row.cells.len() == 2 => Some((*short, full.trim_start_matches(dashes), *at)),
            [(line, at)] if row.cells.len() == 1 => {
                let pair = [" – ", " — ", " - "].into_iter().find_map(|dash| line.split_once(dash));
                pair.map(|(short, full)| (short, full, *at))
            }
            _ => None,
        };
        let first = self.header.columns.first().map(|column| column.number);
        let Some((short, full, column)) = pair.filter(|(_, _, column)| Some(*column) == first) else { return false };
        if short.split_whitespace().count() > 3 || short.chars().any(char::is_numeric) {
            return false;
        }
        self.open = false;
        let spot = self.grid.spot(row.number, column);
        let mut record = RawRecord::new(spot);
        for (key, text) in [("short", short), ("full", full)] {
            record.push(key, text.trim().to_owned(), spot);
        }
        self.raw.abbreviations.push(record);
        true
    }
}

/// Separates the things that share one cell, once all tables are read, and reports what became of the rows.
pub(super) fn finish(raw: &mut RawPlan<'static>, counts: Counts, spot: Spot, sink: &mut Sink<'_>) {
    split_measures(raw, sink);
    split_executors(raw);
    let tasks = raw.chapters.iter().flat_map(|chapter| &chapter.tasks);
    let measures = tasks.clone().map(|task| task.measures.len()).sum::<usize>();
    let message = Message::new("plan-rows-read")
        .with("measures", measures)
        .with("chapters", raw.chapters.len())
        .with("tasks", tasks.count())
        .with("continued", counts.continued)
        .with("numbers", counts.numbers)
        .with("headers", counts.headers)
        .with("abbreviations", raw.abbreviations.len())
        .with("closing", counts.closing)
        .with("prepared", prepared_rows(counts.prepared));
    sink.report(&codes::ROWS_READ, spot, message);
}

/// Whether a text is only a number of the table: `7`, `2.1`, `3.`.
fn is_number(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')'))
}

/// Whether the term above is only the beginning of one that the cell below ends.
fn is_cut(above: &str, below: &str) -> bool {
    // What is bound to an event may hold any words: it completes nothing.
    let reads = |text: &str| term(text).is_ok_and(|term| term.recurrence != Some(Recurrence::Event));
    above.trim_end().ends_with('-') || (!reads(above) && reads(&joined(above, below)))
}

/// A text, and what goes on after it.
fn joined(above: &str, below: &str) -> String {
    let mut text = RawText::from(above.to_owned());
    add(&mut text, below);
    text.into()
}

/// Continues a text: with a blank between, unless a hyphen ends the first part. In place, since a text may continue
/// over all rows of a worksheet.
fn add(text: &mut RawText<'static>, more: &str) {
    let (text, more) = (text.to_mut(), more.trim_start());
    text.truncate(text.trim_end().len());
    if !(text.ends_with('-') && more.starts_with(char::is_alphabetic)) {
        text.push(' ');
    }
    text.push_str(more);
}

/// Continues a field of the row above with a cell, or begins it.
fn join(record: &mut RawRecord<'static>, table: Table, key: &'static str, cell: &CellValue, spot: Spot) {
    if !is_continued(record, key, |text| add(text, &cell.shown())) {
        put(record, table, key, cell, spot);
    }
}

/// Puts a cell into a record. Executors without a semicolon stay one text until [`split_executors`]: the next row may
/// continue them.
fn put(record: &mut RawRecord<'static>, table: Table, key: &'static str, cell: &CellValue, spot: Spot) {
    match cell {
        CellValue::Text(text) if key == "responsible" && text.contains([';', '\\']) => {
            let texts = split(text).into_iter().map(|text| (text.into(), spot)).collect();
            record.fields.push(RawField { key, value: RawValue::Texts(texts), spot });
        }
        _ => push(record, table, key, cell.clone(), spot),
    }
}
