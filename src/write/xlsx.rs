//! A book as an XLSX workbook, ready to print on A4. The same book is always the same bytes.

use super::xlsx_cells::Cells;
use super::xlsx_layout::{column_pixels, fits, lines, pieces};
use super::xlsx_links::Links;
use super::xlsx_looks::{FONT, Formats, set_in};
use super::xlsx_page::{Places, frame};
use super::xlsx_parts::Frame;
use crate::locale::Message;
use crate::sheet::{Book, Cell, Link, Role, Sheet, Value};
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use std::borrow::Cow;
use std::io::Write;
use std::mem;

pub use rust_xlsxwriter::XlsxError;

/// The name of the document property by which a workbook made by this program is known; its value is the kind of document.
pub const MARK: &str = "tobokel";
/// The name of the document property with the version of the program that made the workbook.
pub const MARK_VERSION: &str = "tobokel-version";
/// The name of the document property with the day that the workbook speaks of.
pub const MARK_AS_OF: &str = "tobokel-as-of";

/// From how many cells on a book is large.
const LARGE: usize = 100_000;
/// How hard files are compressed, from 0 to 9: a third faster than the usual 6, and a seventh larger.
const COMPRESSION: u8 = 3;

/// The height of a row for which none is set, in points.
const USUAL_ROW: f64 = 15.0;
/// The tallest row that Excel shows, in points.
const TALLEST_ROW: f64 = 409.0;

/// A book as the bytes of a workbook, and what had to be changed in its texts.
///
/// # Errors
/// What the library refuses: a sheet of more rows than Excel has, no room for a temporary file.
pub fn xlsx(book: &Book<'_>, kind: &str, version: &str) -> Result<(Vec<u8>, Vec<Message>), XlsxError> {
    let mut bytes = Vec::new();
    let notes = xlsx_to(book, kind, version, &mut bytes)?;
    Ok((bytes, notes))
}

/// The same, written as it is compressed.
///
/// # Errors
/// As [`xlsx`], and what the place that is written to refuses.
pub fn xlsx_to(
    book: &Book<'_>,
    kind: &str,
    version: &str,
    mut out: impl Write + Send,
) -> Result<Vec<Message>, XlsxError> {
    let mut workbook = Workbook::new();
    let (year, month, day) = (book.as_of.year(), book.as_of.month(), book.as_of.day());
    let created = ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())?;
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_company(book.organization)
        .set_creation_datetime(&created)
        .set_custom_property(MARK, kind)
        .set_custom_property(MARK_VERSION, version)
        .set_custom_property(MARK_AS_OF, book.as_of.to_string().as_str());
    workbook.set_properties(&properties);
    // Columns are measured in digits of this type: the same in every program that has it or its metric twin.
    workbook.set_default_format(&Format::new().set_font_name(FONT).set_font_size(11), 20, 64)?;
    workbook.set_zip_compression_level(COMPRESSION);
    let mut names: Vec<String> = Vec::new();
    for sheet in &book.sheets {
        names.push(sheet_name(&sheet.name, &names));
    }
    // Formats are numbered in the order of their first use: in this one, whichever thread is the first.
    let formats = Formats::new(book);
    for format in formats.all() {
        workbook.register_format(format);
    }
    // Where a sheet is made on the way, the book is written as it is compressed, and never held as a whole.
    let streamed = book.sheets.iter().any(|sheet| sheet.stream.is_some());
    let is_plain = |sheet: &Sheet<'_>| !streamed && is_plain(sheet);
    // A large book is written row by row through temporary files, its texts where they stand: the table of all texts that
    // smaller files share would hold hundreds of megabytes, and be made by one thread.
    let slow = book.sheets.iter().filter(|sheet| !is_plain(sheet));
    let large = slow.map(Sheet::cells).sum::<usize>() > LARGE;
    let mut worksheets = Vec::new();
    for sheet in &book.sheets {
        let by_rows = sheet.stream.is_some() || (large && !is_plain(sheet));
        worksheets.push(if by_rows { workbook.new_worksheet_with_constant_memory()? } else { Worksheet::new() });
    }
    let given = worksheets.into_par_iter().zip(&names).zip(&book.sheets);
    let made = given.map(|((mut worksheet, name), sheet)| {
        let mut pen = Pen::new(book);
        worksheet.set_name(name)?;
        let cells = if is_plain(sheet) {
            Some(pen.plain_sheet(&mut worksheet, name, sheet, book)?)
        } else {
            pen.sheet(&mut worksheet, name, sheet, book)?;
            None
        };
        Ok((worksheet, cells, pen.notes))
    });
    let mut made: Vec<_> = made.collect::<Result<_, XlsxError>>()?;
    let cells = made.iter_mut().enumerate().filter_map(|(at, (_, cells, _))| cells.take().map(|cells| (at, cells)));
    let cells: Vec<(usize, Cells<'_>)> = cells.collect();
    if let Some((at, _)) = cells.first() {
        let text = cells.iter().flat_map(|(_, cells)| &cells.texts).next();
        formats.show(&mut made[*at].0, text.map(AsRef::as_ref))?;
    }
    let mut notes = Vec::new();
    for (worksheet, _, of_sheet) in made {
        workbook.push_worksheet(worksheet);
        notes.extend(of_sheet);
    }
    if cells.is_empty() {
        workbook.save_to_writer(out)?;
        return Ok(notes);
    }
    let frame = Frame::new(workbook.save_to_buffer()?, COMPRESSION)?;
    out.write_all(&frame.filled(&cells)?)?;
    Ok(notes)
}

