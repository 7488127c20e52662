//! Sheets written row by row: the height of each row, and texts too tall for one cut into several.

use super::xlsx_cells::SheetCells;
use super::xlsx_layout::{Type, column_pixels, fits, lines, pieces};
use super::xlsx_links::Links;
use super::xlsx_looks::{Formats, set_in};
use super::xlsx_page::{Placed, Places};
use super::xlsx_texts::{OwnTexts, any};
use crate::locale::Message;
use crate::sheet::{Book, Cell, Link, Role, Sheet, Stream, Value};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::borrow::Cow;
use std::mem;

/// The height of a row for which none is set, in points.
const USUAL_ROW: f64 = 15.0;
/// The tallest row that Excel shows, in points.
const TALLEST_ROW: f64 = 409.0;

/// Writes the sheets of a book.
pub(super) struct Pen<'f> {
    formats: &'f Formats,
    links: Links,
    /// What had to be changed in the texts.
    pub notes: Vec<Message>,
    /// The heights of the row that is being written.
    heights: Vec<f64>,
}

impl<'f> Pen<'f> {
    pub fn new(formats: &'f Formats) -> Self {
        Self { formats, links: Links::default(), notes: Vec::new(), heights: Vec::new() }
    }

    /// Writes a sheet as the library does. Its texts are handed over where the table of texts is made here.
    pub fn sheet<'a>(
        &mut self,
        out: &mut Worksheet,
        name: &str,
        sheet: Sheet<'a>,
        book: &Book<'_>,
        texts: Option<&mut OwnTexts<'a>>,
    ) -> Result<(), XlsxError> {
        self.links = Links::default();
        self.rows(&mut Paper::Library(out, texts), name, sheet)?.write(out, name, book)
    }

    /// Writes a sheet but for its cells, which are handed back.
    pub fn plain_sheet<'a>(
        &mut self,
        out: &mut Worksheet,
        name: &str,
        sheet: Sheet<'a>,
        book: &Book<'_>,
    ) -> Result<SheetCells<'a>, XlsxError> {
        let mut cells = SheetCells::default();
        self.rows(&mut Paper::Own(&mut cells), name, sheet)?.write(out, name, book)?;
        Ok(cells)
    }

    /// Writes all rows of a sheet, and says where they stand.
    fn rows<'a>(&mut self, out: &mut Paper<'_, 'a>, name: &str, mut sheet: Sheet<'a>) -> Result<Placed<'a>, XlsxError> {
        let rows = mem::take(&mut sheet.rows);
        let stream = sheet.stream.take();
        let mut places = Places::with_capacity(rows.len());
        let made = stream.iter().flat_map(Stream::rows);
        for row in rows.into_iter().chain(made) {
            let next = places.next();
            let taken = self.row(out, name, next, row.cells, &sheet)?;
            places.add(taken, &sheet.page_breaks);
        }
        Ok(Placed { sheet, places })
    }

    /// Writes a row of the book at a row of the worksheet; says how many rows of the worksheet it took, and their height.
    fn row<'a>(
        &mut self,
        out: &mut Paper<'_, 'a>,
        sheet: &str,
        row: u32,
        mut cells: Vec<Cell<'a>>,
        of: &Sheet<'_>,
    ) -> Result<(u32, f64), XlsxError> {
        self.heights.clear();
        self.heights.push(USUAL_ROW);
        let mut cut: Vec<Cut<'a>> = Vec::with_capacity(cells.len());
        let mut column: u16 = 0;
        for cell in &mut cells {
            let text: Option<Cow<'a, str>> = match &mut cell.value {
                Value::Empty => Some("".into()),
                Value::Number(number) => (cell.span > 1).then(|| number.to_string().into()),
                Value::Text(text) => Some(writable(sheet, row, mem::take(text), &mut self.notes)),
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
                Some(text) => {
                    let (first, more) = cut_up(text, pixels, set_in);
                    (Some(first), more)
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
            out.row(to, self.heights[at].min(TALLEST_ROW))?;
            for (cell, cut) in cells.iter().zip(&mut cut) {
                let part = if at == 0 { cut.first.take() } else { cut.more.get_mut(at - 1).map(mem::take) };
                let look = (cell.role, self.formats);
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

/// Where the rows of a sheet are written: into a worksheet of the library, with its texts gathered too where that is asked
/// for, or to where its cells are gathered.
enum Paper<'o, 't> {
    Library(&'o mut Worksheet, Option<&'o mut OwnTexts<'t>>),
    Own(&'o mut SheetCells<'t>),
}

/// A role, and the looks among which its own is found.
type Look<'f> = (Role, &'f Formats);

impl<'t> Paper<'_, 't> {
    fn row(&mut self, row: u32, height: f64) -> Result<(), XlsxError> {
        match self {
            Self::Library(out, _) => out.set_row_height(row, height).map(|_| ()),
            Self::Own(cells) => cells.row(height),
        }
    }

    fn text(&mut self, row: u32, from: u16, after: u16, text: Cow<'t, str>, look: Look<'_>) -> Result<(), XlsxError> {
        let (role, formats) = look;
        match self {
            Self::Own(cells) => cells.text(from, after, text, formats.number(role))?,
            Self::Library(out, texts) => {
                let format = formats.of(role);
                if after - from > 1 {
                    out.merge_range(row, from, row, after - 1, &text, format)?;
                } else if text.is_empty() {
                    out.write_blank(row, from, format)?;
                } else {
                    out.write_string_with_format(row, from, text.as_ref(), format)?;
                }
                if let Some(texts) = texts.as_mut().filter(|_| !text.is_empty()) {
                    texts.number(text);
                }
            }
        }
        Ok(())
    }

    fn number(&mut self, row: u32, column: u16, number: i64, (role, formats): Look<'_>) -> Result<(), XlsxError> {
        match self {
            Self::Own(cells) => cells.number(column, number, formats.number(role)),
            Self::Library(out, _) => {
                out.write_number_with_format(row, column, number as f64, formats.of(role))?;
            }
        }
        Ok(())
    }

    /// Writes a text with a link; says whether it did.
    fn link(&mut self, links: &mut Links, (row, column): (u32, u16), text: &str, link: &Link, look: Look<'_>) -> bool {
        match self {
            Self::Library(out, texts) => {
                let is_written = links.put(out, row, column, text, link, look.1.of(look.0));
                if let Some(texts) = texts.as_mut().filter(|_| is_written) {
                    texts.number(text.to_owned().into());
                }
                is_written
            }
            Self::Own(_) => false,
        }
    }
}

/// A text that a workbook can hold. Replaced, and noted, are the two code points that XML has no place for, and a
/// control character after `_x0041`: written as `_x0001_`, it would close that to the code of another sign.
fn writable<'t>(sheet: &str, row: u32, text: Cow<'t, str>, notes: &mut Vec<Message>) -> Cow<'t, str> {
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
    let is_strange = |byte: u8| byte == 0xef || (byte < b' ' && byte != b'\n' && byte != b'\t');
    if !any(&text, is_strange) {
        return text;
    }
    if !text.char_indices().any(has_no_place) {
        return text;
    }
    notes.push(Message::new("xlsx-replaced").with("sheet", sheet).with("row", row + 1));
    let written = |(at, letter)| if has_no_place((at, letter)) { '\u{fffd}' } else { letter };
    text.char_indices().map(written).collect::<String>().into()
}

/// A text in pieces of which each fits into one row: the first, and those that go on in further rows.
fn cut_up(text: Cow<'_, str>, pixels: usize, set_in: Type) -> (Piece<'_>, Vec<Piece<'_>>) {
    match text {
        Cow::Borrowed(text) => {
            let ((first, lines), more) = pieces(text, pixels, set_in);
            ((first.into(), lines), more.into_iter().map(|(piece, lines)| (piece.into(), lines)).collect())
        }
        Cow::Owned(text) => {
            let ((first, lines), more) = pieces(&text, pixels, set_in);
            if more.is_empty() {
                return ((text.into(), lines), Vec::new());
            }
            let owned = |(piece, lines): (&str, usize)| (piece.to_owned().into(), lines);
            (owned((first, lines)), more.into_iter().map(owned).collect())
        }
    }
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
