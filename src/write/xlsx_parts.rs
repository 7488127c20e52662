//! The parts of a workbook put together: those that the library made as they are, and those that hold the cells of the
//! sheets, made here and compressed beside each other.

use super::xlsx_cells::Cells;
use foldhash::fast::RandomState;
use rayon::prelude::*;
use rust_xlsxwriter::XlsxError;
use std::collections::HashMap;
use std::io::{self, Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const TEXTS: &str = "xl/sharedStrings.xml";
/// How much XML is gathered before it is compressed, in bytes.
const GATHERED: usize = 1 << 16;

type Part = ZipWriter<Cursor<Vec<u8>>>;

/// Where the XML of a part goes: gathered, then compressed.
pub(super) struct Sink<'p> {
    part: &'p mut Part,
    gathered: Vec<u8>,
}

impl Sink<'_> {
    /// Where XML is added.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.gathered
    }

    /// Compresses what was gathered: if it is much, or at the end.
    pub fn pass(&mut self, at_end: bool) -> io::Result<()> {
        if at_end || self.gathered.len() >= GATHERED {
            self.part.write_all(&self.gathered)?;
            self.gathered.clear();
        }
        Ok(())
    }
}

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

    /// The workbook with the cells of worksheets, each given with its place in the workbook. The first of them holds, where
    /// the library wrote it, a cell for each look, in their order, and one text if there is any.
    pub fn filled(mut self, sheets: &[(usize, Cells<'_>)]) -> Result<Vec<u8>, XlsxError> {
        let names: Vec<String> = sheets.iter().map(|(at, _)| format!("xl/worksheets/sheet{}.xml", at + 1)).collect();
        let frames = names.iter().map(|name| self.text(name)).collect::<Result<Vec<_>, _>>()?;
        let looks = frames.first().map(|frame| looks(frame)).unwrap_or_default();
        let mut texts = Texts::default();
        let mut table = None;
        if sheets.iter().any(|(_, cells)| !cells.texts.is_empty()) {
            let found = self.text(TEXTS)?;
            texts.first = attribute(&found, "uniqueCount").and_then(|count| count.parse().ok()).unwrap_or_default();
            table = Some(found);
        }
        let numbers: Vec<Vec<u32>> = sheets.iter().map(|(_, cells)| texts.numbers(cells)).collect();
        // The table of texts is the longest part of many: it is begun first.
        let jobs: Vec<Option<usize>> = table.iter().map(|_| None).chain((0..sheets.len()).map(Some)).collect();
        let made = jobs.into_par_iter().map(|job| match (job, &table) {
            (Some(at), _) => {
                let fill = |out: &mut Sink<'_>| sheet(&frames[at], &sheets[at].1, &numbers[at], &looks, out);
                Ok((names[at].as_str(), self.part(&names[at], fill)?))
            }
            (None, table) => {
                let table = table.as_deref().unwrap_or_default();
                Ok((TEXTS, self.part(TEXTS, |out| texts.write(table, out))?))
            }
        });
        let mut made: HashMap<&str, Vec<u8>> = made.collect::<Result<_, XlsxError>>()?;
        let mut workbook = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at)?;
            match made.remove(part.name()?.as_ref()) {
                Some(bytes) => workbook.raw_copy_file(ZipArchive::new(Cursor::new(bytes))?.by_index_raw(0)?)?,
                None => workbook.raw_copy_file(part)?,
            }
        }
        Ok(workbook.finish()?.into_inner())
    }

    fn text(&mut self, name: &str) -> Result<String, XlsxError> {
        let mut text = String::new();
        self.archive.by_name(name)?.read_to_string(&mut text)?;
        Ok(text)
    }

    /// An archive of one part.
    fn part(&self, name: &str, fill: impl FnOnce(&mut Sink<'_>) -> io::Result<()>) -> Result<Vec<u8>, XlsxError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(self.level.into()))
            .unix_permissions(0o600)
            .last_modified_time(DateTime::default());
        let mut part = ZipWriter::new(Cursor::new(Vec::new()));
        part.start_file(name, options)?;
        let mut out = Sink { part: &mut part, gathered: Vec::with_capacity(GATHERED + 4096) };
        fill(&mut out)?;
        out.pass(true)?;
        Ok(part.finish()?.into_inner())
    }
}

/// What a cell says of each look, in the order of the looks.
fn looks(frame: &str) -> Vec<String> {
    let of_cell = |cell: &str| attribute(cell, "s").map(|number| format!(" s=\"{number}\""));
    frame.split("<c ").skip(1).map(|cell| of_cell(cell).unwrap_or_default()).collect()
}

/// The value of the first attribute of this name.
fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, value) = xml.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}

/// A worksheet with its cells in the place of those that the library wrote.
fn sheet(frame: &str, cells: &Cells<'_>, numbers: &[u32], looks: &[String], out: &mut Sink<'_>) -> io::Result<()> {
    let strange = || io::Error::from(io::ErrorKind::InvalidData);
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
    let first = format!("{head}<dimension ref=\"{}\"/>{before}<sheetData>", cells.dimension());
    out.buffer().extend_from_slice(first.as_bytes());
    cells.write(numbers, looks, out)?;
    for part in [b"</sheetData>".as_slice(), filter.as_bytes(), &cells.merged(), rest.as_bytes()] {
        out.buffer().extend_from_slice(part);
    }
    Ok(())
}

