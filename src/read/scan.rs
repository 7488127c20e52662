//! Finds the tags of an XML text while it is inflated: a worksheet may have a hundred megabytes, and parsing it twice
//! would take twice as long.
//!
//! Not here: what the tags mean. Texts between them are passed over.

use super::budget::TOKEN;
use super::unreadable::Unreadable;
use std::io::Read;

/// How much of a text is looked through at once, in bytes.
const PIECE: usize = 1 << 16;

/// Looks at each opening or empty tag of an XML text, given without its brackets. Returns the length of the text in bytes.
///
/// # Errors
/// The text cannot be inflated, a tag or text of it is longer than any may be, or `look` refuses it.
pub(super) fn tags(
    mut xml: impl Read,
    mut look: impl FnMut(&[u8]) -> Result<(), Unreadable>,
) -> Result<u64, Unreadable> {
    let too_long = || Unreadable::from(TOKEN.exceeded(0));
    let mut piece = vec![0; PIECE];
    // How much of the piece is filled, how long the text is, and how long what stands between two tags.
    let (mut filled, mut length, mut between) = (0, 0_u64, 0_u64);
    loop {
        if filled == piece.len() {
            if piece.len() as u64 >= TOKEN.most {
                return Err(too_long());
            }
            piece.resize(piece.len() * 2, 0);
        }
        let read = xml.read(&mut piece[filled..])?;
        (filled, length) = (filled + read, length + read as u64);
        let mut at = 0;
        loop {
            let Some(begin) = memchr::memchr(b'<', &piece[at..filled]).map(|found| at + found) else {
                between += (filled - at) as u64;
                at = filled;
                break;
            };
            between += (begin - at) as u64;
            at = begin;
            let Some(end) = token_end(&piece[begin..filled])?.map(|end| begin + end) else { break };
            if !matches!(piece[begin + 1], b'!' | b'?' | b'/') {
                look(&piece[begin + 1..end - 1])?;
            }
            (at, between) = (end, 0);
        }
        if between > TOKEN.most {
            return Err(too_long());
        }
        if read == 0 {
            return Ok(length);
        }
        // What begins in this piece ends in the next.
        piece.copy_within(at..filled, 0);
        filled -= at;
    }
}

/// The length of the tag, comment or instruction that a text begins with; `None` where it goes on behind the text.
fn token_end(text: &[u8]) -> Result<Option<usize>, Unreadable> {
    let after = |mark: &[u8]| memchr::memmem::find(text, mark).map(|found| found + mark.len());
    Ok(match text.get(1) {
        None => None,
        Some(b'?') => after(b"?>"),
        Some(b'!') if text.len() < 9 => None,
        Some(b'!') if text.starts_with(b"<!--") => memchr::memmem::find(&text[4..], b"-->").map(|found| found + 7),
        Some(b'!') if text.starts_with(b"<![CDATA[") => after(b"]]>"),
        Some(_) => return tag_end(text),
    })
}

/// The same of a tag. One with a quotation mark that begins no value is refused: readers differ in where it ends.
fn tag_end(text: &[u8]) -> Result<Option<usize>, Unreadable> {
    let mut at = 1;
    while let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &text[at..]).map(|found| at + found) {
        if text[found] == b'>' {
            return Ok(Some(found + 1));
        }
        if !text[at..found].trim_ascii_end().ends_with(b"=") {
            return Err(Unreadable::damaged("a quotation mark in a tag begins no value"));
        }
        let Some(end) = memchr::memchr(text[found], &text[found + 1..]) else { break };
        at = found + 2 + end;
    }
    Ok(None)
}

/// The name of a tag, without what stands before a colon.
pub(super) fn local_name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(tag.len());
    let name = &tag[..end];
    name.iter().position(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..])
}

/// The attributes of a tag: name and value, as they are written.
pub(super) fn attributes(tag: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        let equals = memchr::memchr(b'=', rest)?;
        let before = rest[..equals].trim_ascii_end();
        let name = before.iter().rposition(u8::is_ascii_whitespace).map_or(before, |space| &before[space + 1..]);
        let after = rest[equals + 1..].trim_ascii_start();
        let (quote, value) = after.split_first()?;
        let end = memchr::memchr(*quote, value)?;
        rest = &value[end + 1..];
        Some((name, &value[..end]))
    })
}

