//! Documents as JSON: indented, with a newline at the end. Signs that steer, hide or reverse what a terminal or a build's log
//! shows are escaped as numbers, so that nothing is lost there.

use crate::text::is_visible;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A document as indented JSON with a newline at its end.
///
/// # Errors
/// Never for the documents of this crate, whose keys are all texts.
pub fn json(document: &impl Serialize) -> serde_json::Result<String> {
    let mut out = Vec::new();
    json_to(document, &mut out)?;
    String::from_utf8(out).map_err(|error| serde_json::Error::io(io::Error::other(error)))
}

/// Writes a document as indented JSON while it is made: a long one is never in memory as a whole.
///
/// # Errors
/// What the place that is written to refuses.
pub fn json_to(document: &impl Serialize, out: &mut impl Write) -> serde_json::Result<()> {
    let mut out = Visible::new(out);
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n").and_then(|()| out.flush()).map_err(serde_json::Error::io)
}

/// Writes documents as JSON, each a line of its own, while they are made.
///
/// # Errors
/// What the place that is written to refuses.
pub fn json_lines_to(documents: impl Iterator<Item = impl Serialize>, out: &mut impl Write) -> serde_json::Result<()> {
    let mut out = Visible::new(out);
    for document in documents {
        serde_json::to_writer(&mut out, &document)?;
        out.write_all(b"\n").map_err(serde_json::Error::io)?;
    }
    out.flush().map_err(serde_json::Error::io)
}

/// JSON in which signs that cannot be seen are escaped as numbers.
#[must_use]
pub fn visible_json(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| letter == '\n' || is_visible(letter)) && !text.contains("##") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        // Outside texts JSON has no other sign than line breaks that would be written so, and no `#`.
        if letter == '\n' || (is_visible(letter) && !(letter == '#' && out.ends_with('#'))) {
            out.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.into()
}

/// Whether a byte belongs to a sign that can be seen: a Latin letter, a digit, a usual sign, or a Cyrillic letter up to U+04FF, whose
/// two bytes nothing else begins with. Nearly all pieces of a document have no other.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'"' | b'$'..=b'~' | b'\n' | 0x80..=0xbf | 0xd0..=0xd3)
}

/// Whether all bytes do. Looked at in stretches, without a stop inside: so the processor takes many bytes at a time.
fn are_plain(bytes: &[u8]) -> bool {
    bytes.chunks(64).all(|stretch| stretch.iter().fold(true, |plain, byte| plain & is_plain(*byte)))
}

/// How much of a document is gathered before it is looked at, in bytes: it comes in pieces of a few bytes.
const GATHERED: usize = 1 << 16;

/// Takes the pieces of a document, each a text of its own, and passes them on so that they can be seen.
struct Visible<W: Write> {
    gathered: Vec<u8>,
    out: W,
}

impl<W: Write> Visible<W> {
    fn new(out: W) -> Self {
        Self { gathered: Vec::with_capacity(GATHERED), out }
    }

    fn pass(&mut self) -> io::Result<()> {
        if are_plain(&self.gathered) {
            self.out.write_all(&self.gathered)?;
        } else {
            // From one quotation mark to the next: `#` stands nowhere but between two.
            for text in str::from_utf8(&self.gathered).map_err(io::Error::other)?.split_inclusive('"') {
                let text = if are_plain(text.as_bytes()) { text.into() } else { visible_json(text) };
                self.out.write_all(text.as_bytes())?;
            }
        }
        self.gathered.clear();
        Ok(())
    }
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(piece);
        if self.gathered.len() >= GATHERED {
            self.pass()?;
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass()?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_stands_as_its_number_and_comes_back() {
        let text = "а\u{202e}б\u{9b}\u{200b}\u{e0041}\u{1b} ##[error]x\n№ 5";
        let written = json(&[text]).unwrap();
        assert!(written.lines().flat_map(str::chars).all(is_visible), "{written}");
        assert!(!written.contains("##"), "{written}");
        let [back]: [String; 1] = serde_json::from_str(&written).unwrap();
        assert_eq!(back, text);
        assert_eq!(json(&["Достук № 5 # 6"]).unwrap(), "[\n  \"Достук № 5 # 6\"\n]\n");
        let long = "а\u{202e}#\"#\n".repeat(GATHERED);
        let [back]: [String; 1] = serde_json::from_str(&json(&[&long]).unwrap()).unwrap();
        assert!(back == long);
    }
}
