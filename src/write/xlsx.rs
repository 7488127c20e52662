//! A book as an XLSX workbook, ready to print on A4. The same book is always the same bytes.

use super::xlsx_cells::{Cells, SheetCells};
use super::xlsx_looks::{FONT, Formats};
use super::xlsx_part::HARDNESS_IN_PIECES;
use super::xlsx_parts::{Frame, whole};
use super::xlsx_pen::Pen;
use super::xlsx_table::Texts;
use super::xlsx_texts::OwnTexts;
use crate::locale::Message;
use crate::sheet::{Book, Sheet};
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use std::collections::HashSet;
use std::io::{Cursor, Seek, Write};
use std::mem;

pub use rust_xlsxwriter::XlsxError;

/// The name of the document property by which a workbook made by this program is known; its value is the kind of document.
pub const MARK: &str = "tobokel";
/// The name of the document property with the version of the program that made the workbook.
pub const MARK_VERSION: &str = "tobokel-version";
/// The name of the document property with the day that the workbook speaks of.
pub const MARK_AS_OF: &str = "tobokel-as-of";

/// From how many cells that the library writes on a book is large, and up to how many these are next to nothing.
const LARGE: usize = 100_000;
const FEW: usize = 1_000;

/// How many temporary files that stay empty are open for a workbook, at most.
const OPEN: usize = 8;
/// How many sheets are made at the same time, at most: the others of a long book wait.
const AT_ONCE: usize = 4;

/// A book as the bytes of a workbook, and what had to be changed in its texts.
///
/// # Errors
/// What the library refuses: a sheet of more rows than Excel has, no room for a temporary file.
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
    let mut workbook = empty(&book, kind, version)?;
    // Formats are numbered in the order of their first use: in this one, whichever thread is the first.
    let formats = Formats::new(&book);
    for format in formats.all() {
        workbook.register_format(format);
    }
    let sheets = mem::take(&mut book.sheets);
    // A large book is written row by row through temporary files, its texts where they stand: the table of all texts that
    // smaller files share would hold hundreds of megabytes, and be made by one thread.
    let slow = sheets.iter().filter(|sheet| !is_plain(sheet));
    let of_library = slow.map(Sheet::cells).sum::<usize>();
    let large = of_library > LARGE;
    workbook.set_zip_compression_level(if of_library > FEW { HARDNESS_IN_PIECES } else { 1 });
    let (given, names) = worksheets(&mut workbook, sheets, large)?;
    let mut given = given.into_iter().zip(&names);
    let (mut gathered, mut before) = (Gathered::default(), Vec::new());
    loop {
        let some: Vec<_> = given.by_ref().take(AT_ONCE).collect();
        let is_end = some.is_empty();
        let make = || some.into_par_iter().map(|((out, sheet), name)| made(out, sheet, name, &formats, &book, large));
        // The texts of some sheets are numbered while the next ones are made.
        let ((), now) = rayon::join(|| gathered.add(before), || make().collect::<Result<Vec<_>, XlsxError>>());
        before = now?;
        if is_end {
            break;
        }
    }
    let Gathered { mut worksheets, plain, mut texts, notes } = gathered;
    if let Some((at, _)) = plain.first() {
        formats.show(&mut worksheets[*at], texts.any())?;
    }
    for worksheet in worksheets {
        workbook.push_worksheet(worksheet);
    }
    if plain.is_empty() {
        whole(workbook, out)?;
        return Ok(notes);
    }
    texts.finish(&mut workbook);
    let known = texts.known_to_library();
    // The table of texts is the longest part of many: it is made beside all others.
    let fill = move || {
        let frame = Frame::new(workbook.save_to_buffer()?)?;
        drop(workbook);
        Ok::<_, XlsxError>(frame.fill(plain, known, out)?)
    };
    let (table, filled) = rayon::join(|| texts.part(), fill);
    filled?.finish(table?)?;
    Ok(notes)
}

/// A sheet and the worksheet for it.
type Given<'b> = (Worksheet, Sheet<'b>);

