//! The parts of a workbook put together: those that the library made as they are, and those that hold the cells of the
//! sheets, made here and compressed beside each other.

use super::xlsx_cells::Cells;
use super::xlsx_part::{Sink, Waiting, attribute, part};
use super::xlsx_table::TEXTS;
use rayon::prelude::*;
use rust_xlsxwriter::XlsxError;
use std::collections::HashSet;
use std::io::{self, Cursor, Read as _, Seek, Write};
use zip::{ZipArchive, ZipWriter};

/// How many parts are made at the same time, at most.
const AT_ONCE: usize = 8;

/// A workbook that the library made without the cells of some worksheets.
pub(super) struct Frame {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    level: u8,
}

impl Frame {
    /// The workbook as the library made it, and how hard its parts are to be compressed.
    pub fn new(bytes: Vec<u8>, level: u8) -> Result<Self, XlsxError> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes))?, level })
    }

    /// Writes the workbook with the cells of worksheets, each given with its place in the workbook, but for the table of
    /// texts. The first of the worksheets holds, where the library wrote it, a cell for each look, in their order. The
    /// library must know so many texts, all by the numbers that it was told.
    pub fn fill<W: Write + Seek>(
        mut self,
        sheets: Vec<(usize, Cells)>,
        known: usize,
        out: W,
    ) -> Result<Filled<W>, XlsxError> {
        let mut sheets: Vec<(String, Cells)> =
            sheets.into_iter().map(|(at, cells)| (format!("xl/worksheets/sheet{}.xml", at + 1), cells)).collect();
        if known > 0 && attribute(&self.text(TEXTS)?, "uniqueCount") != Some(known.to_string().as_str()) {
            return Err(strange().into());
        }
        let looks = match sheets.first() {
            Some((name, _)) => looks(&self.text(name)?),
            None => Vec::new(),
        };
        let own: HashSet<&str> = sheets.iter().map(|(name, _)| name.as_str()).chain([TEXTS]).collect();
        let mut workbook = ZipWriter::new(out);
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at)?;
            if !own.contains(part.name()?.as_ref()) {
                workbook.raw_copy_file(part)?;
            }
        }
        // Some at a time, each written when it is made: the parts of a long workbook are never held all.
        while !sheets.is_empty() {
            let some = sheets.drain(..sheets.len().min(AT_ONCE));
            let some = some.map(|(name, cells)| Ok((self.text(&name)?, name, cells)));
            let some: Vec<(String, String, Cells)> = some.collect::<Result<_, XlsxError>>()?;
            let parts = some
                .into_par_iter()
                .map(|(frame, name, cells)| part(&name, self.level, |out| sheet(&frame, &cells, &looks, out)));
            for part in parts.collect::<Result<Vec<_>, XlsxError>>()? {
                workbook.add_prepared_file(part)?;
            }
        }
        Ok(Filled { workbook })
    }

    fn text(&mut self, name: &str) -> Result<String, XlsxError> {
        let mut text = String::new();
        self.archive.by_name(name)?.read_to_string(&mut text)?;
        Ok(text)
    }
}

/// A workbook that lacks only its table of texts.
pub(super) struct Filled<W: Write + Seek> {
    workbook: ZipWriter<W>,
}

impl<W: Write + Seek> Filled<W> {
    /// Writes the table of texts, if there is one, and the end.
    pub fn finish(mut self, table: Option<Waiting>) -> Result<(), XlsxError> {
        if let Some(mut table) = table {
            self.workbook.raw_copy_file(table.by_index_raw(0)?)?;
        }
        self.workbook.finish()?;
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
fn sheet(frame: &str, cells: &Cells, looks: &[String], out: &mut Sink<'_>) -> io::Result<()> {
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
    use rust_xlsxwriter::{Workbook, Worksheet};

    fn part(workbook: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
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
