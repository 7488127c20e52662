//! The rows of a table as typed records: headings, situations, continuations, further measures; everything else is
//! recognised, counted and reported. No row vanishes.

use super::cells::{join, push};
use super::codes;
use super::columns::{Header, Holds, header_spot};
use super::criterion_cells::{criterion_of, without_combined};
use super::grid::{CellValue, Grid, GridRow};
use super::held::Held;
use super::raw::{RawFunction, RawRecord, RawSituation};
use super::row_kinds::{day_of, has_ids, heading, numbered_heading, prepared_from, prepared_rows, report_row, stems};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::Table;
use crate::source::Spot;
use crate::text::{comparable, excerpt};

/// What became of the rows of a table.
#[derive(Default)]
struct Counts {
    read: usize,
    headings: usize,
    continued: usize,
    measures: usize,
    numbers: usize,
    headers: usize,
    closing: usize,
    prepared: usize,
}

/// Reads the rows below a header, up to a row, and adds their functions. Each row is taken out of the grid, and its texts move into
/// the records: a long register is in memory once. Where no heading groups the rows, `group` does.
pub(super) fn read(
    grid: &mut Grid,
    header: &Header,
    end: usize,
    group: Option<&str>,
    functions: &mut Vec<RawFunction<'static>>,
    sink: &mut Sink<'_>,
) {
    let ids = header.column(Table::Situation, "id").or_else(|| header.column(Table::Situation, "text"));
    let is_numbered = |row: &&GridRow| ids.is_some_and(|id| row.cell(id).is_some_and(|cell| cell.whole().is_some()));
    let last_numbered = grid.rows[header.after..end].iter().rev().find(is_numbered).map(|row| row.number);
    let empty = |row: &mut GridRow| GridRow { number: row.number, cells: std::mem::take(&mut row.cells) };
    let mut rows: Vec<GridRow> = grid.rows[header.after..end].iter_mut().map(empty).collect();
    without_combined(&mut rows, grid, header);
    let prepared = rows.split_off(prepared_from(&rows, header)).len();
    let spot = header_spot(grid, header);
    let mut walk = Walk {
        grid,
        header,
        sink,
        totals: stems("stem-total"),
        functions,
        group: group.map(|group| (group.to_owned(), spot)),
        function: None,
        pending: Vec::new(),
        counts: Counts { prepared, ..Counts::default() },
        last_row: header.row,
        last_numbered,
        open: false,
        held: Held::of(grid, header),
        has_ids: has_ids(&rows, header),
        last_id: None,
    };
    // A prepared row in which nobody wrote holds only the template's own formulas: it is blank.
    let stated =
        |column: u16| header.columns.iter().any(|c| c.number == column && matches!(c.holds, Some(Holds::Stated(_))));
    let mut rows = rows.into_iter().peekable();
    while let Some(mut row) = rows.next() {
        walk.held.fill(&mut row, header);
        if row.cells.iter().any(|(column, _)| !stated(*column)) {
            walk.row(row, rows.peek());
        }
    }
    walk.finish();
}

struct Walk<'w, 'f> {
    grid: &'w Grid,
    header: &'w Header,
    sink: &'w mut Sink<'f>,
    totals: Vec<String>,
    functions: &'w mut Vec<RawFunction<'static>>,
    /// The group heading in force.
    group: Option<(String, Spot)>,
    /// The function that a line above names for the rows below it.
    function: Option<(String, Spot)>,
    /// Lines of one text that are headings if a situation follows, closing lines if none does.
    pending: Vec<(String, Spot)>,
    counts: Counts,
    last_row: u32,
    /// The last row of the table that has a number.
    last_numbered: Option<u32>,
    /// Whether the row before belongs to a situation, so that this one may continue it.
    open: bool,
    held: Held,
    has_ids: bool,
    /// The number of the situation above.
    last_id: Option<String>,
}

