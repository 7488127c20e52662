//! The cells of a worksheet, laid row by row: held as numbers, and written as XML.
//!
//! Why not the library's: it keeps each cell in trees and looks its format up, and writes each row through lists of texts.

use super::package::Sink;
use super::shared_strings::{SharedStrings, escaped};
use crate::sheet::{Formula, Heights};
use rust_xlsxwriter::XlsxError;
use std::borrow::Cow;
use std::io::{self, Write};
use std::mem;
use std::ops::Range;

/// Excel's own limits: rows of a worksheet, UTF-16 units of a text.
const ROWS: u32 = 1_048_576;
const UNITS: usize = 32_767;
/// The height of a row that says nothing of it, in pixels.
const USUAL_HEIGHT: u16 = 20;
/// How large a number may be for a workbook, which holds numbers as floating ones, to hold it to the last digit.
const EXACT: u64 = 1 << 53;

/// The look of a cell, by its place in the list of looks.
pub(super) type LookNumber = u16;

/// What a cell holds, as a number: a large book has millions of cells. From here on it stands for a number of the sheet, by
/// its place in its list; below, for a text.
const NUMBERS: u32 = 1 << 31;
/// From here on it stands for a formula.
const FORMULAS: u32 = NUMBERS + (1 << 30);
/// A cell that is empty.
const BLANK: u32 = u32::MAX;
/// A cell that is not there, with others to its right.
const ABSENT: u32 = u32::MAX - 1;

/// A row: its height in pixels, and how many cells it has, from the first column on.
#[derive(Clone, Copy, Debug)]
struct Line {
    pixels: u16,
    cells: u16,
}

/// The cells of one worksheet, row by row from its first. Their texts are numbered for the whole workbook.
#[derive(Debug, Default)]
pub(super) struct Cells {
    lines: Vec<Line>,
    contents: Vec<u32>,
    looks: Vec<LookNumber>,
    numbers: Vec<i64>,
    formulas: Vec<Formula>,
    merged: Vec<Merged>,
    heights: Heights,
    /// Its links but those that the library knows, as XML.
    pub links: String,
}

/// Cells of a row that are one: the row, the first column and the last.
pub(super) type Merged = (u32, u16, u16);

/// The same while the worksheet is filled, with texts of its own.
#[derive(Debug, Default)]
pub(super) struct SheetCells<'t> {
    cells: Cells,
    /// Its texts, each once, in the order of their first use.
    pub texts: SharedStrings<'t>,
}

impl<'t> SheetCells<'t> {
    /// No cells, of a sheet whose rows below the first have such heights.
    pub fn new(heights: Heights) -> Self {
        Self { cells: Cells { heights, ..Cells::default() }, texts: SharedStrings::default() }
    }

    /// Begins the next row, so many points tall.
    pub fn row(&mut self, points: f64) -> Result<(), XlsxError> {
        if self.cells.lines.len() >= ROWS as usize {
            return Err(XlsxError::RowColumnLimitError);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 409 points")]
        let pixels = (points * 4.0 / 3.0).round() as u16;
        self.cells.lines.push(Line { pixels, cells: 0 });
        Ok(())
    }

    /// Puts a text into the last row, in the columns from one to before another.
    pub fn text(&mut self, from: u16, after: u16, text: Cow<'t, str>, look: LookNumber) -> Result<(), XlsxError> {
        // No text has more UTF-16 units than bytes.
        if text.len() > UNITS && text.encode_utf16().count() > UNITS {
            return Err(XlsxError::MaxStringLengthExceeded);
        }
        let content = if text.is_empty() { BLANK } else { self.texts.number(text) };
        self.put(from, look, content);
        for column in from + 1..after {
            self.put(column, look, BLANK);
        }
        if after > from + 1 {
            let row = u32::try_from(self.cells.lines.len() - 1).unwrap_or(ROWS);
            self.cells.merged.push((row, from, after - 1));
        }
        Ok(())
    }

    /// Puts a number into the last row.
    pub fn number(&mut self, column: u16, number: i64, look: LookNumber) {
        let at = u32::try_from(self.cells.numbers.len()).unwrap_or(u32::MAX);
        self.cells.numbers.push(number);
        self.put(column, look, NUMBERS + at);
    }

    /// Puts a formula into the last row.
    pub fn formula(&mut self, column: u16, formula: Formula, look: LookNumber) {
        let at = u32::try_from(self.cells.formulas.len()).unwrap_or(u32::MAX);
        self.cells.formulas.push(formula);
        self.put(column, look, FORMULAS + at);
    }

    fn put(&mut self, column: u16, look: LookNumber, content: u32) {
        let Cells { lines, contents, looks, .. } = &mut self.cells;
        let Some(line) = lines.last_mut() else { return };
        while line.cells < column {
            contents.push(ABSENT);
            looks.push(0);
            line.cells += 1;
        }
        contents.push(content);
        looks.push(look);
        line.cells += 1;
    }

    /// The last row and the last column, 0-based.
    pub fn last(&self) -> (u32, u16) {
        let rows = u32::try_from(self.cells.lines.len()).unwrap_or(ROWS);
        let columns = self.cells.lines.iter().map(|line| line.cells).max().unwrap_or(0);
        (rows.saturating_sub(1), columns.saturating_sub(1))
    }

    /// The heights of the rows, in pixels.
    pub fn heights(&self) -> impl Iterator<Item = u16> {
        self.cells.lines.iter().map(|line| line.pixels)
    }

    /// The first cells that are one, if any are.
    pub fn merged(&self) -> Option<Merged> {
        self.cells.merged.first().copied()
    }

    /// Marks the looks that its cells have.
    pub fn mark_looks(&self, used: &mut [bool]) {
        let Cells { contents, looks, .. } = &self.cells;
        for (look, _) in looks.iter().zip(contents).filter(|(_, content)| **content != ABSENT) {
            used[usize::from(*look)] = true;
        }
    }

    /// The cells with their texts among those of the workbook.
    pub fn numbered(mut self, all: &mut SharedStrings<'t>) -> Cells {
        let numbers = all.numbers_of(mem::take(&mut self.texts));
        let mut cells = self.cells;
        for text in cells.contents.iter_mut().filter(|content| **content < NUMBERS) {
            *text = numbers[*text as usize];
        }
        cells.lines.shrink_to_fit();
        cells.contents.shrink_to_fit();
        cells.looks.shrink_to_fit();
        cells
    }
}

impl Cells {
    /// How many cells there are.
    pub fn count(&self) -> usize {
        self.contents.len()
    }