/// A whole number as attributes give it.
pub(super) fn number(value: &[u8]) -> Option<u32> {
    std::str::from_utf8(value).ok()?.trim().parse().ok()
}

/// The 0-based row and column that `C7` stands for; `None` if it is no cell of a worksheet.
pub(super) fn cell(reference: &[u8]) -> Option<(u32, u16)> {
    let letters = reference.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = reference[..letters]
        .iter()
        .fold(0_u16, |column, letter| column * 26 + u16::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = number(&reference[letters..])?.checked_sub(1)?;
    Some((row, column - 1))
}

/// Whether a reference to cells names one that no worksheet has: with more than three letters, or more than seven digits.
pub(super) fn is_outside(reference: &[u8]) -> bool {
    reference.split(|byte| matches!(byte, b':' | b' ')).any(|cell| {
        let letters = cell.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let digits = cell[letters..].iter().skip_while(|byte| **byte == b'0').count();
        cell[letters..].iter().all(u8::is_ascii_digit) && (letters > 3 || digits > 7)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(xml: &str) -> Vec<String> {
        let mut found = Vec::new();
        let length = tags(xml.as_bytes(), |tag| {
            found.push(String::from_utf8(tag.to_vec()).unwrap());
            Ok(())
        });
        assert_eq!(length, Ok(xml.len() as u64));
        found
    }

    #[test]
    fn tags_are_told_from_what_looks_like_them() {
        let xml = "<?xml a='<x>'?><!-- <c> --><a b='>'><![CDATA[<d>]]><e f=\"<\"/></a><!DOCTYPE z><g";
        assert_eq!(of(xml), ["a b='>'", "e f=\"<\"/"]);
    }

    #[test]
    fn a_tag_is_found_wherever_one_piece_ends_and_the_next_begins() {
        for before in PIECE - 30..PIECE + 30 {
            let text = " ".repeat(before) + "<c r=\"A1\"/><!-- x --><d/>" + &" ".repeat(PIECE);
            assert_eq!(of(&text), ["c r=\"A1\"/", "d/"], "{before}");
        }
        let long = format!("<a b='{}'/>", "x".repeat(5 * PIECE));
        assert_eq!(of(&long).len(), 1);
    }

    #[test]
    fn a_tag_with_a_quotation_mark_that_begins_no_value_is_refused() {
        for tag in ["<a \"b\">", "<a b='1'\">", "<a b=c\"'>", "<a b='1' 'c=\"2\">"] {
            let refused = tags(tag.as_bytes(), |_| Ok(()));
            assert!(matches!(&refused, Err(Unreadable::Damaged(_))), "{tag}: {refused:?}");
        }
        assert_eq!(of("<a b = '1'\n c\t=\n\"2\"/>"), ["a b = '1'\n c\t=\n\"2\"/"]);
    }

    #[test]
    fn a_tag_or_a_text_without_end_is_not_held() {
        for begin in ["<a b='", "<!-- ", "<a>", "<![CDATA["] {
            let endless = Read::chain(begin.as_bytes(), std::io::repeat(b'x'));
            let refused = tags(endless, |_| Ok(()));
            assert!(
                matches!(&refused, Err(Unreadable::Over(excess)) if excess.limit == &TOKEN),
                "{begin}: {refused:?}"
            );
        }
    }

    #[test]
    fn attributes_and_references_are_read_as_they_are_written() {
        let all: Vec<_> = attributes(b"x:c r = 'C7' s=\"1\"\n t='s'/").collect();
        assert_eq!(all, [(&b"r"[..], &b"C7"[..]), (b"s", b"1"), (b"t", b"s")]);
        assert_eq!(local_name(b"x:c r='1'"), b"c");
        assert_eq!(local_name(b"row/"), b"row");
        assert_eq!(cell(b"C7"), Some((6, 2)));
        assert_eq!(cell(b"xfd1048576"), Some((1_048_575, 16_383)));
        for none in ["", "7", "C", "C0", "AAAA1", "C4294967297"] {
            assert_eq!(cell(none.as_bytes()), None, "{none}");
        }
        for outside in ["C4294967298", "C10000000", "4294967298", "AAAA1", "A1:C4294967298"] {
            assert!(is_outside(outside.as_bytes()), "{outside}");
        }
        for inside in ["XFD1048576", "C0000000002", "", "rId123456789x", "A1:B2"] {
            assert!(!is_outside(inside.as_bytes()), "{inside}");
        }
    }
}