impl Walk<'_, '_> {
    /// Reads a row; the one below it tells what it is, where it has a number and one text.
    fn row(&mut self, row: GridRow, below: Option<&GridRow>) {
        let blank_between = row.number > self.last_row + 1;
        let was_open = self.open;
        self.last_row = row.number;
        if self.header.is_repeated_in(&row) {
            self.counts.headers += 1;
            return;
        }
        if row.is_column_numbers(self.header.columns.len()) {
            self.counts.numbers += 1;
            return;
        }
        self.open = false;
        if let Some(heading) = self.heading(&row) {
            self.pending.push(heading);
            return;
        }
        if let Some(heading) = numbered_heading(self.header.column(Table::Situation, "id"), &row, below) {
            let spot = self.grid.spot(row.number, heading.column);
            let functions = self.header.column(Table::Function, "name");
            let is_named = |below: &GridRow| functions.is_some_and(|function| below.cell(function).is_some());
            if functions == Some(heading.column) && !below.is_some_and(is_named) {
                // It names the function of the rows below, which name none.
                self.counts.headings += 1;
                self.function = Some((heading.text.to_owned(), spot));
            } else {
                self.pending.push((heading.shown(), spot));
            }
            return;
        }
        if self.is_total(&row) || self.is_signature(&row) {
            self.counts.closing += 1;
            return;
        }
        let has = |table, key| self.header.cell(&row, table, key).is_some();
        let situation = |key| has(Table::Situation, key);
        let by_criteria = self.header.has_points_by_criteria(&row);
        let scores = situation("likelihood.score") || situation("harm.score") || by_criteria;
        let id_column = self.header.column(Table::Situation, "id").is_some();
        let numbered = if id_column && self.has_ids { situation("id") } else { situation("text") };
        // A row under a merged situation speaks of the same one.
        let same = self.held.is_held(self.header.column(Table::Situation, "text"))
            || (self.held.is_held(self.header.column(Table::Situation, "id")) && !situation("text"));
        let own = |key| has(Table::Measure, key) && !self.held.is_held(self.header.column(Table::Measure, key));
        if !same && (numbered || scores) {
            self.situation(row);
        } else if own("text") && (same || has(Table::Measure, "due")) && self.counts.read > 0 {
            self.counts.measures += 1;
            self.open = true;
            self.add_measure(&row);
        } else if same || (was_open && !blank_between && !has(Table::Measure, "due")) {
            self.counts.continued += 1;
            self.open = true;
            self.continue_situation(&row);
        } else if self.is_closing(&row) {
            self.counts.closing += 1;
        } else {
            report_row(self.grid, &row, "row-not-understood", "row-not-understood-help", self.sink);
        }
    }

    /// The text of a heading; one with a number of its own, where the rows below have none, keeps it.
    fn heading(&self, row: &GridRow) -> Option<(String, Spot)> {
        let ids = self.header.column(Table::Situation, "id");
        if let (false, Some(ids), [(first, number), (column, CellValue::Text(text))]) =
            (self.has_ids, ids, row.cells.as_slice())
            && *first == ids
            && number.whole().is_some()
        {
            return Some((format!("{}. {}", number.shown().trim(), text.trim()), self.grid.spot(row.number, *column)));
        }
        heading(self.grid, self.header, row)
    }

    fn is_total(&self, row: &GridRow) -> bool {
        let (column, cell) = &row.cells[0];
        let first = comparable(&cell.shown());
        let is_word = |rest: &str| !rest.starts_with(char::is_alphabetic);
        let text = self.header.column(Table::Situation, "text");
        self.totals.iter().any(|stem| first.strip_prefix(stem.as_str()).is_some_and(is_word))
            && text.is_none_or(|text| *column < text && row.cell(text).is_none())
    }

    /// A line below the table that has neither a number nor a text of a situation: `Head ... A. Asanov`.
    fn is_signature(&self, row: &GridRow) -> bool {
        // A line to sign on may have its day already.
        let digits = |cell: &CellValue| {
            let shown = cell.shown();
            shown.chars().any(|c| c.is_ascii_digit()) && !shown.contains("__")
        };
        let cell = |table, key| self.header.cell(row, table, key);
        cell(Table::Situation, "text").is_none()
            && cell(Table::Function, "name").is_none()
            && cell(Table::Situation, "id").is_some_and(|id| !digits(id))
            && self.is_closing(row)
    }

    /// A line of totals, or one that stands below the table where nothing but signatures and notes follows.
    fn is_closing(&self, row: &GridRow) -> bool {
        let first = row.cells[0].1.shown();
        let total = self.totals.iter().any(|stem| comparable(&first).starts_with(stem.as_str()));
        total || self.last_numbered.is_none_or(|last| last <= row.number)
    }

