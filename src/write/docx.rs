//! A book as a Word document (DOCX), ready to print on A4. The same book is always the same bytes.
//!
//! It is made of the same books as workbooks are, so that what a document says is written once. A sheet becomes a section of
//! its own, upright or on its side: lines of text become headings and paragraphs, rows of a table a table, lines to sign on a
//! table without borders. Charts, links, filters and formulas have no place on paper and are left out; of a formula its result
//! stays.
//!
//! Why not a crate: those that write Word documents set neither the times of the archive nor repeated rows or sections as
//! official papers need them, and what is needed here is little. `zip` makes the archive.

mod blocks;
mod body;
mod columns;
mod fit;
mod package;
mod page;
mod paragraph;
mod properties;
mod styles;
mod table;
mod xml;

use crate::locale::{Language, Message};
use crate::sheet::Book;
use body::Body;
use package::Package;
use std::io::{self, Cursor, Seek, Write};

/// A book as the bytes of a Word document, and what had to be changed in its texts.
///
/// # Errors
/// As [`docx_to`].
pub fn docx(book: Book<'_>, kind: &str, version: &str, language: Language) -> io::Result<(Vec<u8>, Vec<Message>)> {
    let mut bytes = Cursor::new(Vec::new());
    let notes = docx_to(book, kind, version, language, &mut bytes)?;
    Ok((bytes.into_inner(), notes))
}

/// The same, written as it is made. The document is marked with its kind and the version of the program, as a workbook is.
///
/// # Errors
/// What the place that is written to refuses.
pub fn docx_to(
    mut book: Book<'_>,
    kind: &str,
    version: &str,
    language: Language,
    out: impl Write + Seek,
) -> io::Result<Vec<Message>> {
    let mut package = Package::new(out);
    for (name, part) in properties::parts(&book, kind, version, language) {
        package.add(name, &part)?;
    }
    package.add("word/styles.xml", &styles::styles(language))?;
    for (name, part) in page::parts(&book) {
        package.add(name, &part)?;
    }
    let sheets = std::mem::take(&mut book.sheets);
    package.begin("word/document.xml")?;
    let mut body = Body::new(&mut package, &book);
    body.write(sheets)?;
    let notes = body.finish()?;
    package.finish()?;
    Ok(notes)
}
