//! A book as an XLSX workbook, ready to print on A4. The same book is always the same bytes.
//!
//! **Why this is not left to the library.** `rust_xlsxwriter` alone takes 1.5 to 2.8 times as long and 2 GB for a register of
//! 100,000 situations: it looks a format up for each cell, keeps the cells in trees, and compresses all parts on one thread.
//! So the library makes the *frame* of every sheet, and its rows and the texts that all sheets share are ours: as the only
//! path, for every sheet of every book.
//!
//! **What the library does**: styles, widths, panes, page set-up, headers and footers, filters, links, charts, choices, notes,
//! conditional colours, protection, names, properties, content types and relations. **What stands here**:
//!
//! | module | what it does |
//! |---|---|
//! | `fill` | lays the rows of a sheet, some while the next are laid out; several sheets at the same time |
//! | `row_height`, `text_width` | how tall a row is, and the cutting of a text too tall for one: no crate does |
//! | `cells` | holds the cells of a sheet as numbers and writes them as XML |
//! | `shared_strings` | the texts of all sheets, each once |
//! | `frame` | tells the library all of a sheet but its rows |
//! | `opened` | opens the XML of a frame for the rows |
//! | `places` | where the rows of a sheet stand, among rows that go on in further ones |
//! | `pages` | where pages begin, so that no heading stands last on one: the format knows no such wish |
//! | `properties` | what a workbook says of itself |
//! | `page_setup`, `chart`, `choices`, `links`, `looks`, `names` | what `frame` tells |
//! | `package` | compresses the parts beside each other, with the crate `zip` |
//!
//! **What always holds**, and the test that says so:
//!
//! * A sheet is what the library would have made of it, cell by cell: `a_sheet_is_what_the_library_would_have_made_of_it`.
//! * The XML of a frame is opened with a reader of XML, at the rows, at the lists of merged cells and of links, and nowhere else:
//!   `a_frame_is_opened_at_its_rows_whatever_its_texts_say`. One name of the workbook is replaced besides, see `names`.
//! * The same book is the same bytes, with any number of threads: `tests/same_bytes.rs`. The headers of the archive name
//!   neither the time nor the system: `no_header_says_when_or_on_which_system_the_workbook_was_made`.
//! * Excel's limits are kept: texts go on in further rows, names of sheets are made fit, links beyond the most stay texts:
//!   the tests of `text_width`, `links` and `tests/hostile.rs`.
//! * openpyxl and LibreOffice read what was written: `tests/real_programs.rs`.
//! * What all this is for, time and memory, is measured by `benches/versus.sh`.

mod cells;
mod chart;
mod choices;
mod fill;
mod frame;
mod links;
mod looks;
mod names;
mod opened;
mod package;
mod page_setup;
mod pages;
mod places;
mod properties;
mod row_height;
mod shared_strings;
#[cfg(test)]
mod tests;
pub(super) mod text_width;

use crate::locale::Message;
use crate::sheet::Book;
use cells::Cells;
use fill::Filled;
use links::{Stand, Waiting};
use looks::Looks;
use names::SheetNames;
use opened::Opened;
use package::{Package, Part};
use properties::properties;
use rayon::prelude::*;
use rust_xlsxwriter::{Workbook, Worksheet};
use shared_strings::SharedStrings;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::io::{self, Cursor, Seek, Write};
use std::mem;

pub use properties::{MARK, MARK_AS_OF, MARK_VERSION};
pub use rust_xlsxwriter::XlsxError;

/// How many sheets are filled at the same time, at most, and how many are compressed: the others of a long book wait.
const FILLED_AT_ONCE: usize = 4;
const COMPRESSED_AT_ONCE: usize = 8;

/// A book as the bytes of a workbook, and what had to be changed in its texts.
///
/// # Errors
/// What Excel has no room for: more rows than a sheet has, a text longer than a cell takes.
pub fn xlsx(book: Book<'_>, kind: &str, version: &str) -> Result<(Vec<u8>, Vec<Message>), XlsxError> {
    let mut bytes = Cursor::new(Vec::new());
    let notes = xlsx_to(book, kind, version, &mut bytes)?;
    Ok((bytes.into_inner(), notes))
}

/// The same, written as it is compressed.
///
/// # Errors
/// As [`xlsx`], and what the place that is written to refuses.
pub fn xlsx_to(
    mut book: Book<'_>,
    kind: &str,
    version: &str,
    out: impl Write + Seek + Send,
) -> Result<Vec<Message>, XlsxError> {
    let (mut workbook, looks) = (empty(&book, kind, version)?, Looks::new(&book));
    let mut taken = HashSet::new();
    let names: Vec<String> = book.sheets.iter().map(|sheet| names::sheet_name(&sheet.name, &mut taken)).collect();
    let sheets = mem::take(&mut book.sheets);
    let mut own = SheetNames::new();
    for (sheet, name) in sheets.iter().zip(&names) {
        own.entry(sheet.name.clone()).or_insert_with(|| name.clone());
    }
    let printed: Vec<_> = sheets.iter().zip(&names).filter_map(|(sheet, name)| names::printed(sheet, name)).collect();
    let mut given = sheets.into_iter().zip(&names);
    let mut gathered = Gathered { used: looks.none_used(), ..Gathered::default() };
    let mut before = Vec::new();
    loop {
        let some: Vec<_> = given.by_ref().take(FILLED_AT_ONCE).collect();
        let is_end = some.is_empty();
        let fill = || some.into_par_iter().map(|(sheet, name)| Filled::new(sheet.made(), name, &own, &looks, &book));
        // The texts of some sheets are numbered while the next ones are filled.
        let ((), now) = rayon::join(|| gathered.add(before), || fill().collect::<Result<Vec<_>, XlsxError>>());
        before = now?;
        if is_end {
            break;
        }
    }
    gathered.link(&names, &own)?;
    let Gathered { mut worksheets, cells, texts, used, notes, .. } = gathered;
    let said = looks.register(&used, &mut workbook);
    if let (Some(first), false) = (worksheets.first_mut(), texts.is_empty()) {
        // Only then does the library name a table of texts among the parts.
        first.write_string(0, 0, ".")?;
    }
    for worksheet in worksheets {
        workbook.push_worksheet(worksheet);
    }
    for name in &book.names {
        if let Some(range) = names::range(name, &names) {
            workbook.define_name(name.name, &range)?;
        }
    }
    for (name, range) in &printed {
        workbook.define_name(name, range)?;
    }
    let frame = workbook.save_to_buffer()?;
    drop(workbook);
    // The table of texts is the longest part of many: it is made beside all others.
    let (table, written) = rayon::join(|| texts.part(), || write(&frame, cells, &said, book.language, out));
    let mut package = written?;
    if let Some(table) = table? {
        package.add(table)?;
    }
    package.finish()?;
    Ok(notes)
}

