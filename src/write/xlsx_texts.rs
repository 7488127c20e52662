//! Texts of a workbook, each once, numbered, and as XML.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::borrow::Cow;
use std::hash::BuildHasher as _;
use std::io::{self, Write as _};

/// Texts, each once, in the order in which they came; numbered from 0.
#[derive(Debug, Default)]
pub(super) struct OwnTexts<'t> {
    pub in_order: Vec<Cow<'t, str>>,
    /// Their hashes: to hash a text again would cost more than to keep that.
    hashes: Vec<u64>,
    /// The numbers of the texts, found by their hashes: a map would hold each text again.
    numbers: HashTable<u32>,
    /// How often a text was given.
    pub uses: usize,
}

impl<'t> OwnTexts<'t> {
    /// The number of a text.
    pub fn number(&mut self, text: Cow<'t, str>) -> u32 {
        self.uses += 1;
        let hash = FixedState::default().hash_one(&text);
        self.number_of_hashed(text, hash)
    }

    /// The numbers of other texts, in their order.
    pub fn numbers_of(&mut self, others: Self) -> Vec<u32> {
        let texts = others.in_order.into_iter().zip(others.hashes);
        texts.map(|(text, hash)| self.number_of_hashed(text, hash)).collect()
    }

    /// Lets go of all but the texts.
    pub fn finish(&mut self) {
        (self.hashes, self.numbers) = (Vec::new(), HashTable::new());
    }

    fn number_of_hashed(&mut self, mut text: Cow<'t, str>, hash: u64) -> u32 {
        let Self { in_order, hashes, numbers, .. } = self;
        let hash_of = |number: &u32| hashes[*number as usize];
        // Most texts that come again are the same one of the model: it need not be read to be known.
        let is_equal = |known: &str| std::ptr::eq(known, text.as_ref()) || *known == *text;
        let is_same = |number: &u32| hash_of(number) == hash && is_equal(&in_order[*number as usize]);
        match numbers.entry(hash, is_same, hash_of) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let number = u32::try_from(in_order.len()).unwrap_or(u32::MAX);
                free.insert(number);
                // A text that was put together has room for more.
                if let Cow::Owned(text) = &mut text {
                    text.shrink_to_fit();
                }
                in_order.push(text);
                hashes.push(hash);
                number
            }
        }
    }
}

/// A text of the workbook's table of texts as XML.
pub(super) fn shared_text(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
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

/// Whether any byte of a text is such a one. Looked at in stretches, without a stop inside: so the processor takes many bytes
/// at a time, and hardly any text has one.
pub(super) fn any(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().chunks(64).any(|stretch| stretch.iter().fold(false, |found, byte| found | is_such(*byte)))
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
