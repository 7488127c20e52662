//! The text of the document: its sheets, each a section, row by row.

use super::blocks::Block;
use super::columns::{type_size, widths};
use super::package::Package;
use super::page::Side;
use super::paragraph::{Paragraph, low};
use super::styles::of_line;
use super::table::{Grid, Kind};
use super::xml::{DECLARATION, RELATIONS, WORD};
use crate::locale::Message;
use crate::sheet::{Book, Purpose, Role, Row, Sheet};
use std::io::{self, Seek, Write};

/// The height of a gap, and of what keeps two tables apart, in twentieths of a point.
const GAP: u32 = 160;
/// That of the paragraph that ends a section: as low as can be, or it would take a page of its own.
const END: u32 = 20;

/// The text of a document that is being written.
pub(super) struct Body<'p, 'b, W: Write + Seek> {
    package: &'p mut Package<W>,
    book: &'p Book<'b>,
    notes: Vec<Message>,
}

/// What stands open, and what the row before was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Before {
    table: Option<Kind>,
    is_title: bool,
}

impl<'p, 'b, W: Write + Seek> Body<'p, 'b, W> {
    pub fn new(package: &'p mut Package<W>, book: &'p Book<'b>) -> Self {
        Self { package, book, notes: Vec::new() }
    }

    /// Writes all sheets.
    pub fn write(&mut self, sheets: Vec<Sheet<'b>>) -> io::Result<()> {
        *self.package.xml()? += &format!("{DECLARATION}<w:document {WORD} {RELATIONS}><w:body>");
        let last = sheets.len().saturating_sub(1);
        for (number, sheet) in sheets.into_iter().enumerate() {
            let name = sheet.name.clone();
            let sheet = sheet.made();
            self.sheet(&name, &sheet)?;
            let section = Side::of(sheet.landscape).section(self.book);
            let out = self.package.xml()?;
            // A section ends with a paragraph; the last one with the document.
            low(END, if number == last { "" } else { &section }, out);
            if number == last {
                out.push_str(&section);
            }
        }
        Ok(())
    }

    /// Ends the document; says what had to be changed in its texts.
    pub fn finish(self) -> io::Result<Vec<Message>> {
        self.package.xml()?.push_str("</w:body></w:document>");
        Ok(self.notes)
    }

    fn sheet(&mut self, name: &str, sheet: &Sheet<'b>) -> io::Result<()> {
        let page = Side::of(sheet.landscape).width();
        let size = type_size(sheet.columns());
        let grid = Grid { widths: widths(sheet, page, size), size, levels: &self.book.level_colors };
        let mut before = Before::default();
        if sheet.purpose == Purpose::Form {
            // On the tab of a workbook; here it stands above the table.
            Paragraph { style: "Heading1", ..Paragraph::default() }.write(name, self.package.xml()?);
        }
        for (number, row) in (0..).zip(sheet.every_row()) {
            let breaks = sheet.page_breaks.contains(&number);
            let repeated = sheet.repeat_rows.is_some_and(|(first, last)| (first..=last).contains(&number));
            let replaced = row_of(&row, &grid, (breaks, repeated), &mut before, self.package.xml()?);
            if replaced > 0 {
                self.notes.push(Message::new("docx-replaced").with("part", name).with("row", number + 1));
            }
        }
        if before.table.is_some() {
            self.package.xml()?.push_str("</w:tbl>");
        }
        Ok(())
    }
}

/// Writes a row of a sheet; says how many signs had to be replaced.
fn row_of(
    row: &Row<'_>,
    grid: &Grid<'_>,
    (page_break, repeated): (bool, bool),
    before: &mut Before,
    out: &mut String,
) -> usize {
    let block = Block::of(row);
    let is_head = block.is_head();
    let kind = match &block {
        Block::Table(_) if is_head && (repeated || before.table.is_none()) => Some(Kind::Head),
        Block::Table(_) => Some(Kind::Body),
        Block::Signature(_) => Some(Kind::Signature),
        Block::Line(..) | Block::Gap => None,
    };
    let goes_on = kind.is_some()
        && before.table.is_some()
        && (kind == Some(Kind::Signature)) == (before.table == Some(Kind::Signature))
        && !page_break;
    if before.table.is_some() && !goes_on {
        out.push_str("</w:tbl>");
        if kind.is_some() {
            low(GAP, "", out);
        }
    }
    if page_break && kind.is_some() {
        Paragraph { style: "Normal", page_break, ..Paragraph::default() }.write("", out);
    }
    if let Some(kind) = kind.filter(|_| !goes_on) {
        grid.begin(kind, out);
    }
    let was_title = before.is_title && !page_break;
    *before = Before { table: kind.map(|kind| if kind == Kind::Head { Kind::Body } else { kind }), is_title: false };
    match block {
        Block::Line(cell, free) => {
            let indent = grid.widths.iter().take(free.into()).sum();
            let style = of_line(cell.role, !was_title);
            before.is_title = cell.role == Role::Title;
            Paragraph { style, page_break, indent, ..Paragraph::default() }.write(&cell.shown(), out)
        }
        Block::Table(cells) | Block::Signature(cells) => grid.row(cells, kind.unwrap_or(Kind::Body), out),
        Block::Gap => {
            low(GAP, "", out);
            0
        }
    }
}