/// A workbook without sheets.
fn empty(book: &Book<'_>, kind: &str, version: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(book, kind, version)?);
    workbook.set_default_format(&looks::usual(), 20, 64)?;
    workbook.set_zip_compression_level(package::LEAST);
    Ok(workbook)
}

/// All sheets that are filled: their frames, their cells, the texts of all, the looks that are used, what was changed.
#[derive(Default)]
struct Gathered<'t> {
    worksheets: Vec<Worksheet>,
    cells: Vec<Cells>,
    texts: SharedStrings<'t>,
    used: Vec<bool>,
    notes: Vec<Message>,
    waiting: Vec<Vec<Waiting>>,
    stands: Vec<Stand>,
}

impl<'t> Gathered<'t> {
    fn add(&mut self, filled: Vec<Filled<'t>>) {
        for Filled { worksheet, cells, notes, waiting, stand } in filled {
            cells.mark_looks(&mut self.used);
            self.worksheets.push(worksheet);
            self.cells.push(cells.numbered(&mut self.texts));
            self.notes.extend(notes);
            self.waiting.push(waiting);
            self.stands.push(stand);
        }
    }

    /// Puts the links to rows and pages of the workbook: all of them stand now.
    fn link(&mut self, names: &[String], own: &SheetNames) -> Result<(), XlsxError> {
        let stands: HashMap<&str, Stand> = names.iter().map(String::as_str).zip(self.stands.drain(..)).collect();
        let sheets = self.worksheets.iter_mut().zip(&mut self.cells);
        for ((worksheet, cells), waiting) in sheets.zip(self.waiting.drain(..)) {
            cells.links = Waiting::put(waiting, worksheet, own, &stands)?;
        }
        Ok(())
    }
}

/// Writes all parts of a workbook but the table of texts: those that the library made, and the worksheets with their cells.
fn write<W: Write + Seek>(
    frame: &[u8],
    cells: Vec<Cells>,
    looks: &[String],
    language: Option<&str>,
    out: W,
) -> Result<Package<W>, XlsxError> {
    let mut package = Package::new(out);
    let sheets = cells.into_iter().enumerate().map(|(at, cells)| (format!("xl/worksheets/sheet{}.xml", at + 1), cells));
    let mut sheets: Vec<(String, Cells)> = sheets.collect();
    let own: HashSet<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    let mut frames = HashMap::new();
    for (name, bytes) in package::parts(frame)? {
        if own.contains(name.as_str()) {
            frames.insert(name, String::from_utf8(bytes).map_err(io::Error::other)?);
        } else if name.starts_with(chart::PARTS) {
            let chart = String::from_utf8(bytes).map_err(io::Error::other)?;
            package.add_short(&name, chart::each_named(&chart)?.as_bytes())?;
        } else if name == properties::PART {
            package.add_short(&name, &properties::with_language(&bytes, language)?)?;
        } else if name != shared_strings::PART {
            package.add_short(&name, &names::with_printed(&name, bytes)?)?;
        }
    }
    // Some at a time, each written when it is made: the parts of a long workbook are never held all.
    while !sheets.is_empty() {
        let some = sheets.drain(..sheets.len().min(COMPRESSED_AT_ONCE));
        let mut some: Vec<(usize, (String, Cells))> = some.enumerate().collect();
        // The longest first: begun last, it would be made alone.
        some.sort_by_key(|(_, (_, cells))| Reverse(cells.count()));
        let parts = some.into_par_iter().with_max_len(1).map(|(place, (name, cells))| {
            let frame = frames.get(&name).map(String::as_str).unwrap_or_default();
            Ok((place, worksheet(&name, frame, &cells, looks)?))
        });
        let mut parts = parts.collect::<Result<Vec<_>, XlsxError>>()?;
        parts.sort_by_key(|(place, _)| *place);
        for (_, part) in parts {
            package.add(part)?;
        }
    }
    Ok(package)
}

/// A worksheet with its rows in the place of those that the library wrote, and with its other links behind the library's.
fn worksheet(name: &str, frame: &str, cells: &Cells, looks: &[String]) -> Result<Part, XlsxError> {
    let Opened { before, between, after, behind_links } = Opened::new(frame)?;
    Part::filled(name, |out| {
        for part in [before, "<sheetData>"] {
            out.buffer().extend_from_slice(part.as_bytes());
        }
        cells.write(looks, out)?;
        for part in ["</sheetData>", between] {
            out.buffer().extend_from_slice(part.as_bytes());
        }
        cells.write_merged(out)?;
        for part in [after, &cells.links, behind_links] {
            out.buffer().extend_from_slice(part.as_bytes());
        }
        out.pass()
    })
}
