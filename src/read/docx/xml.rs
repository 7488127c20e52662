//! The XML of a document's parts, read piece by piece: no declaration of entities, no endless depth, no end before the end.
//!
//! Names are compared without their prefixes: the strict form of a document differs in its namespaces alone.

use crate::read::budget::{DEPTH, TOKEN};
use crate::read::unreadable::Unreadable;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{self, BufRead, Read};

/// A piece of XML; an empty element is one that is closed at once.
#[derive(Debug)]
pub(super) enum Piece<'x> {
    Open(BytesStart<'x>),
    Close,
    Text(String),
}

/// Reads pieces out of a part.
pub(super) struct Xml<R> {
    reader: Reader<Bounded<R>>,
    buffer: Vec<u8>,
    depth: u64,
}

impl<R: BufRead> Xml<R> {
    pub fn of(part: R) -> Self {
        let mut reader = Reader::from_reader(Bounded { inner: part, since: 0 });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next piece; `None` at the end of a part whose elements are all closed.
    pub fn next(&mut self) -> Result<Option<Piece<'_>>, Unreadable> {
        self.buffer.clear();
        let piece = match self.reader.read_event_into(&mut self.buffer).map_err(excess)? {
            Event::Start(tag) | Event::Empty(tag) => {
                self.depth += 1;
                if self.depth > DEPTH.most {
                    return Err(DEPTH.exceeded(0).into());
                }
                Piece::Open(tag)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::Close
            }
            Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(code) => Piece::Text(resolved(&code)?),
            // A program of documents writes none; entities that grow stand in it.
            Event::DocType(_) => return Err(Unreadable::damaged("a part declares a document type")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Piece::Text(String::new()),
            Event::Eof if self.depth > 0 => return Err(Unreadable::damaged("a part ends too early")),
            Event::Eof => return Ok(None),
        };
        Ok(Some(piece))
    }
}

/// A part of which no tag and no text is longer than any may be: the library holds each as a whole.
struct Bounded<R> {
    inner: R,
    /// How many bytes were read since a tag last began.
    since: u64,
}

/// A tag or a text is longer than any may be.
#[derive(Debug)]
struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a tag or a text is too long")
    }
}

impl std::error::Error for TooLong {}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > TOKEN.most { Err(io::Error::other(TooLong)) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, read: usize) {
        // What was filled is still there.
        let last = self.inner.fill_buf().ok().and_then(|filled| memchr::memrchr(b'<', filled.get(..read)?));
        self.since = match last {
            Some(at) => (read - at) as u64,
            None => self.since.saturating_add(read as u64),
        };
        self.inner.consume(read);
    }
}

/// What the library says of a part; that a text is too long is said in our own words.
fn excess(error: quick_xml::Error) -> Unreadable {
    match &error {
        quick_xml::Error::Io(cause) if cause.get_ref().is_some_and(|cause| cause.is::<TooLong>()) => {
            TOKEN.exceeded(0).into()
        }
        _ => error.into(),
    }
}

fn resolved(code: &BytesRef<'_>) -> Result<String, Unreadable> {
    if let Some(letter) = code.resolve_char_ref()? {
        return Ok(letter.to_string());
    }
    let known = quick_xml::escape::resolve_xml_entity(code.as_ref());
    known.map(str::to_owned).ok_or_else(|| Unreadable::damaged(format_args!("unknown entity {}", code.as_ref())))
}

/// The value of an attribute, whatever its prefix.
pub(super) fn given(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(Unreadable::damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = quick_xml::escape::unescape(&attribute.value).map_err(Unreadable::damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// The value that an element stands for.
pub(super) fn value(tag: &BytesStart<'_>) -> Result<Option<String>, Unreadable> {
    given(tag, "val")
}

/// A whole number that an element stands for; `None` where it gives none, or one that cannot be.
pub(super) fn number(tag: &BytesStart<'_>) -> Result<Option<u32>, Unreadable> {
    Ok(value(tag)?.and_then(|number| number.trim().parse().ok()))
}

/// Whether an element that may say no says yes.
pub(super) fn is_on(tag: &BytesStart<'_>) -> Result<bool, Unreadable> {
    Ok(!matches!(value(tag)?.as_deref(), Some("0" | "false" | "off")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, Unreadable> {
        let mut xml = Xml::of(xml.as_bytes());
        let mut all = String::new();
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => all.push_str(&value(&tag)?.unwrap_or_default()),
                Piece::Text(text) => all.push_str(&text),
                Piece::Close => all.push('/'),
            }
        }
        Ok(all)
    }

    #[test]
    fn codes_are_resolved_whatever_the_prefix() {
        assert_eq!(
            texts("<?xml version=\"1.0\"?><w:a w:val='&lt;1'>x&amp;&#233;<![CDATA[<]]><b/></w:a>"),
            Ok("<1x&é<//".into())
        );
    }

    #[test]
    fn what_declares_entities_or_has_no_end_is_refused() {
        let deep = "<a>".repeat(100_000);
        for xml in ["<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&b;</a>", "<a>", "<a><b></a>", &deep, "<a b=>"] {
            assert!(texts(xml).is_err());
        }
    }
}
