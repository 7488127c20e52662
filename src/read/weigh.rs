//! Weighs a workbook before the library opens it: no file makes the program take memory without bound.
//!
//! The library holds a sheet of an old or an OpenDocument workbook as a full rectangle of cells; a single stray cell in the
//! last corner would cost gigabytes. Old workbooks are also taken out of their container here and put into a clean one,
//! because a circle in the container's list of sectors would never end.

use super::budget::{AREA, Budget, PART_XML, ROWS, SHEET_XML, SHEETS, STYLES, TEXT_THRICE, TEXTS_XML};
use super::grid::COLUMNS;
use super::package::{PART_LIMIT, attribute, known_as};
use super::scan::tags;
use super::unreadable::Unreadable;
use super::xls_texts;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeSet, HashSet};
use std::io::{BufRead, BufReader, Cursor, Read, Write};

/// The endings of the parts that the library reads as a whole.
const HELD: [&str; 5] = ["workbook.xml", "workbook.xml.rels", "theme1.xml", "_rels/.rels", "[content_types].xml"];

/// Makes sure that no part of an XLSX workbook that the library holds as a whole inflates beyond its limit, whatever the
/// archive says of its sizes. Worksheets are weighed where their traits are found.
pub(super) fn workbook(bytes: &[u8], budget: &Budget) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut names = HashSet::new();
    for part in 0..archive.len() {
        let part = archive.by_index(part)?;
        let name = known_as(&part.name()?);
        let ends = |end: &str| name.ends_with(end);
        let limit = if ends("sharedstrings.xml") {
            Some(&TEXTS_XML)
        } else {
            (ends("styles.xml") || HELD.into_iter().any(ends)).then_some(&PART_XML)
        };
        if let Some(limit) = limit {
            let most = limit.of(budget.size);
            let mut size = part.size();
            // Deflate makes at most 1032 bytes of one: a small part cannot inflate beyond the limit, a large one is measured.
            if size <= most && part.compressed_size().saturating_mul(1032) > most {
                size = std::io::copy(&mut part.take(most + 1), &mut std::io::sink())?;
            }
            budget.within(size, limit)?;
        }
        // The library might read another one than was weighed.
        if !names.insert(name) {
            return Err(Unreadable::damaged("two parts have one name"));
        }
    }
    for part in 0..archive.len() {
        let part = archive.by_index(part)?;
        let name = known_as(&part.name()?);
        if name.ends_with("sharedstrings.xml") {
            reserved(BufReader::new(part), budget)?;
        } else if name.ends_with("styles.xml") {
            let mut counted = 0;
            tags(part, |_| {
                counted += 1;
                Ok(budget.within(counted, &STYLES)?)
            })?;
        }
    }
    Ok(())
}

