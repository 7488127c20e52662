//! Hidden rows and columns of a worksheet: the library reads their cells like all others and does not say that a person who
//! prints the sheet will not see them.

use quick_xml::events::{BytesStart, Event};
use std::io::{self, Cursor, Read};

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
}

impl Traits {
    /// Those of a workbook, given by its bytes.
    pub fn of(bytes: &[u8]) -> Self {
        // What is hidden where nothing can be found out is left to the library: it says itself when a workbook is damaged.
        found(bytes).unwrap_or(Self { hidden: Vec::new(), merged: true })
    }
}

fn found(bytes: &[u8]) -> Option<Traits> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let mut sheets = Vec::new();
    each(&part("xl/workbook.xml")?, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            sheets.push((attribute(tag, "name").unwrap_or_default(), attribute(tag, "r:id").unwrap_or_default()));
        }
    });
    let mut targets = Vec::new();
    each(&part("xl/_rels/workbook.xml.rels")?, |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.push((id, target));
        }
    });
    let mut traits = Traits { hidden: Vec::new(), merged: sheets.is_empty() };
    for (name, id) in sheets {
        let path = targets.iter().find(|(known, _)| *known == id).map(|(_, target)| match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        });
        let looked = path.and_then(|path| {
            let [hides, merges] = speaks_of(archive.by_name(&path).ok()?, [b"hidden=", b"mergeCells"]).ok()?;
            let mut xml = Vec::new();
            if hides {
                archive.by_name(&path).ok()?.read_to_end(&mut xml).ok()?;
            }
            Some((merges, hides.then_some(xml)))
        });
        let (merges, xml) = looked.unwrap_or((true, None));
        traits.merged |= merges;
        traits.hidden.extend(xml.map(|xml| (name, of_sheet(&xml))));
    }
    Some(traits)
}

/// Which of these words a text holds. The text is looked through piece by piece: it may be a hundred megabytes.
fn speaks_of<const N: usize>(mut text: impl Read, words: [&[u8]; N]) -> io::Result<[bool; N]> {
    let overlap = words.iter().map(|word| word.len()).max().unwrap_or_default();
    let mut found = [false; N];
    let mut piece = vec![0; 1 << 16];
    let mut kept = 0;
    loop {
        let read = text.read(&mut piece[kept..])?;
        let held = kept + read;
        for (word, found) in words.iter().zip(&mut found) {
            *found = *found || memchr::memmem::find(&piece[..held], word).is_some();
        }
        if read == 0 || found.iter().all(|found| *found) {
            return Ok(found);
        }
        // A word may begin in this piece and end in the next.
        kept = held.min(overlap);
        piece.copy_within(held - kept..held, 0);
    }
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

/// Looks at each tag of an XML text, until it ends or is damaged.
fn each(xml: &[u8], mut look: impl FnMut(&BytesStart<'_>)) {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => look(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    /// A workbook of one worksheet, its tags with a prefix as some programs write them.
    fn workbook(sheet: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            ("xl/workbook.xml", r#"<x:workbook><x:sheet name="A" r:id="rId1"/></x:workbook>"#),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationships><Relationship Id="rId1" Target="s.xml"/></Relationships>"#,
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
        for before in (1 << 16) - 30..(1 << 16) + 30 {
            let text = " ".repeat(before) + "mergeCells" + &" ".repeat(1 << 16);
            assert_eq!(speaks_of(text.as_bytes(), [b"hidden=", b"mergeCells"]).unwrap(), [false, true], "{before}");
        }
    }
}
