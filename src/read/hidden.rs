//! Hidden rows and columns of a worksheet: the library reads their cells like all others and does not say that a person who
//! prints the sheet will not see them.

use super::package::{Package, attribute, each, relation_id};
use super::shown_zeros::{cells, decimals};
use super::weigh::Unreadable;
use std::io::{self, Read};

/// The hidden rows and columns of a worksheet, 0-based; spans, both ends included.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub rows: Vec<u32>,
    pub columns: Vec<(u16, u16)>,
}

/// What is worth a closer look in the worksheets of an XLSX workbook: most have nothing of it, and to parse them a second
/// time would cost more than reading them.
#[derive(Debug, Default)]
pub(super) struct Traits {
    /// What is hidden in worksheets, by their names.
    pub hidden: Vec<(String, Hidden)>,
    /// Whether any has merged cells, or may have some.
    pub merged: bool,
    /// Cells that show decimals, in worksheets, by their names.
    pub decimals: Vec<(String, Vec<(String, usize)>)>,
    /// Whether any names a cell that no worksheet has room for. The library counts in 32 bits, and begins again beyond them.
    pub outside: bool,
}

impl Traits {
    /// Those of a workbook, given by its bytes.
    pub fn of(bytes: &[u8]) -> Self {
        // What is hidden where nothing can be found out is left to the library: it says itself when a workbook is damaged.
        found(bytes).unwrap_or(Self { merged: true, ..Self::default() })
    }
}

fn found(bytes: &[u8]) -> Result<Traits, Unreadable> {
    let mut package = Package::open(bytes)?;
    let workbook =
        package.workbook()?.ok_or_else(|| Unreadable::damaged("the part that is the workbook is missing"))?;
    let mut sheets = Vec::new();
    each(package.xml(&workbook)?.unwrap_or_default().as_bytes(), |tag| {
        if tag.local_name().as_ref() == "sheet" {
            sheets.push((attribute(tag, "name").unwrap_or_default(), relation_id(tag).unwrap_or_default()));
        }
    });
    let relations = package.relations(&workbook)?;
    let mut traits = Traits { merged: sheets.is_empty(), ..Traits::default() };
    let styles = relations.iter().find(|relation| relation.kind == "styles");
    let styles = styles.map(|relation| package.bytes(&relation.part)).transpose()?.flatten();
    let looks = styles.map(|styles| decimals(&styles)).unwrap_or_default();
    for (name, id) in sheets {
        let Some(relation) = relations.iter().find(|relation| relation.id == id) else {
            traits.merged = true;
            continue;
        };
        let Some(looked) = package.read(&relation.part, |part| looked_over(part))? else { continue };
        let looked = looked?;
        traits.merged |= looked.merges;
        traits.outside |= looked.outside;
        if !looks.is_empty() {
            let xml = package.bytes(&relation.part)?.unwrap_or_default();
            traits.decimals.push((name.clone(), cells(&xml, &looks)));
        }
        if looked.hides {
            let xml = package.bytes(&relation.part)?.unwrap_or_default();
            traits.hidden.push((name, of_sheet(&xml)));
        }
    }
    Ok(traits)
}

/// What the XML of a worksheet speaks of.
#[derive(Debug, Default, PartialEq, Eq)]
struct Looked {
    hides: bool,
    merges: bool,
    outside: bool,
}

/// How much of a text is looked through at once, in bytes, and how much of it once more with the next piece: more than an
/// attribute that is looked for takes.
const PIECE: usize = 1 << 16;
const OVERLAP: usize = 256;

/// Looks through the XML of a worksheet, piece by piece: it may be a hundred megabytes.
fn looked_over(mut xml: impl Read) -> io::Result<Looked> {
    let mut looked = Looked::default();
    let mut piece = vec![0; PIECE];
    let mut kept = 0;
    loop {
        let read = xml.read(&mut piece[kept..])?;
        let held = &piece[..kept + read];
        looked.hides = looked.hides || memchr::memmem::find(held, b"hidden=").is_some();
        looked.merges = looked.merges || memchr::memmem::find(held, b"mergeCells").is_some();
        looked.outside = looked.outside || memchr::memchr_iter(b'=', held).any(|equals| names_outside(held, equals));
        if read == 0 {
            return Ok(looked);
        }
        // What is looked for may begin in this piece and end in the next.
        let held = held.len();
        kept = held.min(OVERLAP);
        piece.copy_within(held - kept..held, 0);
    }
}

