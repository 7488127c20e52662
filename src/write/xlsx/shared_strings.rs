//! The texts that all sheets of a workbook share: each once, numbered, and the part of the workbook that holds them.
//!
//! Why not the library's table: it is made by one thread, after all sheets. Here each sheet numbers its own texts beside the
//! others, and the table is compressed beside the sheets.

use super::package::{Part, Sink};
use foldhash::fast::FixedState;
use indexmap::IndexSet;
use rust_xlsxwriter::XlsxError;
use std::borrow::Cow;
use std::io::{self, Write as _};

/// The part of a workbook that holds the texts.
pub(super) const PART: &str = "xl/sharedStrings.xml";

/// Texts, each once, numbered from 0 in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct SharedStrings<'t> {
    texts: IndexSet<Cow<'t, str>, FixedState>,
    /// How often a text was given.
    uses: usize,
}

impl<'t> SharedStrings<'t> {
    /// The number of a text.
    pub fn number(&mut self, text: Cow<'t, str>) -> u32 {
        self.uses += 1;
        self.numbered(text)
    }

    fn numbered(&mut self, text: Cow<'t, str>) -> u32 {
        u32::try_from(self.texts.insert_full(text).0).unwrap_or(u32::MAX)
    }

    /// The numbers here of other texts, in their order.
    pub fn numbers_of(&mut self, others: Self) -> Vec<u32> {
        self.uses += others.uses;
        // To grow by twice its length would take the most memory of a run over many registers.
        self.texts.reserve_exact(others.texts.len());
        let number = |mut text: Cow<'t, str>| {
            // A text that was put together has room for more.
            if let Cow::Owned(text) = &mut text {
                text.shrink_to_fit();
            }
            self.numbered(text)
        };
        others.texts.into_iter().map(number).collect()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The part of the workbook; `None` if there is no text.
    pub fn part(self) -> Result<Option<Part>, XlsxError> {
        (!self.is_empty()).then(|| Part::filled(PART, |out| self.write(out))).transpose()
    }

    fn write(self, out: &mut Sink) -> io::Result<()> {
        write!(
            out.buffer(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{}\" uniqueCount=\"{}\">",
            self.uses,
            self.texts.len()
        )?;
        for text in self.texts {
            shared_text(&text, out.buffer())?;
            out.pass()?;
        }
        out.buffer().extend_from_slice(b"</sst>");
        Ok(())
    }
}

fn shared_text(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
    // Readers drop blanks at the ends unless told otherwise.
    let edge = ['\t', '\n', ' '];
    let keep = text.starts_with(edge) || text.ends_with(edge);
    out.extend_from_slice(if keep { b"<si><t xml:space=\"preserve\">" } else { b"<si><t>" });
    escaped(text, out)?;
    out.extend_from_slice(b"</t></si>");
    Ok(())
}

/// Writes a text so that neither XML nor Excel takes any of it for something else.
pub(super) fn escaped(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
    let bytes = text.as_bytes();
    if !any(text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'_' | ..b' ')) {
        out.extend_from_slice(bytes);
        return Ok(());
    }
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
