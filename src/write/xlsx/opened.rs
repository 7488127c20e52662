//! The XML that the library wrote, opened with a reader of XML at some elements.

use quick_xml::Reader;
use quick_xml::events::Event;
use rust_xlsxwriter::XlsxError;
use std::io;
use std::ops::Range;

/// A worksheet as the library wrote it, opened where the rows stand, where the list of the cells that are one does, and where
/// the list of links ends.
pub(super) struct Opened<'x> {
    pub before: &'x str,
    pub between: &'x str,
    /// What follows on the list of merged cells, up to the end of the list of links.
    pub after: &'x str,
    /// The rest from there on; nothing where there is no such list.
    pub behind_links: &'x str,
}

impl<'x> Opened<'x> {
    pub fn new(xml: &'x str) -> Result<Self, XlsxError> {
        let [rows, merged, links] = elements(xml, ["sheetData", "mergeCells", "hyperlinks"])?;
        let rows = rows.ok_or_else(strange)?;
        let links_end = links.map_or(xml.len(), |links| links.end - "</hyperlinks>".len());
        // Where no cells are one, nothing stands between the rows and the rest.
        let merged = merged.unwrap_or(rows.end..rows.end);
        let part = |range: Range<usize>| xml.get(range).ok_or_else(strange);
        Ok(Self {
            before: part(0..rows.start)?,
            between: part(rows.end..merged.start)?,
            after: part(merged.end..links_end)?,
            behind_links: part(links_end..xml.len())?,
        })
    }
}

/// Where the first element of a name stands, with all that is inside.
pub(super) fn element(xml: &str, name: &str) -> Result<Option<Range<usize>>, XlsxError> {
    elements(xml, [name]).map(|[place]| place)
}

/// The same of several names, in the order in which they stand.
fn elements<const N: usize>(xml: &str, names: [&str; N]) -> Result<[Option<Range<usize>>; N], XlsxError> {
    let mut reader = Reader::from_str(xml);
    let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let mut places = [const { None }; N];
    loop {
        let from = at(&reader);
        let event = reader.read_event().map_err(io::Error::other)?;
        let (Event::Start(tag) | Event::Empty(tag)) = &event else {
            if matches!(event, Event::Eof) {
                return Ok(places);
            }
            continue;
        };
        let Some(number) = names.iter().position(|name| tag.name().as_ref() == *name) else { continue };
        if matches!(event, Event::Start(_)) {
            reader.read_to_end(tag.name()).map_err(io::Error::other)?;
        }
        places[number].get_or_insert(from..at(&reader));
        if places.iter().all(Option::is_some) {
            return Ok(places);
        }
    }
}

/// What is said of a part that the library never writes so.
fn strange() -> XlsxError {
    io::Error::from(io::ErrorKind::InvalidData).into()
}
