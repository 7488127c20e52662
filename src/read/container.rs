//! What a file is by its first bytes, whatever its name says.

use super::package::Package;
use super::unreadable::Unreadable;

/// The kinds of file that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Xlsx,
    Docx,
    Ods,
    Xls,
    /// Something else; the id of the message that names it.
    Foreign(&'static str),
    /// Perhaps text.
    Text,
}

/// What a file is.
///
/// # Errors
/// It is a workbook that is protected or damaged.
pub(super) fn container(bytes: &[u8]) -> Result<Container, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes);
    }
    let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let begin = begin.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    let begins = |marks: &[&str]| marks.iter().any(|mark| begin.starts_with(mark));
    Ok(if bytes.starts_with(b"%PDF") {
        Container::Foreign("foreign-pdf")
    } else if bytes.starts_with(b"{\\rtf") {
        Container::Foreign("foreign-word")
    } else if begins(&["<html", "<!doctype html", "<table"]) {
        Container::Foreign("foreign-html")
    } else if begins(&["<?xml"]) {
        Container::Foreign("foreign-xml")
    } else {
        Container::Text
    })
}

fn archive(bytes: &[u8]) -> Result<Container, Unreadable> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(Unreadable::damaged)?;
    if let Ok(kind) = archive.by_name("mimetype") {
        let mut text = String::new();
        let read = std::io::Read::read_to_string(&mut std::io::Read::take(kind, 200), &mut text);
        if read.is_ok() && text.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Container::Ods);
        }
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    Ok(if has("xl/workbook.xml") || says(bytes, &SHEETS) {
        Container::Xlsx
    } else if has("word/document.xml") || says(bytes, &DOCUMENTS) {
        Container::Docx
    } else if has("xl/workbook.bin") {
        Container::Foreign("foreign-xlsb")
    } else {
        Container::Foreign("foreign-archive")
    })
}

/// Whether an archive says that it is one of some kinds, wherever that lies in it.
fn says(bytes: &[u8], kinds: &[&str]) -> bool {
    let types = Package::open(bytes).and_then(|mut package| package.xml("[Content_Types].xml"));
    types.is_ok_and(|types| types.is_some_and(|types| kinds.iter().any(|kind| types.contains(kind))))
}

/// What an XLSX workbook, with macros or without, says that it is.
const SHEETS: [&str; 2] = ["spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml"];
/// What a Word document or a form of one, with macros or without, says that it is.
const DOCUMENTS: [&str; 4] = [
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
];

/// An OLE compound file: its streams are named in UTF-16 in its directory.
fn compound(bytes: &[u8]) -> Result<Container, Unreadable> {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if has("EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    Ok(if has("WordDocument") {
        Container::Foreign("foreign-word")
    } else if has("Workbook") || has("Book") {
        Container::Xls
    } else {
        Container::Foreign("foreign-archive")
    })
}
