//! The parts of a workbook put together: those that the library made as they are, and those that hold the cells of the
//! sheets, made here and compressed beside each other.

use super::xlsx_cells::Cells;
use super::xlsx_part::{Part, Sink, add, attribute, refused};
use super::xlsx_table::TEXTS;
use libdeflater::Decompressor;
use rawzip::{ZipArchive, ZipArchiveWriter, ZipFileHeaderRecord, ZipSliceArchive};
use rayon::prelude::*;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{self, Write};

/// How many parts are made at the same time, at most.
const AT_ONCE: usize = 8;

/// Where charts lie in a workbook.
const CHARTS: &str = "xl/charts/chart";
/// What the library writes at the end of an axis of categories, and what comes next to it.
const OFFSET: &str = "<c:lblOffset val=\"100\"/>";
const EACH_NAMED: &str = "<c:tickLblSkip val=\"1\"/>";

/// A workbook that the library made without the cells of some worksheets.
pub(super) struct Frame {
    archive: ZipSliceArchive<Vec<u8>>,
}

impl Frame {
    /// The workbook as the library made it.
    pub fn new(bytes: Vec<u8>) -> io::Result<Self> {
        let archive = ZipArchive::from_slice(bytes).map_err(refused)?;
        Ok(Self { archive })
    }

    /// Writes the workbook with the cells of worksheets, each given with its place in the workbook, but for the table of
    /// texts. The first of the worksheets holds, where the library wrote it, a cell for each look, in their order. The
    /// library must know so many texts, all by the numbers that it was told.
    pub fn fill<W: Write>(&self, sheets: Vec<(usize, Cells)>, known: usize, out: W) -> io::Result<Filled<W>> {
        let mut sheets: Vec<(String, Cells)> =
            sheets.into_iter().map(|(at, cells)| (format!("xl/worksheets/sheet{}.xml", at + 1), cells)).collect();
        if known > 0 && attribute(&self.text(TEXTS)?, "uniqueCount") != Some(known.to_string().as_str()) {
            return Err(strange());
        }
        let looks = match sheets.first() {
            Some((name, _)) => looks(&self.text(name)?),
            None => Vec::new(),
        };
        let own: HashSet<&str> = sheets.iter().map(|(name, _)| name.as_str()).chain([TEXTS]).collect();
        let mut workbook = ZipArchiveWriter::new(out);
        self.copy(|name| !own.contains(name), &mut workbook)?;
        // Some at a time, each written when it is made: the parts of a long workbook are never held all.
        while !sheets.is_empty() {
            let some = sheets.drain(..sheets.len().min(AT_ONCE));
            let mut some: Vec<(usize, (String, Cells))> = some.enumerate().collect();
            // The longest first: begun last, it would be made alone.
            some.sort_by_key(|(_, (_, cells))| Reverse(cells.count()));
            let parts = some.into_par_iter().with_max_len(1).map(|(place, (name, cells))| {
                let frame = self.text(&name)?;
                Ok((place, Part::filled(|out| sheet(&frame, &cells, &looks, out))?, name))
            });
            let mut parts = parts.collect::<io::Result<Vec<_>>>()?;
            parts.sort_by_key(|(place, ..)| *place);
            for (_, part, name) in parts {
                part.add(&name, &mut workbook)?;
            }
        }
        Ok(Filled { workbook })
    }

    /// Writes the parts that are wanted as the library compressed them, under headers of our own: the library's say on which
    /// system it ran. In charts each category has its name: where names are long, programs else leave out every second.
    fn copy(&self, is_wanted: impl Fn(&str) -> bool, workbook: &mut ZipArchiveWriter<impl Write>) -> io::Result<()> {
        let mut entries = self.archive.entries();
        while let Some(entry) = entries.next_entry().map_err(refused)? {
            let name = std::str::from_utf8(entry.file_path().as_bytes()).map_err(io::Error::other)?;
            if !is_wanted(name) {
                continue;
            }
            if name.starts_with(CHARTS) {
                // The library leaves out what is its default, and programs have another.
                let chart = self.text(name)?.replace(OFFSET, &[OFFSET, EACH_NAMED].concat());
                Part::filled(|out| {
                    out.buffer().extend(chart.as_bytes());
                    out.pass()
                })?
                .add(name, workbook)?;
            } else {
                let length = entry.uncompressed_size_hint();
                add(name, self.compressed(&entry)?, entry.crc32(), length, workbook)?;
            }
        }
        Ok(())
    }

