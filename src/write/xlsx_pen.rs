//! Sheets written row by row, each row laid out before, beside others.

use super::xlsx_cells::SheetCells;
use super::xlsx_laid::{Laid, More};
use super::xlsx_links::Links;
use super::xlsx_looks::Formats;
use super::xlsx_page::{Placed, Places};
use super::xlsx_texts::OwnTexts;
use crate::locale::Message;
use crate::sheet::{Book, Cell, Link, Role, Row, Sheet, Stream, Value};
use rayon::prelude::*;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::borrow::Cow;
use std::mem;

/// The tallest row that Excel shows, in points.
pub(super) const TALLEST_ROW: f64 = 409.0;

/// How many rows are laid out at the same time, at most: those of a long sheet are never held all. And how many one thread
/// takes, at least.
const AT_ONCE: usize = 128;
const TOGETHER: usize = 32;

/// Writes the sheets of a book.
pub(super) struct Pen<'f> {
    formats: &'f Formats,
    links: Links,
    /// What had to be changed in the texts.
    pub notes: Vec<Message>,
}

impl<'f> Pen<'f> {
    pub fn new(formats: &'f Formats) -> Self {
        Self { formats, links: Links::default(), notes: Vec::new() }
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
        while !laid.is_empty() {
            // Some are written while the next are laid out.
            let write = || -> Result<(), XlsxError> {
                for row in laid {
                    let taken = self.row(out, name, places.next(), row)?;
                    places.add(taken, &sheet.page_breaks);
                }
                Ok(())
            };
            let (written, next) = rayon::join(write, &mut lay);
            written?;
            laid = next;
        }
        Ok(Placed { sheet, places })
    }

    /// Writes a row of the book at a row of the worksheet; says how many rows of the worksheet it took, and their height.
    fn row<'a>(
        &mut self,
        out: &mut Paper<'_, 'a>,
        sheet: &str,
        row: u32,
        mut laid: Laid<'a>,
    ) -> Result<(u32, f64), XlsxError> {
        for _ in 0..laid.replaced {
            self.notes.push(Message::new("xlsx-replaced").with("sheet", sheet).with("row", row + 1));
        }
        // Row by row: a worksheet that goes to a temporary file takes no cell of a row before the last one.
        out.row(row, laid.height.min(TALLEST_ROW))?;
        let mut from = 0;
        for Cell { value, role, span, link } in laid.cells {
            let (look, after) = ((role, self.formats), from + span);
            match (value, link.filter(|_| span == 1)) {
                (Value::Number(number), _) => out.number(row, from, number, look)?,
                (Value::Text(text), Some(link)) if out.link(&mut self.links, (row, from), &text, &link, look) => {}
                (Value::Text(text), _) => out.text(row, from, after, text, look)?,
                (Value::Empty, _) => out.text(row, from, after, "".into(), look)?,
            }
            from = after;
        }
        let (mut taken, mut tall) = (1, laid.height);
        for (at, height) in laid.more_heights.into_iter().enumerate() {
            out.row(row + taken, height.min(TALLEST_ROW))?;
            for More { from, after, role, pieces } in &mut laid.more {
                if let Some(piece) = pieces.get_mut(at) {
                    out.text(row + taken, *from, *after, mem::take(piece), (*role, self.formats))?;
                }
            }
            (taken, tall) = (taken + 1, tall + height);
        }
        if taken > 1 {
            let message = Message::new("xlsx-continued").with("sheet", sheet).with("row", row + 1).with("rows", taken);
            self.notes.push(message);
        }
        Ok((taken, tall))
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
