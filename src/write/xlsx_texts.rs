//! The texts of a workbook: each once, numbered, and written as the part that all sheets share.

use super::xlsx_cells::{Cells, SheetCells, any};
use super::xlsx_parts::{Sink, attribute};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::borrow::Cow;
use std::hash::BuildHasher as _;
use std::io::{self, Write as _};

/// Texts, each once, in the order in which they came; numbered from 0.
#[derive(Debug, Default)]
pub(super) struct OwnTexts<'t> {
    /// Each with its hash: to hash a text again would cost more than to keep that.
    in_order: Vec<(Cow<'t, str>, u64)>,
    /// The numbers of the texts, found by their hashes: a map would hold each text again.
    numbers: HashTable<u32>,
}

impl<'t> OwnTexts<'t> {
    /// The number of a text.
    pub fn number(&mut self, text: Cow<'t, str>) -> u32 {
        let hash = FixedState::default().hash_one(&text);
        self.number_of_hashed(text, hash)
    }

    fn number_of_hashed(&mut self, text: Cow<'t, str>, hash: u64) -> u32 {
        let Self { in_order, numbers } = self;
        let of = |number: &u32| &in_order[*number as usize];
        let is_same = |number: &u32| of(number).1 == hash && of(number).0 == text;
        match numbers.entry(hash, is_same, |number| of(number).1) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let number = u32::try_from(in_order.len()).unwrap_or(u32::MAX);
                free.insert(number);
                in_order.push((text, hash));
                number
            }
        }
    }
}

/// The texts of all sheets of a workbook.
#[derive(Debug, Default)]
pub(super) struct Texts<'t> {
    texts: OwnTexts<'t>,
    uses: usize,
}

impl<'t> Texts<'t> {
    /// Takes the texts out of a sheet; its cells name them by their numbers here.
    pub fn take(&mut self, mut sheet: SheetCells<'t>) -> Cells {
        self.uses += sheet.uses;
        let texts = std::mem::take(&mut sheet.texts).in_order;
        let numbers: Vec<u32> = texts.into_iter().map(|(text, hash)| self.texts.number_of_hashed(text, hash)).collect();
        sheet.numbered(&numbers)
    }

    /// Lets go of what only the taking in of texts needs.
    pub fn finish(&mut self) {
        self.texts.numbers = HashTable::new();
    }

    /// The first text, if there is any.
    pub fn first(&self) -> Option<&str> {
        self.texts.in_order.first().map(|(text, _)| text.as_ref())
    }

    /// The number that the first text has in the workbook: so many texts are in the table that the library wrote.
    pub fn begin(table: &str) -> usize {
        attribute(table, "uniqueCount").and_then(|count| count.parse().ok()).unwrap_or_default()
    }

    /// The table of texts, after those that the library wrote into it.
    pub fn write(&self, table: &str, out: &mut Sink<'_>) -> io::Result<()> {
        let counted = |name: &str| attribute(table, name).unwrap_or_default();
        let (count, unique) = (counted("count"), counted("uniqueCount"));
        // One use is that of the text which stands for the cells of all these sheets.
        let uses = count.parse().unwrap_or(1_usize).saturating_sub(1) + self.uses;
        let head = format!(" count=\"{count}\" uniqueCount=\"{unique}\"");
        let counts = format!(" count=\"{uses}\" uniqueCount=\"{}\"", Self::begin(table) + self.texts.in_order.len());
        let texts = table.strip_suffix("</sst>").unwrap_or(table).replacen(&head, &counts, 1);
        out.buffer().extend_from_slice(texts.as_bytes());
        for (text, _) in &self.texts.in_order {
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
    let is_plain = !any(text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'_' | ..b' '));
    for (at, byte) in bytes.iter().enumerate().skip(if is_plain { bytes.len() } else { 0 }) {
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
    use super::*;

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
}