    /// A part as the library wrote it.
    fn text(&self, name: &str) -> io::Result<String> {
        let mut entries = self.archive.entries();
        while let Some(entry) = entries.next_entry().map_err(refused)? {
            if entry.file_path().as_bytes() == name.as_bytes() {
                let length = usize::try_from(entry.uncompressed_size_hint()).map_err(io::Error::other)?;
                let mut text = vec![0; length];
                let read = Decompressor::new().deflate_decompress(self.compressed(&entry)?, &mut text);
                text.truncate(read.map_err(io::Error::other)?);
                return String::from_utf8(text).map_err(io::Error::other);
            }
        }
        Err(strange())
    }

    fn compressed(&self, entry: &ZipFileHeaderRecord<'_>) -> io::Result<&[u8]> {
        Ok(self.archive.get_entry(entry.wayfinder()).map_err(refused)?.data())
    }
}

/// Writes a workbook that is the library's as a whole.
pub(super) fn whole(mut workbook: Workbook, out: impl Write) -> Result<(), XlsxError> {
    let frame = Frame::new(workbook.save_to_buffer()?)?;
    drop(workbook);
    let mut workbook = ZipArchiveWriter::new(out);
    frame.copy(|_| true, &mut workbook)?;
    workbook.finish().map_err(refused)?;
    Ok(())
}

/// A workbook that lacks only its table of texts.
pub(super) struct Filled<W> {
    workbook: ZipArchiveWriter<W>,
}

impl<W: Write> Filled<W> {
    /// Writes the table of texts, if there is one, and the end.
    pub fn finish(mut self, table: Option<Part>) -> io::Result<()> {
        if let Some(table) = table {
            table.add(TEXTS, &mut self.workbook)?;
        }
        self.workbook.finish().map_err(refused)?;
        Ok(())
    }
}

/// What is said of a part that the library never writes so.
fn strange() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// What a cell says of each look, in the order of the looks.
fn looks(frame: &str) -> Vec<String> {
    let of_cell = |cell: &str| attribute(cell, "s").map(|number| format!(" s=\"{number}\""));
    frame.split("<c ").skip(1).map(|cell| of_cell(cell).unwrap_or_default()).collect()
}

