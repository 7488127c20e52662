//! How much a workbook would take, found out before the library opens it: no file makes the program take memory without
//! bound, whatever it says of itself.
//!
//! The library holds a sheet of an old or an OpenDocument workbook as a full rectangle of cells; a single stray cell in the
//! last corner would cost gigabytes. Old workbooks are also taken out of their container here and put into a clean one,
//! because a circle in the container's list of sectors would never end.

use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use zip::result::ZipError;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is protected by a password.
    Encrypted,
    /// It is damaged or cut short: what a library says of it, or what is missing, in English.
    Damaged(String),
    /// A part of it inflates beyond [`PART_LIMIT`].
    TooLarge,
    /// The cells of a sheet lie too far apart: its rectangle has more than [`AREA_LIMIT`] cells.
    TooScattered,
}

impl Unreadable {
    /// A damaged workbook, for the cause that a library gives or that is named here.
    pub fn damaged(cause: impl std::fmt::Display) -> Self {
        Self::Damaged(cause.to_string())
    }
}

impl From<ZipError> for Unreadable {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Encrypted,
            error => Self::damaged(error),
        }
    }
}

impl From<std::io::Error> for Unreadable {
    /// A workbook is in memory: what cannot be read of it is damaged.
    fn from(error: std::io::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<quick_xml::Error> for Unreadable {
    fn from(error: quick_xml::Error) -> Self {
        Self::damaged(error)
    }
}

/// The most that one part of a workbook may hold once inflated, in bytes. A register of 100,000 situations stays below it.
pub(super) const PART_LIMIT: u64 = 1 << 30;

/// The most cells that the rectangle around a sheet's filled cells may have in formats that the library holds in full.
pub(super) const AREA_LIMIT: u64 = 1 << 21;

/// Makes sure that no part of a zip archive inflates beyond the limit, whatever the archive says of its sizes.
pub(super) fn archive(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    for part in 0..archive.len() {
        let part = archive.by_index(part)?;
        if part.size() > PART_LIMIT {
            return Err(Unreadable::TooLarge);
        }
        // Deflate makes at most 1032 bytes of one: a small part cannot inflate beyond the limit, a large one is measured.
        if part.compressed_size().saturating_mul(1032) > PART_LIMIT {
            let size = std::io::copy(&mut part.take(PART_LIMIT + 1), &mut std::io::sink())?;
            if size > PART_LIMIT {
                return Err(Unreadable::TooLarge);
            }
        }
    }
    Ok(())
}

/// Makes sure that no sheet of an OpenDocument workbook grows beyond the limit through its repeated rows and cells.
pub(super) fn open_document(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let content = archive.by_name("content.xml")?;
    let mut area = Area::default();
    repetitions(BufReader::new(content.take(PART_LIMIT)), &mut area)?;
    if area.most > AREA_LIMIT { Err(Unreadable::TooScattered) } else { Ok(()) }
}

/// The rectangle around the filled cells of the table being read, and the largest of all tables.
#[derive(Default)]
struct Area {
    /// Rows of the table so far, cells of the row so far, the last filled cell of the row and of any row.
    rows: u64,
    cells: u64,
    filled: u64,
    widest: u64,
    /// How often the row stands, and the first and last filled row.
    times: u64,
    first: Option<u64>,
    last: u64,
    /// The largest rectangle or the longest list of cells, in cells.
    most: u64,
}

impl Area {
    fn begin_row(&mut self, times: u64) {
        (self.times, self.cells, self.filled) = (times, 0, 0);
    }

    fn cell(&mut self, times: u64, filled: bool) {
        self.cells = self.cells.saturating_add(times);
        if filled {
            self.filled = self.cells;
        }
    }

    fn end_row(&mut self) {
        let begin = self.rows;
        self.rows = self.rows.saturating_add(self.times);
        if self.filled > 0 {
            self.first.get_or_insert(begin);
            self.last = self.rows;
            self.widest = self.widest.max(self.filled);
        }
        let height = self.last.saturating_sub(self.first.unwrap_or(self.last));
        self.most = self.most.max(height.saturating_mul(self.widest));
    }
}

fn repetitions(content: impl BufRead, area: &mut Area) -> Result<(), Unreadable> {
    let mut reader = quick_xml::Reader::from_reader(content);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table" => *area = Area { most: area.most, ..Area::default() },
                "table:table-row" => area.begin_row(times(&tag, "table:number-rows-repeated")),
                "table:table-cell" | "table:covered-table-cell" => {
                    area.cell(times(&tag, "table:number-columns-repeated"), true);
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "table:table-row" => {
                    area.begin_row(times(&tag, "table:number-rows-repeated"));
                    area.end_row();
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let filled = tag.attributes().flatten().any(|attribute| {
                        let name = attribute.key.as_ref();
                        name.starts_with("office:") || name == "table:formula"
                    });
                    area.cell(times(&tag, "table:number-columns-repeated"), filled);
                }
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => area.end_row(),
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// How often a row or cell stands: its attribute, else once.
fn times(tag: &BytesStart<'_>, attribute: &str) -> u64 {
    let found = tag.try_get_attribute(attribute).ok().flatten();
    found.and_then(|found| found.value.trim().parse().ok()).unwrap_or(1)
}

/// An old workbook in a clean container, once its sheets are known to stay within the limit.
pub(super) fn old_workbook(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes))?;
    let mut records = Vec::new();
    let mut stream = ["/Workbook", "/Book"].iter().find_map(|name| container.open_stream(name).ok());
    let stream = stream.as_mut().ok_or_else(|| Unreadable::damaged("no stream is named Workbook or Book"))?;
    stream.take(PART_LIMIT).read_to_end(&mut records)?;
    let area = sheet_areas(&mut records)?;
    if area > AREA_LIMIT {
        return Err(Unreadable::TooScattered);
    }
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

/// The rectangle around all cells of a workbook's records, as often as there are sheets. What a record says of a sheet's
/// size is turned into a blank cell, which nobody reads: the library would trust it.
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
