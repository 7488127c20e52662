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

/// From how many texts on a list is a long one.
const LONG: usize = 1 << 12;

/// Texts, each once, numbered from 0 in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct SharedStrings<'t> {
    /// In lists of which each goes on where the one before it ends: nearly always one, see [`Self::numbers_of`].
    lists: Vec<IndexSet<Cow<'t, str>, FixedState>>,
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
        if self.lists.is_empty() {
            self.lists.push(IndexSet::default());
        }
        let mut before = 0;
        let last = self.lists.len() - 1;
        for list in &self.lists[..last] {
            if let Some(at) = list.get_index_of(&text) {
                return short(before + at);
            }
            before += list.len();
        }
        short(before + self.lists[last].insert_full(text).0)
    }

    /// The numbers here of other texts, in their order.
    ///
    /// A long list becomes one of theirs as it is: to put its texts into a shorter one would take twice the memory for them, which
    /// was the most of a run over many registers.
    pub fn numbers_of(&mut self, others: Self) -> Vec<u32> {
        self.uses += others.uses;
        let mut numbers = Vec::with_capacity(others.count());
        for mut list in others.lists {
            if let Some(last) = self.lists.last_mut().filter(|last| list.len() < LONG.max(last.len())) {
                // To grow by twice its length would take much more than that.
                last.reserve_exact(list.len());
                numbers.extend(list.into_iter().map(|text| self.numbered(text)));
                continue;
            }
            let mut next = short(self.count());
            list.retain(|text| {
                let known = self.known(text);
                numbers.push(known.unwrap_or(next));
                next += u32::from(known.is_none());
                known.is_none()
            });
            self.lists.push(list);
        }
        numbers
    }

    /// The number of a text that is here.
    fn known(&self, text: &str) -> Option<u32> {
        let mut before = 0;
        self.lists.iter().find_map(|list| {
            let number = list.get_index_of(text).map(|at| short(before + at));
            before += list.len();
            number
        })
    }

    fn count(&self) -> usize {
        self.lists.iter().map(IndexSet::len).sum()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
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
            self.count()
        )?;
        for text in self.lists.into_iter().flatten() {
            shared_text(&text, out.buffer())?;
            out.pass()?;
        }
        out.buffer().extend_from_slice(b"</sst>");
        Ok(())
    }
}

/// A number of a text: no workbook has as many as 32 bits count.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
    fn texts_are_numbered_as_they_come_however_long_the_lists_are() {
        let of_sheets = [0..10, 5..20, 0..LONG, 3..2 * LONG, 9..30, LONG..5 * LONG, 0..40];
        let (mut all, mut expected) = (SharedStrings::default(), IndexSet::new());
        for texts in of_sheets.map(|numbers| numbers.map(|number| number.to_string())) {
            let mut own = SharedStrings::default();
            let numbers: Vec<u32> = texts.clone().map(|text| own.number(text.into())).collect();
            let among_all = all.numbers_of(own);
            for (text, number) in texts.zip(numbers) {
                assert_eq!(among_all[number as usize], short(expected.insert_full(text).0));
            }
        }
        assert!(all.lists.len() > 1);
        assert!(all.lists.into_iter().flatten().eq(expected.into_iter().map(Cow::from)));
    }

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