/// A worksheet for each sheet, and their names.
fn worksheets<'b>(
    workbook: &mut Workbook,
    sheets: Vec<Sheet<'b>>,
    large: bool,
) -> Result<(Vec<Given<'b>>, Vec<String>), XlsxError> {
    let (mut given, mut plain_before) = (Vec::new(), 0);
    let (mut names, mut taken) = (Vec::new(), HashSet::new());
    for sheet in sheets {
        let mut worksheet = if is_plain(&sheet) {
            plain_before += 1;
            worksheet_without_cells(workbook, plain_before - 1)
        } else if large {
            workbook.new_worksheet_with_constant_memory()?
        } else {
            Worksheet::new()
        };
        let name = sheet_name(&sheet.name, &mut taken);
        worksheet.set_name(&name)?;
        names.push(name);
        given.push((worksheet, sheet));
    }
    Ok((given, names))
}

/// A worksheet whose cells are not the library's, after so many others of them. The library starts a thread for each
/// worksheet that it keeps in memory, which takes longer than a short sheet, and none for one that goes to a temporary file.
/// Such a file stays empty here; where none can be made, and where that takes long, the worksheet is one as any other. So is
/// the first, which is given a cell for each look.
fn worksheet_without_cells(workbook: &mut Workbook, before: usize) -> Worksheet {
    if cfg!(target_os = "linux") && (1..=OPEN).contains(&before) {
        workbook.new_worksheet_with_constant_memory().unwrap_or_default()
    } else {
        Worksheet::new()
    }
}

/// A worksheet that was filled, and what had to be changed in its texts.
struct Made<'t> {
    worksheet: Worksheet,
    written: Written<'t>,
    notes: Vec<Message>,
}

/// What is still to be written of a worksheet: its cells, or, where the library has these, only texts for the table.
enum Written<'t> {
    Here(SheetCells<'t>),
    ByLibrary(OwnTexts<'t>),
}

/// Fills a worksheet with a sheet; of a large book, row by row where the library does it.
fn made<'t>(
    mut worksheet: Worksheet,
    sheet: Sheet<'t>,
    name: &str,
    formats: &Formats,
    book: &Book<'_>,
    large: bool,
) -> Result<Made<'t>, XlsxError> {
    let mut pen = Pen::new(formats);
    let written = if is_plain(&sheet) {
        Written::Here(pen.plain_sheet(&mut worksheet, name, sheet.made(), book)?)
    } else {
        let mut texts = OwnTexts::default();
        // What is written row by row has its texts where they stand.
        let shared = (!large).then_some(&mut texts);
        pen.sheet(&mut worksheet, name, sheet.made(), book, shared)?;
        Written::ByLibrary(texts)
    };
    Ok(Made { worksheet, written, notes: pen.notes })
}

/// All worksheets that were filled, the cells of some with the places of these, and the texts of all.
#[derive(Default)]
struct Gathered<'t> {
    worksheets: Vec<Worksheet>,
    plain: Vec<(usize, Cells)>,
    texts: Texts<'t>,
    notes: Vec<Message>,
}

impl<'t> Gathered<'t> {
    fn add(&mut self, made: Vec<Made<'t>>) {
        for Made { worksheet, written, notes } in made {
            match written {
                Written::Here(cells) => self.plain.push((self.worksheets.len(), self.texts.take(cells))),
                Written::ByLibrary(texts) => self.texts.take_of_library(texts),
            }
            self.worksheets.push(worksheet);
            self.notes.extend(notes);
        }
    }
}

/// A workbook without sheets.
fn empty(book: &Book<'_>, kind: &str, version: &str) -> Result<Workbook, XlsxError> {
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
    Ok(workbook)
}

/// Whether the cells of a sheet are written as XML here: the library has to know those that a chart or a link is about.
fn is_plain(sheet: &Sheet<'_>) -> bool {
    let linked = || sheet.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.link.is_some());
    sheet.later.is_some() || sheet.stream.is_some() || (sheet.chart.is_none() && !linked())
}

/// A name that Excel takes for a sheet: no `[]:*?/\`, no apostrophe at its ends, at most 31 UTF-16 units, not taken yet. The
/// names that are taken are in lower case.
fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
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
    let mut name = fit("");
    // Excel keeps the name History for itself.
    let mut number = 1;
    while name.to_lowercase() == "history" || !taken.insert(name.to_lowercase()) {
        number += 1;
        name = fit(&format!(" {number}"));
    }
    name
}