    fn situation(&mut self, mut row: GridRow) {
        self.counts.read += 1;
        self.open = true;
        if let Some(heading) = self.pending.pop() {
            self.counts.headings += 1;
            for (text, spot) in self.pending.drain(..) {
                self.counts.headings += 1;
                let message = Message::new("heading-without-situations").with("text", excerpt(&text, 60));
                self.sink.report(&codes::EMPTY_HEADING, spot, message).help =
                    Some(Message::new("heading-without-situations-help"));
            }
            self.group = Some(heading);
            self.function = None;
        }
        let spot = self.grid.row_spot(&row);
        let mut function = RawRecord::new(spot);
        let mut record = RawRecord::new(spot);
        let mut measure = RawRecord::new(spot);
        let (mut stated, mut criteria) = (Vec::new(), Vec::new());
        for column in &self.header.columns {
            let Some(cell) = row.take(column.number) else { continue };
            let spot = self.grid.spot(row.number, column.number);
            match column.holds {
                Some(Holds::Field(Table::Function, key)) => push(&mut function, Table::Function, key, cell, spot),
                Some(Holds::Field(Table::Measure, key)) => push(&mut measure, Table::Measure, key, cell, spot),
                Some(Holds::Field(table, key)) => {
                    if key == "id" {
                        self.look_at_id(&cell, spot);
                    }
                    push(&mut record, table, key, cell, spot);
                }
                Some(Holds::Stated(_)) if matches!(cell, CellValue::Uncalculated(_) | CellValue::Error(_)) => {}
                Some(Holds::Stated(key)) => stated.push((key, cell.shown(), spot)),
                Some(Holds::Justifications) => {
                    push(&mut record, Table::Situation, "likelihood.justification", cell.clone(), spot);
                    push(&mut record, Table::Situation, "harm.justification", cell, spot);
                }
                Some(Holds::Criterion { justification }) => {
                    let record = criterion_of(column, &mut criteria, spot);
                    if let Some(record) = record {
                        let key = if justification { "justification" } else { "score" };
                        push(record, Table::Criterion, key, cell, spot);
                    }
                }
                // A cross stands for the point that its column is named by.
                Some(Holds::Point(key)) => {
                    let point = CellValue::Text(column.own.to_string().into());
                    push(&mut record, Table::Situation, key, point, spot);
                }
                None => {}
            }
        }
        if let Some((group, spot)) = &self.group {
            function.push("group", group.clone(), *spot);
        }
        if function.field("name").is_some() {
            self.function = None;
        } else if let Some((name, spot)) = &self.function {
            function.push("name", name.clone(), *spot);
        }
        let measures = if measure.fields.is_empty() { Vec::new() } else { vec![measure] };
        let situation = RawSituation { record, stated, criteria, measures };
        self.place(function, situation);
    }

    /// Reports a number that the spreadsheet turned into a day, or whose last zero it dropped: it stores 1.10 as 1.1.
    fn look_at_id(&mut self, cell: &CellValue, spot: Spot) {
        let shown = cell.shown();
        let message = match cell {
            CellValue::Date(day) => Some(Message::new("id-became-day").with("day", *day)),
            // A file of text holds the day as the spreadsheet showed it.
            CellValue::Text(text) => day_of(text).map(|day| Message::new("id-became-day").with("day", day)),
            CellValue::Number(_) => {
                let before = self.last_id.as_deref().and_then(|before| before.strip_suffix(".9"));
                let dropped = before.is_some_and(|before| shown.strip_suffix(".1") == Some(before));
                dropped.then(|| Message::new("id-lost-zero"))
            }
            _ => None,
        };
        if let Some(message) = message {
            self.sink.report(&codes::ID_CHANGED, spot, message.with("read", shown.as_str())).help =
                Some(Message::new("id-changed-help"));
        }
        self.last_id = Some(shown);
    }