/// Whether an equals sign of a tag gives a reference (`r`, `ref`) to a cell that no worksheet has: with more than three letters,
/// or more than seven digits.
fn names_outside(xml: &[u8], equals: usize) -> bool {
    let before = xml[..equals].trim_ascii_end();
    let Some(before) = before.strip_suffix(b"ref").or_else(|| before.strip_suffix(b"r")) else { return false };
    if !before.last().is_some_and(u8::is_ascii_whitespace) {
        return false;
    }
    let after = xml[equals + 1..].trim_ascii_start();
    let Some((quote @ (b'"' | b'\''), value)) = after.split_first() else { return false };
    let value = value.split(|byte| byte == quote).next().unwrap_or_default();
    let is_outside = |cell: &[u8]| {
        let letters = cell.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let digits = cell[letters..].iter().skip_while(|byte| **byte == b'0').count();
        cell[letters..].iter().all(u8::is_ascii_digit) && (letters > 3 || digits > 7)
    };
    // In the text of a cell it is nothing.
    value.split(|byte| matches!(byte, b':' | b' ')).any(is_outside)
        && before.iter().rev().find(|byte| matches!(byte, b'<' | b'>')) != Some(&b'>')
}

fn of_sheet(xml: &[u8]) -> Hidden {
    let mut hidden = Hidden::default();
    each(xml, |tag| {
        let is_hidden = || attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true");
        let number =
            |name| attribute(tag, name).and_then(|value| value.parse::<u32>().ok()).and_then(|n| n.checked_sub(1));
        match tag.local_name().as_ref() {
            "col" if is_hidden() => {
                let narrow = |column: u32| u16::try_from(column).unwrap_or(u16::MAX);
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    hidden.columns.push((narrow(first), narrow(last)));
                }
            }
            "row" if is_hidden() => hidden.rows.extend(number("r")),
            _ => {}
        }
    });
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};
    use zip::write::SimpleFileOptions;

    /// A workbook of one worksheet, its tags with a prefix as some programs write them.
    fn workbook(sheet: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            (
                "_rels/.rels",
                r#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
            ),
            ("xl/workbook.xml", r#"<x:workbook><x:sheet name="A" r:id="rId1"/></x:workbook>"#),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="s.xml"/></Relationships>"#,
            ),
            ("xl/s.xml", sheet),
        ];
        for (name, xml) in parts {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(xml.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn merged_cells_and_hidden_rows_are_found_whatever_the_prefix_and_only_where_there_are_some() {
        let plain = Traits::of(&workbook("<x:worksheet/>"));
        assert!(!plain.merged && plain.hidden.is_empty());
        let traits = Traits::of(&workbook(r#"<x:worksheet><x:row r="3" hidden="1"/><x:mergeCells/></x:worksheet>"#));
        assert!(traits.merged);
        assert_eq!(traits.hidden[0].1.rows, [2]);
        assert!(Traits::of(b"no workbook").merged);
    }

    #[test]
    fn a_word_is_found_wherever_one_piece_ends_and_the_next_begins() {
        for before in PIECE - 60..PIECE + 60 {
            let text = " ".repeat(before) + "mergeCells <c r=\"C4294967298\"/>" + &" ".repeat(PIECE);
            let expected = Looked { hides: false, merges: true, outside: true };
            assert_eq!(looked_over(text.as_bytes()).unwrap(), expected, "{before}");
        }
    }

    #[test]
    fn a_cell_that_no_worksheet_has_is_told_from_what_only_looks_like_one() {
        let outside = |xml: &str| looked_over(xml.as_bytes()).unwrap().outside;
        for xml in [
            "<c r=\"C4294967298\"/>",
            "<c t='s' r = 'C10000000'>",
            "<row r=\"4294967298\">",
            "<c r=\"AAAA1\"/>",
            "<mergeCell ref=\"A1:C4294967298\"/>",
        ] {
            assert!(outside(xml), "{xml}");
        }
        for xml in [
            "<c r=\"XFD1048576\"/>",
            "<c r=\"C0000000002\"/>",
            "<is><t>a r=\"C4294967298\"</t></is>",
            "<c r:id=\"C4294967298\"/>",
            "<c par=\"C4294967298\"/>",
            "<c r=\"\"/>",
            "<c r=\"rId123456789x\"/>",
        ] {
            assert!(!outside(xml), "{xml}");
        }
    }
}