/// Whether the cells of a sheet are written as XML here: the library has to know those that a chart or a link is about, and
/// takes row by row those that are made on the way.
fn is_plain(sheet: &Sheet<'_>) -> bool {
    let linked = || sheet.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.link.is_some());
    sheet.stream.is_none() && sheet.chart.is_none() && !linked()
}

/// A name that Excel takes for a sheet: no `[]:*?/\`, no apostrophe at its ends, at most 31 UTF-16 units, not taken yet.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String =
        wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim().trim_matches('\'');
    let clean = if clean.is_empty() { "-" } else { clean };
    let fit = |suffix: &str| {
        let mut name = String::new();
        for letter in clean.chars() {
            if name.encode_utf16().count() + letter.len_utf16() + suffix.len() > 31 {
                break;
            }
            name.push(letter);
        }
        name + suffix
    };
    // Excel keeps the name History for itself.
    let is_free = |name: &String| {
        name.to_lowercase() != "history" && !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let mut name = fit("");
    for number in 2..=taken.len() + 2 {
        if is_free(&name) {
            break;
        }
        name = fit(&format!(" {number}"));
    }
    name
}

pub(super) struct Pen {
    formats: Formats,
    links: Links,
    notes: Vec<Message>,
    /// The heights of the row that is being written.
    heights: Vec<f64>,
}

impl Pen {
    pub(super) fn new(book: &Book<'_>) -> Self {
        Self { formats: Formats::new(book), links: Links::default(), notes: Vec::new(), heights: Vec::new() }
    }

    /// All looks that it writes cells in.
    #[cfg(test)]
    pub(super) fn looks(&self) -> Vec<Format> {
        self.formats.all().to_vec()
    }

    /// Writes a sheet as the library does.
    pub(super) fn sheet(
        &mut self,
        out: &mut Worksheet,
        name: &str,
        sheet: &Sheet<'_>,
        book: &Book<'_>,
    ) -> Result<(), XlsxError> {
        self.links = Links::default();
        let mut places = Places::new(sheet);
        for row in sheet.every_row() {
            let next = places.next;
            places.add(self.row(&mut Paper::Library(out), name, next, &row.cells, sheet)?);
        }
        frame(out, name, sheet, book, &places)
    }

