//! What a document holds in one form, and how that becomes bytes.

use crate::cli::console::Console;
use crate::cli::output::unwritable;
use crate::cli::place::Out;
use crate::locale::{Language, Message};
use crate::report::{FlatTable, VERSION};
use crate::sheet::Book;
use crate::text::printable_lines;
use crate::write::{BYTE_ORDER_MARK, csv, csv_to, docx_to, json_lines_to, json_to, xlsx_to};
use anyhow::{Result, bail};
use serde::Serialize;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::Cursor;
use std::path::Path;

/// What a document holds in one form.
pub(crate) enum Content<'d> {
    /// A workbook, with the kind of document that it is marked as.
    Workbook(Book<'d>, &'static str),
    /// A Word document, with the same and its language.
    Word(Book<'d>, &'static str, Language),
    /// A table, row by row; with the mark before it by which Excel knows UTF-8, or without.
    Rows(FlatTable<'d>, bool),
    /// A serialisable document.
    Data(WriteJson<'d>),
    Text(String),
    /// The bytes of a file, made already.
    Bytes(Vec<u8>),
}

/// Writes a document as JSON, whatever its type.
type WriteJson<'d> = Box<dyn Fn(&mut Out<'_>) -> Result<()> + 'd>;

impl<'d> Content<'d> {
    pub fn data(document: impl Serialize + 'd) -> Self {
        Self::Data(Box::new(move |mut out| Ok(json_to(&document, &mut out)?)))
    }

    /// Documents, each a line; they are made while they are written.
    pub fn lines<S: Serialize, L: Iterator<Item = S>>(lines: impl Fn() -> L + 'd) -> Self {
        Self::Data(Box::new(move |mut out| Ok(json_lines_to(lines(), &mut out)?)))
    }

    /// Writes the bytes of a file; returns what had to be changed in its texts.
    pub fn write(self, path: &Path, out: &mut Out<'_>) -> Result<Vec<Message>> {
        match self {
            Self::Workbook(book, mark) => xlsx_to(book, mark, VERSION, out).map_err(|error| unwritable(error, path)),
            Self::Word(book, mark, language) => Ok(docx_to(book, mark, VERSION, language, out)?),
            Self::Rows(table, has_mark) => {
                out.write_all(if has_mark { BYTE_ORDER_MARK.as_bytes() } else { b"" })?;
                Ok(csv_to(table, out)?)
            }
            Self::Data(write) => write(out).map(|()| Vec::new()),
            Self::Text(text) => Ok(out.write_all(text.as_bytes()).map(|()| Vec::new())?),
            Self::Bytes(bytes) => Ok(out.write_all(&bytes).map(|()| Vec::new())?),
        }
    }

    /// Prints it, where it is text.
    pub fn print(self, console: &Console) -> Result<()> {
        match self {
            Self::Rows(table, has_mark) => print_rows(table, has_mark, console),
            Self::Data(write) => {
                let mut text = Cursor::new(Vec::new());
                write(&mut text)?;
                console.print(&String::from_utf8(text.into_inner())?)
            }
            Self::Text(text) => console.print(&text),
            Self::Workbook(..) | Self::Word(..) | Self::Bytes(..) => bail!("a terminal shows no workbook"),
        }
    }
}

/// Prints records as CSV, without what a terminal or a build service would obey; says so, since a file has all of it.
fn print_rows(table: FlatTable<'_>, has_mark: bool, console: &Console) -> Result<()> {
    let changed = Cell::new(0_usize);
    let rows = table.rows.map(|row| {
        let fields = row.into_iter().map(|field| {
            let Cow::Owned(safe) = printable_lines(&field) else { return field };
            changed.set(changed.get() + 1);
            safe.into()
        });
        fields.collect()
    });
    let (text, notes) = csv(FlatTable { header: table.header, rows: Box::new(rows) })?;
    console.say_all(&notes, console.speech(None));
    if changed.get() > 0 {
        console.say(&Message::new("csv-made-visible").with("count", changed.get()), console.speech(None));
    }
    console.print(if has_mark { BYTE_ORDER_MARK } else { "" })?;
    console.print(&text)
}
