//! Hidden rows and columns of a worksheet: the library reads their cells like all others and does not say that a person who
//! prints the sheet will not see them.

use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read as _};

/// The hidden rows and columns of a worksheet, 0-based; spans, both ends included.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub rows: Vec<u32>,
    pub columns: Vec<(u16, u16)>,
}

/// What is hidden in each worksheet of an XLSX workbook, by the worksheet's name. What cannot be found out is not hidden:
/// the library says itself when a workbook is damaged.
pub(super) fn hidden(bytes: &[u8]) -> Vec<(String, Hidden)> {
    found(bytes).unwrap_or_default()
}

fn found(bytes: &[u8]) -> Option<Vec<(String, Hidden)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let mut sheets = Vec::new();
    each(&part("xl/workbook.xml")?, |tag| {
        if tag.name().as_ref() == "sheet" {
            sheets.push((attribute(tag, "name").unwrap_or_default(), attribute(tag, "r:id").unwrap_or_default()));
        }
    });
    let mut targets = Vec::new();
    each(&part("xl/_rels/workbook.xml.rels")?, |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.push((id, target));
        }
    });
    let mut all = Vec::new();
    for (name, id) in sheets {
        let Some((_, target)) = targets.iter().find(|(known, _)| *known == id) else { continue };
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        let Some(xml) = part(&path) else { continue };
        // Most sheets hide nothing; parsing them a second time would cost more than reading them.
        if memchr::memmem::find(&xml, b"hidden=").is_some() {
            all.push((name, of_sheet(&xml)));
        }
    }
    Some(all)
}

fn of_sheet(xml: &[u8]) -> Hidden {
    let mut hidden = Hidden::default();
    each(xml, |tag| {
        let is_hidden = || attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true");
        let number =
            |name| attribute(tag, name).and_then(|value| value.parse::<u32>().ok()).and_then(|n| n.checked_sub(1));
        match tag.name().as_ref() {
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