    /// Writes a sheet but for its cells, which are handed back.
    fn plain_sheet<'s>(
        &mut self,
        out: &mut Worksheet,
        name: &str,
        sheet: &'s Sheet<'_>,
        book: &Book<'_>,
    ) -> Result<Cells<'s>, XlsxError> {
        let mut cells = Cells::default();
        let mut places = Places::new(sheet);
        for row in &sheet.rows {
            let next = places.next;
            places.add(self.row(&mut Paper::Own(&mut cells), name, next, &row.cells, sheet)?);
        }
        cells.finish();
        frame(out, name, sheet, book, &places)?;
        Ok(cells)
    }

    /// Writes a row of the book at a row of the worksheet; says how many rows of the worksheet it took, and their height.
    fn row<'c>(
        &mut self,
        out: &mut Paper<'_, 'c>,
        sheet: &str,
        row: u32,
        cells: &'c [Cell<'_>],
        of: &Sheet<'_>,
    ) -> Result<(u32, f64), XlsxError> {
        self.heights.clear();
        self.heights.push(USUAL_ROW);
        let mut cut: Vec<Cut<'c>> = Vec::with_capacity(cells.len());
        let mut column: u16 = 0;
        for cell in cells {
            let text: Option<Cow<'c, str>> = match &cell.value {
                Value::Empty => Some("".into()),
                Value::Number(number) => (cell.span > 1).then(|| number.to_string().into()),
                Value::Text(text) => Some(writable(sheet, row, text, &mut self.notes)),
            };
            let after = column + cell.span;
            let columns = of.widths.iter().skip(column.into()).take(cell.span.into());
            let pixels = columns.map(|width| column_pixels(*width)).sum();
            let set_in = set_in(cell.role);
            let (first, more) = match text {
                None => (None, Vec::new()),
                Some(text) if of.uncut || fits(&text) => {
                    let lines = lines(&text, pixels, set_in);
                    (Some((text, lines)), Vec::new())
                }
                Some(Cow::Borrowed(text)) => {
                    let mut pieces =
                        pieces(text, pixels, set_in).into_iter().map(|(piece, lines)| (piece.into(), lines));
                    (pieces.next(), pieces.collect())
                }
                Some(Cow::Owned(text)) => {
                    let pieces = pieces(&text, pixels, set_in).into_iter();
                    let mut pieces = pieces.map(|(piece, lines)| (piece.to_owned().into(), lines));
                    (pieces.next(), pieces.collect())
                }
            };
            self.heights.resize(self.heights.len().max(1 + more.len()), USUAL_ROW);
            for ((_, lines), height) in first.iter().chain(&more).zip(&mut self.heights) {
                *height = height.max(*lines as f64 * set_in.line_height() + 2.0);
            }
            cut.push(Cut { from: column, after, first, more });
            column = after;
        }
        if cells.iter().any(|cell| cell.role == Role::Signature) {
            self.heights[0] = self.heights[0].max(30.0);
        }
        // Row by row: a worksheet that goes to a temporary file takes no cell of a row before the last one.
        for at in 0..self.heights.len() {
            let to = row + u32::try_from(at).unwrap_or(u32::MAX);
            // The library keeps each height that is set for good. The usual one needs no setting where rows are many.
            if of.stream.is_none() || self.heights[at] > USUAL_ROW {
                out.row(to, self.heights[at].min(TALLEST_ROW))?;
            }
            for (cell, cut) in cells.iter().zip(&mut cut) {
                let part = if at == 0 { cut.first.take() } else { cut.more.get_mut(at - 1).map(mem::take) };
                let look = (cell.role, &self.formats);
                let link = cell.link.as_deref().filter(|_| at == 0 && cell.span == 1);
                match (part, &cell.value) {
                    (Some((part, _)), _) => {
                        if !link.is_some_and(|link| out.link(&mut self.links, (to, cut.from), &part, link, look)) {
                            out.text(to, cut.from, cut.after, part, look)?;
                        }
                    }
                    (None, Value::Number(number)) if at == 0 => out.number(to, cut.from, *number, look)?,
                    (None, _) => {}
                }
            }
        }
        let taken = u32::try_from(self.heights.len()).unwrap_or(u32::MAX);
        if taken > 1 {
            let message = Message::new("xlsx-continued").with("sheet", sheet).with("row", row + 1).with("rows", taken);
            self.notes.push(message);
        }
        Ok((taken, self.heights.iter().sum()))
    }
}

