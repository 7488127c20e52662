//! A sheet filled: its rows laid out some at a time, beside those that are being laid, into the one place that holds cells.

use super::cells::SheetCells;
use super::frame::Placed;
use super::links::{Links, Stand, Waiting};
use super::looks::Looks;
use super::names::SheetNames;
use super::places::Places;
use super::row_height::{Laid, More};
use crate::locale::Message;
use crate::sheet::{Book, Cell, Row, Sheet, Stream, Value};
use jiff::civil::{Date, date};
use rayon::prelude::*;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::mem;

/// The tallest row that Excel shows, in points.
const TALLEST_ROW: f64 = 409.0;
/// How many rows are laid out at the same time, at most: those of a long sheet are never held all. And how many one thread
/// takes, at least.
const AT_ONCE: usize = 128;
const TOGETHER: usize = 32;

/// A sheet that is filled: its frame, its cells, and what had to be changed in its texts.
pub(super) struct Filled<'a> {
    pub worksheet: Worksheet,
    pub cells: SheetCells<'a>,
    pub notes: Vec<Message>,
    /// The links to rows and pages of the workbook, and where those of this sheet stand.
    pub waiting: Vec<Waiting>,
    pub stand: Stand,
}

impl<'a> Filled<'a> {
    /// Fills a sheet, under the name that it has in the workbook.
    pub fn new(
        sheet: Sheet<'a>,
        name: &str,
        own: &SheetNames,
        looks: &Looks,
        book: &Book<'_>,
    ) -> Result<Self, XlsxError> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(name)?;
        let mut pen = Pen {
            looks,
            name,
            own,
            worksheet,
            cells: SheetCells::new(sheet.heights),
            links: Links::default(),
            notes: Vec::new(),
        };
        let placed = pen.rows(sheet)?;
        let Pen { mut worksheet, cells, notes, links, .. } = pen;
        placed.frame(&mut worksheet, name, &cells, looks, book)?;
        let Placed { sheet, places, .. } = placed;
        let stand = Stand { places, page_breaks: sheet.page_breaks };
        Ok(Self { worksheet, cells, notes, waiting: links.waiting, stand })
    }
}

/// The number by which workbooks know a day; none before March 1900, of which programs do not agree.
fn serial(day: Date) -> Option<i64> {
    let number = day.duration_since(date(1899, 12, 30)).as_hours() / 24;
    (number > 60).then_some(number)
}

struct Pen<'a, 'p> {
    looks: &'p Looks,
    name: &'p str,
    own: &'p SheetNames,
    worksheet: Worksheet,
    cells: SheetCells<'a>,
    links: Links,
    notes: Vec<Message>,
}

impl<'a> Pen<'a, '_> {
    /// Lays all rows of a sheet, and says where they stand.
    fn rows(&mut self, mut sheet: Sheet<'a>) -> Result<Placed<'a>, XlsxError> {
        let drawn = match &sheet.chart {
            Some(chart) => {
                let rows = sheet.rows.iter().skip(chart.head as usize);
                rows.take(chart.categories as usize + 1).cloned().collect()
            }
            None => Vec::new(),
        };
        let mut rows = mem::take(&mut sheet.rows).into_iter();
        let stream = sheet.stream.take();
        let (mut from, count) = (0, stream.as_ref().map_or(0, Stream::count));
        let mut places = Places::with_capacity(rows.len() + count);
        let mut lay = || -> Vec<Laid<'a>> {
            if rows.len() > 0 {
                let some: Vec<Row<'a>> = rows.by_ref().take(AT_ONCE).collect();
                return some.into_par_iter().with_min_len(TOGETHER).map(|row| Laid::out(row, &sheet)).collect();
            }
            let Some(stream) = &stream else { return Vec::new() };
            let some = (from..count.min(from + AT_ONCE)).into_par_iter().with_min_len(TOGETHER);
            from = count.min(from + AT_ONCE);
            some.map(|number| Laid::out(stream.row(number), &sheet)).collect()
        };
        let mut laid = lay();
        if let (Some(first), Some(points)) = (laid.first_mut(), sheet.head_height) {
            first.height = points.into();
        }
        while !laid.is_empty() {
            // Some are laid while the next are laid out.
            let write = || -> Result<(), XlsxError> {
                for row in laid {
                    let stands = row.stands;
                    let taken = self.row(places.next(), row)?;
                    places.add(taken, stands, &sheet.page_breaks);
                }
                Ok(())
            };
            let (written, next) = rayon::join(write, &mut lay);
            written?;
            laid = next;
        }
        Ok(Placed { sheet, places, drawn })
    }

    /// Lays a row of the sheet at a row of the worksheet; says how many rows of the worksheet it took, and their height.
    fn row(&mut self, row: u32, mut laid: Laid<'a>) -> Result<(u32, f64), XlsxError> {
        for _ in 0..laid.replaced {
            self.notes.push(Message::new("xlsx-replaced").with("sheet", self.name).with("row", row + 1));
        }
        self.cells.row(laid.height.min(TALLEST_ROW))?;
        let mut from = 0;
        for Cell { value, role, span, link } in laid.cells {
            let (mut look, after) = (self.looks.number(role), from + span);
            if let Some(link) = link
                && !self.links.wait((row, from), &value, &link)
                && let (Value::Text(text), 1) = (&value, span)
            {
                let linked = self.looks.linked(role);
                if self.links.put(&mut self.worksheet, (row, from), text, &link, self.own, self.looks.of(linked)) {
                    look = linked;
                }
            }
            match value {
                Value::Number(number) => self.cells.number(from, number, look),
                Value::Day(day) => match serial(day.day) {
                    Some(number) => self.cells.number(from, number, look),
                    None => self.cells.text(from, after, day.shown.into(), look)?,
                },
                Value::Formula(formula) => self.cells.formula(from, *formula, look),
                Value::Text(text) => self.cells.text(from, after, text, look)?,
                Value::Empty => self.cells.text(from, after, "".into(), look)?,
            }
            from = after;
        }
        let (mut taken, mut tall) = (1, laid.height);
        for (at, height) in laid.more_heights.into_iter().enumerate() {
            self.cells.row(height.min(TALLEST_ROW))?;
            for More { from, after, role, pieces } in &mut laid.more {
                if let Some(piece) = pieces.get_mut(at) {
                    self.cells.text(*from, *after, mem::take(piece), self.looks.number(*role))?;
                }
            }
            (taken, tall) = (taken + 1, tall + height);
        }
        if taken > 1 {
            let message =
                Message::new("xlsx-continued").with("sheet", self.name).with("row", row + 1).with("rows", taken);
            self.notes.push(message);
        }
        Ok((taken, tall))
    }
}
