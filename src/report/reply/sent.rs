//! The department's own tables, cell for cell as they were sent: a sheet for each, at the same rows and columns, the faulty cells
//! coloured, each with a note that says what is wrong and what to write.

use crate::diag::{Diagnostic, Severity};
use crate::locale::Language;
use crate::report::reply::subject::Reply;
use crate::sheet::{Cell, Note, Purpose, Role, Sheet, Stream};
use crate::source::{Position, ShownCell, ShownRow, ShownSheet};
use crate::text::{capitalised, excerpt};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The last row that is shown, and how many cells: a file may hold a cell in the last row of the last column, and nothing else.
const ROWS: u32 = 200_000;
const CELLS: usize = 3_000_000;
/// The widest table whose empty cells are drawn too, in columns.
const WIDEST: u16 = 64;
/// How many notes a sheet has: each is a drawing. Beyond them cells are coloured all the same, and listed.
const NOTES: usize = 1_000;
/// How many findings a note tells, and how much of each, in characters.
const TOLD: usize = 4;
const LONGEST: usize = 600;
/// How much of a text a cell takes, in UTF-16 units: less than Excel does.
const TEXT: usize = 32_000;
/// From so many filled cells on a row is one of a table: what stands above is a title, and is not cut into columns.
const OF_A_TABLE: usize = 3;
/// How many rows tell the width of a column, and the narrowest and the widest column, in characters.
const LOOKED_AT: usize = 2_000;
const WIDTHS: (usize, usize) = (6, 46);
/// The smallest scale, in percent, at which a table is printed, and how many characters stand beside each other on a page that
/// lies on its side, at full size. A broader table goes on on further pages, each with its first columns.
const LEAST_SCALE: u16 = 60;
const PAGE_WIDTH: u16 = 140;
/// How many of these there are at most, and how much of a page they may take: a third.
const FIRST: usize = 3;
const REPEATED: u16 = 3;
/// The width of a text file, in characters.
const PAGE: u16 = 110;

/// The sheets that were sent.
pub(super) fn sent<'a>(reply: &Reply<'_, 'a>) -> Vec<Sheet<'a>> {
    let mut faults = Faults::of(reply);
    reply
        .shown()
        .map(|(tab, sheet)| {
            let faults = faults.by_sheet.remove(&sheet.name.as_deref().map(str::to_owned)).unwrap_or_default();
            Shown::of(Arc::clone(sheet), faults, reply).sheet(tab)
        })
        .collect()
}

/// What is wrong in a cell: the worst of it, and all in words.
#[derive(Default)]
struct Fault {
    is_error: bool,
    told: Vec<Arc<str>>,
}

/// The faulty cells of a sheet, by row and column.
type Cells = BTreeMap<(u32, u16), Fault>;

#[derive(Default)]
struct Faults {
    by_sheet: HashMap<Option<String>, Cells>,
}

impl Faults {
    fn of(reply: &Reply<'_, '_>) -> Self {
        let mut all = Self::default();
        for one in reply.found.iter().filter(|one| one.first.severity != Severity::Information) {
            let severity = one.first.severity;
            let told: Arc<str> = told(reply, one.first).into();
            for found in std::iter::once(one.first).chain(one.more.iter().copied()) {
                let (sheet, cell) = match &found.place.position {
                    Position::File => continue,
                    Position::Text { line, .. } => {
                        (None, (u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX), 0))
                    }
                    Position::Cell { sheet, row, column, .. } => (sheet.as_deref().map(str::to_owned), (*row, *column)),
                };
                let fault = all.by_sheet.entry(sheet).or_default().entry(cell).or_default();
                fault.is_error |= severity == Severity::Error;
                if fault.told.len() < TOLD {
                    fault.told.push(Arc::clone(&told));
                }
            }
        }
        all
    }
}

/// What a note says of a finding: what is wrong, and what to write.
fn told(reply: &Reply<'_, '_>, found: &Diagnostic) -> String {
    let severity = capitalised(&reply.text(&format!("severity-{}", found.severity.key())));
    let line = |title: &str, message| format!("{title}: {}", excerpt(&reply.format(message), LONGEST));
    let mut lines = vec![line(&severity, &found.message)];
    lines.extend(found.help.as_ref().map(|help| line(&reply.text("reply-head-write"), help)));
    lines.join("\n")
}