/// A worksheet with its cells in the place of those that the library wrote.
fn sheet(frame: &str, cells: &Cells, looks: &[String], out: &mut Sink) -> io::Result<()> {
    let (head, rest) = frame.split_once("<dimension ").ok_or_else(strange)?;
    let (_, rest) = rest.split_once("/>").ok_or_else(strange)?;
    let (before, rest) = rest.split_once("<sheetData").ok_or_else(strange)?;
    let rest = match rest.strip_prefix("/>") {
        Some(rest) => rest,
        None => rest.split_once("</sheetData>").ok_or_else(strange)?.1,
    };
    // Merged ranges stand after the filter, which may have conditions inside.
    let (filter, rest) = match rest.strip_prefix("<autoFilter") {
        Some(inside) => {
            let length = inside.find("/>").ok_or_else(strange)? + "<autoFilter/>".len();
            rest.split_at(length)
        }
        None => ("", rest),
    };
    let begin = format!("{head}<dimension ref=\"{}\"/>{before}<sheetData>", cells.dimension());
    out.buffer().extend_from_slice(begin.as_bytes());
    cells.write(looks, out)?;
    for part in [b"</sheetData>".as_slice(), filter.as_bytes(), &cells.merged(), rest.as_bytes()] {
        out.buffer().extend_from_slice(part);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::xlsx::xlsx;
    use super::super::xlsx_looks::Formats;
    use super::super::xlsx_pen::Pen;
    use super::*;
    use crate::sheet::{Book, Cell, Role, Row, Sheet};
    use rust_xlsxwriter::Worksheet;
    use std::io::{Cursor, Read as _};

    fn part(workbook: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
        let mut xml = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        xml
    }

    /// The XML of the first worksheet, with each text in the place of its number, and without the extents of columns that
    /// the library gives to rows: readers may make room by them, and none needs them.
    fn cells_of(workbook: &[u8]) -> String {
        let table = part(workbook, TEXTS);
        let texts: Vec<&str> = table.split("<si>").skip(1).map(|text| text.split_once("</si>").unwrap().0).collect();
        let xml = part(workbook, "xl/worksheets/sheet1.xml");
        let mut rows = xml.split(" spans=\"");
        let first = rows.next().unwrap().to_owned();
        let xml = rows.fold(first, |xml, row| xml + row.split_once('"').unwrap().1);
        let mut cells = xml.split(" t=\"s\"><v>");
        let mut resolved = cells.next().unwrap().to_owned();
        for cell in cells {
            let (number, rest) = cell.split_once('<').unwrap();
            resolved.extend([texts[number.parse::<usize>().unwrap()], "<", rest]);
        }
        resolved
    }

    #[test]
    fn the_system_on_which_the_library_ran_is_not_in_the_workbook() {
        let mut made = Workbook::new();
        made.add_worksheet().write_string(0, 0, "a").unwrap();
        let on_this = made.save_to_buffer().unwrap();
        // On Windows it writes 0, for DOS, where it writes 3 elsewhere.
        let mut on_windows = on_this.clone();
        for at in 0..on_this.len() - 6 {
            if on_this[at..].starts_with(b"PK\x01\x02") {
                on_windows[at + 5] = 0;
            }
        }
        assert_ne!(on_this, on_windows);
        let copied = |bytes| {
            let mut workbook = ZipArchiveWriter::new(Vec::new());
            Frame::new(bytes).unwrap().copy(|_| true, &mut workbook).unwrap();
            workbook.finish().unwrap()
        };
        assert_eq!(copied(on_this), copied(on_windows));
    }

    #[test]
    fn a_sheet_is_what_the_library_would_have_made_of_it() {
        let long = "сөз ".repeat(900);
        let texts = ["a", "", " б & <в>\n", "_x0041_\u{2}", &long, "a"];
        let mut rows: Vec<Row<'_>> = Vec::new();
        for (number, text) in (0_i64..).zip(texts.iter().cycle().take(40)) {
            let mut cells = vec![Cell::text(Role::Label, *text), Cell::number(Role::Short, number * 1_000_003)];
            cells.push(Cell::text(Role::Group, *text).spanning(27));
            cells.push(Cell::empty(Role::Body));
            rows.push(Row { cells: if number % 7 == 6 { Vec::new() } else { cells } });
            rows.push(Row {
                cells: vec![Cell::text(Role::Signature, *text), Cell::number(Role::Body, -number).spanning(2)],
            });
        }
        let widths = [vec![12, 5], vec![3; 28]].concat();
        let sheet =
            Sheet { name: "A".to_owned(), widths, rows, filter: Some(0), page_breaks: vec![3, 9], ..Sheet::default() };
        let mut book = Book { as_of: jiff::civil::date(2026, 11, 21), ..Book::default() };
        let mut library = Workbook::new();
        let font = rust_xlsxwriter::Format::new().set_font_name("Times New Roman").set_font_size(11);
        library.set_default_format(&font, 20, 64).unwrap();
        let formats = Formats::new(&book);
        let mut pen = Pen::new(&formats);
        for format in formats.all() {
            library.register_format(format);
        }
        let mut worksheet = Worksheet::new();
        pen.sheet(worksheet.set_name("A").unwrap(), "A", sheet.clone(), &book, None).unwrap();
        library.push_worksheet(worksheet);
        let library = library.save_to_buffer().unwrap();
        book.sheets.push(sheet);
        let (own, _) = xlsx(book, "kind", "0").unwrap();
        assert_eq!(cells_of(&own), cells_of(&library));
        assert_eq!(part(&own, "xl/styles.xml"), part(&library, "xl/styles.xml"));
    }
}