/// The texts of a workbook, each once.
#[derive(Default)]
struct Texts<'t> {
    /// The number of the first one: how many the library wrote.
    first: usize,
    known: HashMap<&'t str, u32, RandomState>,
    in_order: Vec<&'t str>,
    uses: usize,
}

impl<'t> Texts<'t> {
    /// The numbers of a sheet's texts in the workbook.
    fn numbers(&mut self, cells: &'t Cells<'_>) -> Vec<u32> {
        self.uses += cells.uses;
        let mut number = |text: &'t str| {
            *self.known.entry(text).or_insert_with(|| {
                self.in_order.push(text);
                u32::try_from(self.first + self.in_order.len() - 1).unwrap_or(u32::MAX)
            })
        };
        cells.texts.iter().map(|text| number(text.as_ref())).collect()
    }

    /// The table of texts, after those that the library wrote into it.
    fn write(&self, table: &str, out: &mut Sink<'_>) -> io::Result<()> {
        let counted = |name: &str| attribute(table, name).unwrap_or_default();
        let (count, unique) = (counted("count"), counted("uniqueCount"));
        // One use is that of the text which stands for the cells of all these sheets.
        let uses = count.parse().unwrap_or(1_usize).saturating_sub(1) + self.uses;
        let head = format!(" count=\"{count}\" uniqueCount=\"{unique}\"");
        let counts = format!(" count=\"{uses}\" uniqueCount=\"{}\"", self.first + self.in_order.len());
        let texts = table.strip_suffix("</sst>").unwrap_or(table).replacen(&head, &counts, 1);
        out.buffer().extend_from_slice(texts.as_bytes());
        for text in &self.in_order {
            shared_text(text, out.buffer())?;
            out.pass(false)?;
        }
        out.buffer().extend_from_slice(b"</sst>");
        Ok(())
    }
}

/// A text of the workbook's table of texts as XML.
fn shared_text(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
    // Readers drop blanks at the ends unless told otherwise.
    let edge = ['\t', '\n', ' '];
    let keep = text.starts_with(edge) || text.ends_with(edge);
    out.extend_from_slice(if keep { b"<si><t xml:space=\"preserve\">" } else { b"<si><t>" });
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let code: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'_' if is_code(&bytes[at..]) => b"_x005F_",
            b'\t' | b'\n' | b' '.. => continue,
            control => {
                out.extend_from_slice(&bytes[from..at]);
                write!(out, "_x{control:04X}_")?;
                from = at + 1;
                continue;
            }
        };
        out.extend_from_slice(&bytes[from..at]);
        out.extend_from_slice(code);
        from = at + 1;
    }
    out.extend_from_slice(&bytes[from..]);
    out.extend_from_slice(b"</t></si>");
    Ok(())
}

/// Whether bytes begin like the code of a control character, `_x0001_`.
fn is_code(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', code @ .., ] if code.len() > 4 && code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_')
}

#[cfg(test)]
mod tests {
    use super::super::xlsx::{Pen, xlsx};
    use super::*;
    use crate::sheet::{Book, Cell, Role, Row, Sheet};
    use rust_xlsxwriter::{Workbook, Worksheet};

    #[test]
    fn what_xml_or_excel_would_take_for_something_else_is_written_as_a_code() {
        let written = |text| {
            let mut out = Vec::new();
            shared_text(text, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written("а<b>&\"'\n"), "<si><t xml:space=\"preserve\">а&lt;b&gt;&amp;\"'\n</t></si>");
        assert_eq!(
            written("\u{1}\r_x0001_ _x00g1_ _x000"),
            "<si><t>_x0001__x000D__x005F_x0001_ _x00g1_ _x000</t></si>"
        );
        assert_eq!(written("<r>a</r>"), "<si><t>&lt;r&gt;a&lt;/r&gt;</t></si>");
    }

    fn part(workbook: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
        let mut xml = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        xml
    }

    /// The XML of the first worksheet, with each text in the place of its number.
    fn cells_of(workbook: &[u8]) -> String {
        let table = part(workbook, TEXTS);
        let texts: Vec<&str> = table.split("<si>").skip(1).map(|text| text.split_once("</si>").unwrap().0).collect();
        let xml = part(workbook, "xl/worksheets/sheet1.xml");
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
        let mut pen = Pen::new(&book);
        for format in pen.looks() {
            library.register_format(&format);
        }
        let mut worksheet = Worksheet::new();
        pen.sheet(worksheet.set_name("A").unwrap(), "A", &sheet, &book).unwrap();
        library.push_worksheet(worksheet);
        let library = library.save_to_buffer().unwrap();
        book.sheets.push(sheet);
        let (own, _) = xlsx(&book, "kind", "0").unwrap();
        assert_eq!(cells_of(&own), cells_of(&library));
        assert_eq!(part(&own, "xl/styles.xml"), part(&library, "xl/styles.xml"));
    }
}