/// A sheet that was sent, with what is wrong in it.
struct Shown {
    sheet: Arc<ShownSheet>,
    faults: Cells,
    language: Language,
    /// The first row of a table; `None`: there is none.
    table: Option<u32>,
    /// The first column of the tables, and the one after the last.
    columns: (u16, u16),
    /// How many rows are shown, and whether that is less than was sent.
    rows: u32,
    is_cut: bool,
    /// The cells that are one, by their row: first and last column.
    spans: BTreeMap<u32, Vec<(u16, u16)>>,
}

impl Shown {
    fn of(sheet: Arc<ShownSheet>, faults: Cells, reply: &Reply<'_, '_>) -> Self {
        let table = sheet.rows.iter().find(|row| row.cells.len() >= OF_A_TABLE).map(|row| row.number);
        let of_table = || sheet.rows.iter().filter(|row| table.is_some_and(|from| row.number >= from));
        let first = of_table().filter_map(|row| row.cells.first()).map(|(column, _)| *column).min();
        let after = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| column + 1).max();
        let columns = (first.unwrap_or_default(), after.unwrap_or(1));
        let last_fault = faults.keys().map(|(row, _)| row + 1).max().unwrap_or_default();
        let last_row = sheet.rows.last().map_or(0, |row| row.number + 1);
        let mut area = 0;
        let within = |row: &&ShownRow| {
            area += usize::from(if columns.1 <= WIDEST { columns.1 } else { width(row) });
            row.number < ROWS && area <= CELLS
        };
        let rows = sheet.rows.iter().take_while(within).last().map_or(0, |row| row.number + 1);
        let is_cut = rows < last_row;
        let rows = if is_cut { rows } else { rows.max(last_fault.min(ROWS)) };
        let mut spans: BTreeMap<u32, Vec<(u16, u16)>> = BTreeMap::new();
        let wide = sheet.merged.iter().filter(|(_, left, _, right)| left < right && *left < columns.1);
        let of_rows = wide.flat_map(|(top, left, bottom, right)| {
            (*top..=(*bottom).min(rows)).map(|row| (row, (*left, (*right).min(columns.1 - 1))))
        });
        for (row, span) in of_rows.take(CELLS) {
            spans.entry(row).or_default().push(span);
        }
        for of_row in spans.values_mut() {
            of_row.sort_unstable();
        }
        Self { sheet, faults, language: reply.language, table, columns, rows, is_cut, spans }
    }

    fn sheet<'a>(self, name: String) -> Sheet<'a> {
        let notes = self.faults.iter().filter(|((row, _), _)| *row < self.rows).take(NOTES);
        let notes = notes.map(|((row, column), fault)| {
            let text = fault.told.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("\n\n");
            Note { row: *row, column: self.first_of(*row, *column), text }
        });
        // Two faulty cells that are one have one note.
        let mut notes: Vec<Note> = notes.collect();
        notes.dedup_by(|later, first| (later.row, later.column) == (first.row, first.column));
        let (rows, is_cut, language) = (self.rows as usize, self.is_cut, self.language);
        let widths = self.widths();
        let room = PAGE_WIDTH * 100 / LEAST_SCALE;
        let is_broad = self.table.is_some() && widths.iter().copied().map(u32::from).sum::<u32>() > room.into();
        let mut sheet = Sheet {
            name,
            scale: is_broad.then_some(LEAST_SCALE),
            repeat_columns: if is_broad { first_of(&widths, room / REPEATED) } else { 0 },
            widths,
            notes,
            landscape: self.table.is_some(),
            repeat_rows: self.table.map(|row| (row, row)),
            // Each text stays in its cell, however tall: the places are those of the file.
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        sheet.stream = Some(Stream::new(rows + usize::from(is_cut), move |number| {
            if number == rows {
                return vec![Cell::text(Role::Remark, language.text("reply-sent-cut"))];
            }
            self.row(u32::try_from(number).unwrap_or(u32::MAX))
        }));
        sheet
    }

    /// The first column of the cells that are one with a cell.
    fn first_of(&self, row: u32, column: u16) -> u16 {
        let spans = self.spans.get(&row).into_iter().flatten();
        spans.into_iter().find(|(first, last)| (*first..=*last).contains(&column)).map_or(column, |(first, _)| *first)
    }

    fn row<'a>(&self, number: u32) -> Vec<Cell<'a>> {
        let at = self.sheet.rows.binary_search_by_key(&number, |row| row.number).ok();
        let row = at.map(|at| &self.sheet.rows[at]);
        let faults = self.faults.range((number, 0)..=(number, u16::MAX)).map(|((_, column), _)| column + 1);
        let is_of_table = row.is_some() && self.table.is_some_and(|from| number >= from);
        let (from, to) = self.columns;
        let drawn = if is_of_table && to <= WIDEST { to } else { row.map_or(0, width) };
        let after = drawn.max(faults.max().unwrap_or_default());
        let mut spans = self.spans.get(&number).into_iter().flatten().copied().peekable();
        let (mut cells, mut column) = (Vec::with_capacity(after.into()), 0);
        while column < after {
            while spans.next_if(|(first, _)| *first < column).is_some() {}
            let last = spans.next_if(|(first, _)| *first == column).map_or(column, |(_, last)| last);
            let faults = self.faults.range((number, column)..=(number, last));
            let worst = faults.map(|(_, fault)| fault.is_error).max();
            let role = match worst {
                Some(true) => Role::Faulty,
                Some(false) => Role::Doubtful,
                None if is_of_table && column >= from => Role::Sent,
                None => Role::Datum,
            };
            let value = row.and_then(|row| {
                let at = row.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
                Some(&row.cells[at].1)
            });
            cells.push(self.cell(value, role).spanning(last - column + 1));
            column = last + 1;
        }
        cells
    }

    fn cell<'a>(&self, value: Option<&ShownCell>, role: Role) -> Cell<'a> {
        match value {
            None => Cell::empty(role),
            Some(ShownCell::Number(number)) => Cell::number(role, *number),
            Some(ShownCell::Date(day)) => Cell::text(role, self.language.date(*day)),
            Some(ShownCell::Text(text)) => Cell::text(role, fitting(text)),
        }
    }

    /// A width for each column: short texts on one line, long ones on several.
    fn widths(&self) -> Vec<u16> {
        if self.table.is_none() && self.columns.1 == 1 {
            return vec![PAGE];
        }
        let mut longest = vec![(0_usize, 0_usize); self.columns.1.into()];
        let of_table = self.sheet.rows.iter().filter(|row| self.table.is_none_or(|from| row.number >= from));
        for row in of_table.take(LOOKED_AT) {
            for (column, value) in &row.cells {
                if self.spans.get(&row.number).is_some_and(|spans| spans.iter().any(|(first, _)| first == column)) {
                    continue;
                }
                let length = |text: &str| text.chars().count();
                let (line, word) = match value {
                    ShownCell::Text(text) => (
                        text.lines().map(length).max().unwrap_or_default(),
                        text.split_whitespace().map(length).max().unwrap_or_default(),
                    ),
                    ShownCell::Number(number) => (number.to_string().len(), 0),
                    ShownCell::Date(_) => (10, 10),
                };
                let longest = &mut longest[usize::from(*column)];
                *longest = (longest.0.max(line), longest.1.max(word));
            }
        }
        let width = |(line, word): (usize, usize)| {
            let wanted = if line <= 14 { line + 2 } else { (line / 3).max(word.min(24) + 2).max(16) };
            u16::try_from(wanted.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(PAGE)
        };
        longest.into_iter().map(width).collect()
    }
}

/// How many of the first columns fit into a width.
fn first_of(widths: &[u16], room: u16) -> u16 {
    let mut left = room;
    let fits = |width: &&u16| left.checked_sub(**width).map(|rest| left = rest).is_some();
    u16::try_from(widths.iter().take_while(fits).take(FIRST).count()).unwrap_or_default()
}

/// How many columns a row reaches over.
fn width(row: &ShownRow) -> u16 {
    row.cells.last().map_or(0, |(column, _)| column + 1)
}

/// As much of a text as a cell takes.
fn fitting(text: &str) -> String {
    if text.len() <= TEXT || text.encode_utf16().count() <= TEXT {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units < TEXT
    };
    text.chars().take_while(fits).chain(['…']).collect()
}
