//! The text of the document: its sheets, each a section, row by row.

use super::blocks::{Block, GAP};
use super::columns::{type_size, widths};
use super::fit;
use super::package::Package;
use super::page::Side;
use super::paragraph::{Paragraph, low};
use super::styles::of_line;
use super::table::{AIR, Grid, Kind};
use super::xml::{DECLARATION, RELATIONS, WORD};
use crate::locale::Message;
use crate::sheet::{Book, Purpose, Role, Row, Sheet};
use std::collections::VecDeque;
use std::io::{self, Seek, Write};

/// The height of the paragraph that ends a section, in twentieths of a point: as low as can be, or it would take a page of its own.
const END: u32 = 20;

/// How many rows after one are known when it is written: a gap, and what stands behind it.
const AHEAD: usize = 3;

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
    is_gap: bool,
}

impl<'p, 'b, W: Write + Seek> Body<'p, 'b, W> {
    pub fn new(package: &'p mut Package<W>, book: &'p Book<'b>) -> Self {
        Self { package, book, notes: Vec::new() }
    }

    /// Writes all sheets.
    pub fn write(&mut self, sheets: Vec<Sheet<'b>>) -> io::Result<()> {
        self.package.xml()?.extend([format!("{DECLARATION}<w:document {WORD} {RELATIONS}><w:body>")]);
        let last = sheets.len().saturating_sub(1);
        for (number, sheet) in sheets.into_iter().enumerate() {
            let name = sheet.name.clone();
            let sheet = sheet.made();
            self.sheet(&name, &sheet)?;
            let section = Side::of(&sheet).section(self.book);
            let out = self.package.xml()?;
            // A section ends with a paragraph; the last one with the document.
            low(END, false, if number == last { "" } else { &section }, out);
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

    /// Whether a row is the mark of a draft, which the head of every page has already.
    fn is_draft(&self, row: &Row<'_>) -> bool {
        let mark = self.book.draft.as_deref();
        matches!(row.cells.as_slice(), [cell] if cell.role == Role::Draft && Some(&*cell.shown()) == mark)
    }

    fn sheet(&mut self, name: &str, sheet: &Sheet<'b>) -> io::Result<()> {
        let lies = Side::of(sheet);
        let size = type_size(sheet.columns());
        let widths = widths(sheet, lies.width(), size);
        let mut sizes = fit::sizes(sheet, &widths, lies.height()).into_iter().peekable();
        let mut grid = Grid { widths, size, air: AIR, levels: &self.book.level_colors };
        let mut before = Before::default();
        if sheet.purpose == Purpose::Form {
            // On the tab of a workbook; here it stands above the table.
            Paragraph { style: "Heading1", ..Paragraph::default() }.write(name, self.package.xml()?);
        }
        let mut rows = (0..).zip(sheet.every_row());
        // A row is written when the two after it are known: signatures never stand on a page alone.
        let mut next: VecDeque<_> = rows.by_ref().take(AHEAD).collect();
        while let Some((number, row)) = next.pop_front() {
            next.extend(rows.next());
            if let Some((_, set)) = sizes.next_if(|(from, _)| *from == number) {
                (grid.size, grid.air) = (set.size, set.air);
            }
            if self.is_draft(&row) {
                continue;
            }
            let after = next.iter().map(|(_, row)| Block::of(row)).find(|block| !matches!(block, Block::Gap));
            let repeats = sheet.repeat_rows.is_some_and(|(first, last)| (first..=last).contains(&number));
            let breaks_page = sheet.page_breaks.binary_search(&number).is_ok();
            let is_signed = matches!(after, Some(Block::Signature(_)));
            let replaced =
                RowOnPaper { repeats, breaks_page, is_signed }.write(&row, &grid, &mut before, self.package.xml()?);
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

/// What a row is among the others of its sheet.
#[derive(Clone, Copy)]
struct RowOnPaper {
    /// It is repeated on each page.
    repeats: bool,
    /// A page begins with it.
    breaks_page: bool,
    /// A line to sign on stands below it, or below the gap after it: it stays on the same page.
    is_signed: bool,
}

impl RowOnPaper {
    /// Writes the row; says how many signs had to be replaced.
    fn write(self, row: &Row<'_>, grid: &Grid<'_>, before: &mut Before, out: &mut String) -> usize {
        let Self { repeats, breaks_page: page_break, is_signed } = self;
        let block = Block::of(row);
        let is_head = block.is_head();
        let kind = match &block {
            Block::Table(_) if is_head && (repeats || before.table.is_none()) => Some(Kind::Head),
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
                low(GAP, kind == Some(Kind::Signature), "", out);
            }
        }
        if page_break && kind.is_some() {
            Paragraph { style: "Normal", page_break, ..Paragraph::default() }.write("", out);
        }
        if let Some(kind) = kind.filter(|_| !goes_on) {
            grid.begin(kind, out);
        }
        let was = std::mem::take(before);
        before.table = kind.map(|kind| if kind == Kind::Head { Kind::Body } else { kind });
        match block {
            Block::Line(cell, free) => {
                let indent = grid.widths.iter().take(free.into()).sum();
                let style = of_line(cell.role, !was.is_title || page_break);
                before.is_title = cell.role == Role::Title;
                let paragraph = Paragraph { style, keep_next: is_signed, page_break, indent, ..Paragraph::default() };
                paragraph.write(&cell.shown(), out)
            }
            Block::Table(cells) | Block::Signature(cells) => {
                grid.row(cells, kind.unwrap_or(Kind::Body), is_signed, out)
            }
            Block::Gap => {
                // Several leave room for a chart, which a document has not.
                if !was.is_gap {
                    low(GAP, is_signed, "", out);
                }
                before.is_gap = true;
                0
            }
        }
    }
}