/// Makes sure that the table of texts does not claim more texts than it could hold: the library makes room for them.
fn reserved(part: impl BufRead, budget: &Budget) -> Result<(), Unreadable> {
    let mut reader = quick_xml::Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) | Event::Empty(tag) => {
                let claimed = attribute(&tag, "uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
                let most = TEXTS_XML.of(budget.size) / BYTES_OF_A_TEXT;
                if claimed.is_some_and(|claimed| claimed > most) {
                    return Err(Unreadable::damaged("the table of texts claims more texts than it holds"));
                }
                return Ok(());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// How many bytes an empty text takes in the table of texts: `<si><t/></si>`.
const BYTES_OF_A_TEXT: u64 = 13;

/// Makes sure that no sheet of an OpenDocument workbook grows beyond the limits through its repeated rows and cells, that its
/// texts do not, and that every element is closed: the library would wait for ever for the end of an open one.
pub(super) fn open_document(bytes: &[u8], budget: &Budget) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let manifest = archive.by_name("META-INF/manifest.xml")?;
    let most = PART_XML.of(budget.size);
    if std::io::copy(&mut manifest.take(most + 1), &mut std::io::sink())? > most {
        return Err(PART_XML.exceeded(budget.size).into());
    }
    let content = archive.by_name("content.xml")?;
    let most = SHEET_XML.of(budget.size);
    let mut content = BufReader::new(content.take(most + 1));
    let weighed = repetitions(&mut content, budget);
    // What is cut off here seems damaged.
    if content.into_inner().limit() == 0 { Err(SHEET_XML.exceeded(budget.size).into()) } else { weighed }
}

/// The rectangle around the filled cells of a table, and what its texts take.
#[derive(Default)]
struct Area {
    /// Rows of the table so far, cells of the row so far, the last filled cell of the row and of any row.
    rows: u64,
    cells: u64,
    filled: u64,
    widest: u64,
    /// How often the row stands, how many rows hold a value, and the first and last filled row.
    times: u64,
    written: u64,
    first: Option<u64>,
    last: u64,
    /// How often the cell stands, and the bytes of its text, of its row's and of the table's.
    cell_times: u64,
    cell_text: u64,
    row_text: u64,
    text: u64,
}

impl Area {
    fn begin_row(&mut self, times: u64) {
        (self.times, self.cells, self.filled, self.row_text) = (times, 0, 0, 0);
    }

    fn begin_cell(&mut self, times: u64, filled: bool, text: u64) {
        self.cells = self.cells.saturating_add(times);
        if filled {
            self.filled = self.cells;
        }
        // The library takes no more columns than a worksheet has.
        (self.cell_times, self.cell_text) = (times.min(COLUMNS.into()), text);
    }

    fn end_cell(&mut self) {
        self.row_text = self.row_text.saturating_add(self.cell_text.saturating_mul(self.cell_times));
        self.cell_text = 0;
    }

    fn end_row(&mut self) {
        let begin = self.rows;
        self.rows = self.rows.saturating_add(self.times);
        if self.row_text > 0 {
            self.written = self.written.saturating_add(self.times);
        }
        if self.filled > 0 {
            self.first.get_or_insert(begin);
            self.last = self.rows;
            self.widest = self.widest.max(self.filled);
        }
        self.text = self.text.saturating_add(self.row_text.saturating_mul(self.times));
    }

    fn size(&self) -> u64 {
        let height = self.last.saturating_sub(self.first.unwrap_or(self.last));
        height.saturating_mul(self.widest)
    }
}

fn repetitions(content: impl BufRead, budget: &Budget) -> Result<(), Unreadable> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let mut buffer = Vec::new();
    // Tables may stand in cells of others.
    let mut open: Vec<Area> = Vec::new();
    let (mut depth, mut tables, mut rows, mut cells, mut text) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer)?;
        let (tag, is_empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                match (tag.name().as_ref(), open.last_mut()) {
                    ("table:table-cell" | "table:covered-table-cell", Some(area)) => area.end_cell(),
                    ("table:table-row", Some(area)) => {
                        area.end_row();
                        budget.within(rows.saturating_add(area.written), &ROWS)?;
                        budget.within(cells.saturating_add(area.size()), &AREA)?;
                        budget.within(text.saturating_add(area.text), &TEXT_THRICE)?;
                    }
                    ("table:table", Some(_)) => {
                        let area = open.pop().unwrap_or_default();
                        rows = rows.saturating_add(area.written);
                        (cells, text) = (cells.saturating_add(area.size()), text.saturating_add(area.text));
                    }
                    _ => {}
                }
                continue;
            }
            Event::Eof if depth > 0 => return Err(Unreadable::damaged("an element is not closed")),
            Event::Eof => return Ok(()),
            other => {
                if let Some(area) = open.last_mut() {
                    area.cell_text = area.cell_text.saturating_add(other.len() as u64);
                }
                continue;
            }
        };
        depth += u64::from(!is_empty);
        match (tag.name().as_ref(), open.last_mut()) {
            ("table:table", _) => {
                tables += 1;
                budget.within(tables, &SHEETS)?;
                if !is_empty {
                    open.push(Area::default());
                }
            }
            ("table:table-row", Some(area)) => {
                area.begin_row(times(tag, "table:number-rows-repeated")?);
                if is_empty {
                    area.end_row();
                }
            }
            ("table:table-cell" | "table:covered-table-cell", Some(area)) => {
                let mut given = false;
                for attribute in tag.attributes() {
                    let name = attribute.map_err(Unreadable::damaged)?.key;
                    given |= name.as_ref().starts_with("office:") || name.as_ref() == "table:formula";
                }
                // Its text may be an attribute.
                let text = if given { tag.len() as u64 } else { 0 };
                area.begin_cell(times(tag, "table:number-columns-repeated")?, given || !is_empty, text);
                if is_empty {
                    area.end_cell();
                }
            }
            ("text:s", Some(area)) => area.cell_text = area.cell_text.saturating_add(times(tag, "text:c")?),
            _ => {}
        }
        // A cell that is not closed yet may hold all of it.
        let of_cell = open.last().map(|area| area.cell_text).unwrap_or_default();
        budget.within(text.saturating_add(of_cell), &TEXT_THRICE)?;
    }
}