/// Where the rows of a sheet are written: into a worksheet of the library, or to where its cells are gathered.
enum Paper<'o, 't> {
    Library(&'o mut Worksheet),
    Own(&'o mut Cells<'t>),
}

/// A role, and the looks among which its own is found.
type Look<'f> = (Role, &'f Formats);

impl<'t> Paper<'_, 't> {
    fn row(&mut self, row: u32, height: f64) -> Result<(), XlsxError> {
        match self {
            Self::Library(out) => out.set_row_height(row, height).map(|_| ()),
            Self::Own(cells) => cells.row(height),
        }
    }

    fn text(&mut self, row: u32, from: u16, after: u16, text: Cow<'t, str>, look: Look<'_>) -> Result<(), XlsxError> {
        let (role, formats) = look;
        match self {
            Self::Own(cells) => cells.text(from, after, text, formats.number(role))?,
            Self::Library(out) => {
                let format = formats.of(role);
                if after - from > 1 {
                    out.merge_range(row, from, row, after - 1, &text, format)?;
                } else if text.is_empty() {
                    out.write_blank(row, from, format)?;
                } else {
                    out.write_string_with_format(row, from, text, format)?;
                }
            }
        }
        Ok(())
    }

    fn number(&mut self, row: u32, column: u16, number: i64, (role, formats): Look<'_>) -> Result<(), XlsxError> {
        match self {
            Self::Own(cells) => cells.number(column, number, formats.number(role)),
            Self::Library(out) => {
                out.write_number_with_format(row, column, number as f64, formats.of(role))?;
            }
        }
        Ok(())
    }

    /// Writes a text with a link; says whether it did.
    fn link(&mut self, links: &mut Links, (row, column): (u32, u16), text: &str, link: &Link, look: Look<'_>) -> bool {
        match self {
            Self::Library(out) => links.put(out, row, column, text, link, look.1.of(look.0)),
            Self::Own(_) => false,
        }
    }
}

/// A text that a workbook can hold. Replaced, and noted, are the two code points that XML has no place for, and a
/// control character after `_x0041`: written as `_x0001_`, it would close that to the code of another sign.
fn writable<'t>(sheet: &str, row: u32, text: &'t str, notes: &mut Vec<Message>) -> Cow<'t, str> {
    let ends_in_code = |text: &str| {
        let mut last = text.chars().rev();
        last.by_ref().take(4).all(|digit| digit.is_ascii_hexdigit())
            && last.next() == Some('x')
            && last.next() == Some('_')
    };
    let has_no_place = |(at, letter): (usize, char)| match letter {
        '\u{fffe}' | '\u{ffff}' => true,
        '\t' | '\n' => false,
        c => c < ' ' && ends_in_code(&text[..at]),
    };
    // Most texts hold neither a control character nor a byte that those two begin with.
    if !text.bytes().any(|byte| byte == 0xef || (byte < b' ' && byte != b'\n' && byte != b'\t')) {
        return text.into();
    }
    if !text.char_indices().any(has_no_place) {
        return text.into();
    }
    notes.push(Message::new("xlsx-replaced").with("sheet", sheet).with("row", row + 1));
    let written = |(at, letter)| if has_no_place((at, letter)) { '\u{fffd}' } else { letter };
    text.char_indices().map(written).collect::<String>().into()
}

/// A piece of a text, and its number of lines.
type Piece<'t> = (Cow<'t, str>, usize);

/// A cell with the pieces of its text, of which all but the first go on in further rows.
struct Cut<'t> {
    from: u16,
    /// The column after its last.
    after: u16,
    first: Option<Piece<'t>>,
    more: Vec<Piece<'t>>,
}
