//! The XML that the library wrote, opened with a reader of XML at one element.

use quick_xml::Reader;
use quick_xml::events::Event;
use rust_xlsxwriter::XlsxError;
use std::io;
use std::ops::Range;

/// A worksheet as the library wrote it, opened where the rows stand and where the list of the cells that are one does.
pub(super) struct Opened<'x> {
    pub before: &'x str,
    pub between: &'x str,
    pub after: &'x str,
}

impl<'x> Opened<'x> {
    pub fn new(xml: &'x str) -> Result<Self, XlsxError> {
        let rows = element(xml, "sheetData")?.ok_or_else(strange)?;
        let merged = element(xml, "mergeCells")?.unwrap_or(xml.len()..xml.len());
        let part = |range: Range<usize>| xml.get(range).ok_or_else(strange);
        Ok(Self {
            before: part(0..rows.start)?,
            between: part(rows.end..merged.start)?,
            after: part(merged.end..xml.len())?,
        })
    }
}

/// Where the first element of a name stands, with all that is inside.
pub(super) fn element(xml: &str, name: &str) -> Result<Option<Range<usize>>, XlsxError> {
    let mut reader = Reader::from_str(xml);
    let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let from = at(&reader);
        match reader.read_event().map_err(io::Error::other)? {
            Event::Start(tag) if tag.name().as_ref() == name => {
                reader.read_to_end(tag.name()).map_err(io::Error::other)?;
                return Ok(Some(from..at(&reader)));
            }
            Event::Empty(tag) if tag.name().as_ref() == name => return Ok(Some(from..at(&reader))),
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// What is said of a part that the library never writes so.
fn strange() -> XlsxError {
    io::Error::from(io::ErrorKind::InvalidData).into()
}