/// How often a row, a cell or a space stands: its attribute, else once. A tag that is badly written is refused: the library
/// would find a number in it where others see none.
fn times(tag: &BytesStart<'_>, name: &str) -> Result<u64, Unreadable> {
    let mut found = 1;
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(Unreadable::damaged)?;
        if attribute.key.as_ref() == name {
            let given = unescape(&attribute.value).map_err(Unreadable::damaged)?;
            let unreadable = |error| Unreadable::damaged(format_args!("{name}=\"{given}\": {error}"));
            found = given.trim().parse().map_err(unreadable)?;
        }
    }
    Ok(found)
}

/// An old workbook in a clean container, once its sheets are known to stay within the limit.
pub(super) fn old_workbook(bytes: &[u8], budget: &Budget) -> Result<Vec<u8>, Unreadable> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes))?;
    let mut records = Vec::new();
    let mut stream = ["/Workbook", "/Book"].iter().find_map(|name| container.open_stream(name).ok());
    let stream = stream.as_mut().ok_or_else(|| Unreadable::damaged("no stream is named Workbook or Book"))?;
    stream.take(PART_LIMIT).read_to_end(&mut records)?;
    budget.within(sheet_areas(&mut records)?, &AREA)?;
    budget.within(xls_texts::length(&records), &TEXT_THRICE)?;
    let clean = || -> std::io::Result<Vec<u8>> {
        let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
        container.create_stream("/Workbook")?.write_all(&records)?;
        container.flush()?;
        Ok(container.into_inner().into_inner())
    };
    Ok(clean()?)
}

// Types of records (MS-XLS 2.3).
const BEGIN: u16 = 0x0809;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const BLANK: u16 = 0x0201;
const CELLS: [u16; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
const MANY_NUMBERS: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;
/// The offset of a formula's length in its record.
const FORMULA_LENGTH: usize = 20;

/// The area of the rectangle around all cells of a workbook, times its sheets. A record of a sheet's size becomes a
/// blank cell: the library would trust it.
fn sheet_areas(records: &mut [u8]) -> Result<u64, Unreadable> {
    let mut begins = BTreeSet::new();
    let mut sheets = Vec::new();
    let (mut rows, mut columns) = ((u16::MAX, 0), (u16::MAX, 0));
    let mut at = 0;
    while let Some(head) = records.get(at..at + 4) {
        let (kind, length) = (word(head, 0), usize::from(word(head, 2)));
        let Some(data) = records.get(at + 4..at + 4 + length) else { break };
        if kind == BEGIN {
            begins.insert(at);
        } else if kind == FORMULA && length >= FORMULA_LENGTH + 2 {
            // Nobody reads the formula, and the library would write each part of a long one anew.
            records[at + 4 + FORMULA_LENGTH..at + 6 + FORMULA_LENGTH].fill(0);
        } else if kind == SHEET && length >= 4 {
            sheets.push(usize::from(word(data, 0)) | usize::from(word(data, 2)) << 16);
        } else if CELLS.contains(&kind) && length >= 6 {
            let (row, first) = (word(data, 0), word(data, 2));
            let last = if kind == MANY_NUMBERS { word(data, length - 2).max(first) } else { first };
            rows = (row.min(rows.0), row.max(rows.1));
            columns = (first.min(columns.0), last.max(columns.1));
        } else if kind == DIMENSIONS {
            records[at..at + 2].copy_from_slice(&BLANK.to_le_bytes());
        }
        at += 4 + length;
    }
    // A sheet that begins in the middle of something would be read as other records than those seen here.
    if !sheets.iter().all(|sheet| begins.contains(sheet)) {
        return Err(Unreadable::damaged("a sheet does not begin where the workbook says"));
    }
    let side = |(first, last): (u16, u16)| u64::from(last.saturating_sub(first)) + 1;
    Ok(side(rows) * side(columns) * sheets.len() as u64)
}

fn word(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}