    /// The rows of the worksheet as XML. `looks` is what a cell says of its look.
    pub fn write(&self, looks: &[String], out: &mut Sink) -> io::Result<()> {
        let mut begin = 0;
        for (number, line) in (1_u32..).zip(&self.lines) {
            let end = begin + usize::from(line.cells);
            self.line(*line, begin..end, itoa::Buffer::new().format(number), looks, out.buffer())?;
            begin = end;
            out.pass()?;
        }
        Ok(())
    }

    fn line(&self, line: Line, cells: Range<usize>, row: &str, looks: &[String], out: &mut Vec<u8>) -> io::Result<()> {
        for part in ["<row r=\"", row, "\""] {
            out.extend_from_slice(part.as_bytes());
        }
        if line.pixels != USUAL_HEIGHT {
            // Three quarters of a point for each pixel.
            let quarters = usize::from(line.pixels) * 3;
            let rest = ["", ".25", ".5", ".75"][quarters % 4];
            let set = if self.heights == Heights::Growing && row != "1" { "" } else { " customHeight=\"1\"" };
            write!(out, " ht=\"{}{rest}\"{set}", quarters / 4)?;
        }
        if cells.is_empty() {
            out.extend_from_slice(b"/>");
            return Ok(());
        }
        out.push(b'>');
        for ((column, content), look) in (0..).zip(&self.contents[cells.clone()]).zip(&self.looks[cells]) {
            if *content == ABSENT {
                continue;
            }
            out.extend_from_slice(b"<c r=\"");
            column_name(column, out);
            out.extend_from_slice(row.as_bytes());
            out.push(b'"');
            out.extend_from_slice(looks[usize::from(*look)].as_bytes());
            match *content {
                BLANK => out.extend_from_slice(b"/>"),
                formula @ FORMULAS.. => {
                    let Formula { text, result } = &self.formulas[(formula - FORMULAS) as usize];
                    out.extend_from_slice(b" t=\"str\"><f>");
                    escaped(text, out)?;
                    out.extend_from_slice(b"</f><v>");
                    escaped(result, out)?;
                    out.extend_from_slice(b"</v></c>");
                }
                number @ NUMBERS.. => {
                    let number = self.numbers[(number - NUMBERS) as usize];
                    if number.unsigned_abs() <= EXACT {
                        write!(out, "><v>{number}</v></c>")?;
                    } else {
                        write!(out, "><v>{}</v></c>", number as f64)?;
                    }
                }
                text => {
                    out.extend_from_slice(b" t=\"s\"><v>");
                    out.extend_from_slice(itoa::Buffer::new().format(text).as_bytes());
                    out.extend_from_slice(b"</v></c>");
                }
            }
        }
        out.extend_from_slice(b"</row>");
        Ok(())
    }

    /// The list of the cells that are one, as XML; nothing if none are.
    pub fn write_merged(&self, out: &mut Sink) -> io::Result<()> {
        if self.merged.is_empty() {
            return Ok(());
        }
        write!(out.buffer(), "<mergeCells count=\"{}\">", self.merged.len())?;
        for (row, first, last) in &self.merged {
            let (row, out) = (*row + 1, out.buffer());
            out.extend_from_slice(b"<mergeCell ref=\"");
            column_name(*first, out);
            write!(out, "{row}:")?;
            column_name(*last, out);
            write!(out, "{row}\"/>")?;
        }
        out.buffer().extend_from_slice(b"</mergeCells>");
        out.pass()
    }
}

/// The letters of a column, 0-based.
fn column_name(column: u16, out: &mut Vec<u8>) {
    let column = usize::from(column);
    let letter = |number: usize| b'A' + u8::try_from(number % 26).unwrap_or_default();
    if column >= 26 + 26 * 26 {
        out.push(letter((column - 26) / 26 / 26 - 1));
    }
    if column >= 26 {
        out.push(letter((column - 26) / 26));
    }
    out.push(letter(column));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        let named = |column| {
            let mut out = Vec::new();
            column_name(column, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!([0, 25, 26, 51, 52, 701, 702, 16_383].map(named), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