    /// Puts a situation under its function: the one above if it names the same or none, else a new one.
    fn place(&mut self, mut function: RawRecord<'static>, situation: RawSituation<'static>) {
        let named = function.field("name").is_some();
        if let Some(above) = self.functions.last_mut() {
            let is_same = |key| {
                above.record.field(key).map(|field| &field.value) == function.field(key).map(|field| &field.value)
            };
            if is_same("group") && (!named || is_same("name")) {
                above.situations.push(situation);
                return;
            }
        }
        if !named && self.header.column(Table::Function, "name").is_none() {
            // The table has no column for functions: the heading, or nothing, names them.
            let name = self.group.as_ref().map_or("-", |(group, _)| group.as_str()).to_owned();
            function.push("name", name, function.spot);
        }
        self.functions.push(RawFunction { record: function, situations: vec![situation] });
    }

    fn add_measure(&mut self, row: &GridRow) {
        let spot = self.grid.row_spot(row);
        let mut measure = RawRecord::new(spot);
        for column in &self.header.columns {
            let Some(cell) = row.cell(column.number) else { continue };
            let spot = self.grid.spot(row.number, column.number);
            match column.holds {
                Some(Holds::Field(Table::Measure, key)) => push(&mut measure, Table::Measure, key, cell.clone(), spot),
                None => {}
                // What is merged from above was said there.
                Some(_) if self.held.is_held(Some(column.number)) => {}
                Some(_) => report_beside(cell, spot, self.sink),
            }
        }
        if let Some(situation) = self.last_situation() {
            situation.measures.push(measure);
        }
    }

    fn last_situation(&mut self) -> Option<&mut RawSituation<'static>> {
        self.functions.last_mut()?.situations.last_mut()
    }

    /// Joins a row to the one above, cell by cell.
    fn continue_situation(&mut self, row: &GridRow) {
        let (grid, header) = (self.grid, self.header);
        for column in &header.columns {
            let Some(cell) = row.cell(column.number).filter(|_| !self.held.is_held(Some(column.number))) else {
                continue;
            };
            let spot = grid.spot(row.number, column.number);
            let Some(function) = self.functions.last_mut() else { return };
            let alone = function.situations.len() == 1;
            let Some(situation) = function.situations.last_mut() else { return };
            match column.holds {
                // The name above belongs to several situations: what goes on here is the name of this one's function.
                Some(Holds::Field(Table::Function, key)) if alone => {
                    join(&mut function.record, Table::Function, key, cell, spot);
                }
                Some(Holds::Field(Table::Function, _)) => report_beside(cell, spot, self.sink),
                Some(Holds::Field(Table::Measure, key)) => {
                    if situation.measures.is_empty() {
                        situation.measures.push(RawRecord::new(spot));
                    }
                    if let Some(measure) = situation.measures.last_mut() {
                        join(measure, Table::Measure, key, cell, spot);
                    }
                }
                Some(Holds::Field(table, key)) => join(&mut situation.record, table, key, cell, spot),
                Some(Holds::Justifications) => {
                    for key in ["likelihood.justification", "harm.justification"] {
                        join(&mut situation.record, Table::Situation, key, cell, spot);
                    }
                }
                Some(Holds::Criterion { justification }) => {
                    let key = if justification { "justification" } else { "score" };
                    if let Some(record) = criterion_of(column, &mut situation.criteria, spot) {
                        join(record, Table::Criterion, key, cell, spot);
                    }
                }
                Some(Holds::Stated(_) | Holds::Point(_)) | None => {}
            }
        }
    }

    fn finish(mut self) {
        self.counts.closing += self.pending.len();
        let Counts { read, headings, continued, measures, numbers, headers, closing, prepared } = self.counts;
        let message = Message::new("rows-read")
            .with("read", read)
            .with("headings", headings)
            .with("continued", continued)
            .with("measures", measures)
            .with("numbers", numbers)
            .with("headers", headers)
            .with("closing", closing)
            .with("prepared", prepared_rows(prepared));
        self.sink.report(&codes::ROWS_READ, header_spot(self.grid, self.header), message);
    }
}

/// Reports a cell of a situation in a row that only adds a measure, or continues the row above.
fn report_beside(cell: &CellValue, spot: Spot, sink: &mut Sink<'_>) {
    let message = Message::new("cell-beside-measure").with("found", excerpt(&cell.shown(), 40));
    sink.report(&codes::ROW_NOT_UNDERSTOOD, spot, message).help = Some(Message::new("cell-beside-measure-help"));
}
