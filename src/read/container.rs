//! What a file is by its first bytes, whatever its name says.

use super::package::Package;

/// The kinds of file that are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// An XLSX workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// An old binary workbook.
    Xls,
    /// A workbook protected by a password.
    Encrypted,
    /// Something else; the id of the message that names it.
    Foreign(&'static str),
    /// An archive that is cut short or damaged: what the library says of it.
    Damaged(String),
    /// Perhaps text.
    Text,
}

/// What a file is.
pub(super) fn container(bytes: &[u8]) -> Container {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes);
    }
    if bytes.starts_with(b"%PDF") {
        return Container::Foreign("foreign-pdf");
    }
    if bytes.starts_with(b"{\\rtf") {
        return Container::Foreign("foreign-word");
    }
    let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let begin = begin.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if begin.starts_with("<html") || begin.starts_with("<!doctype html") || begin.starts_with("<table") {
        return Container::Foreign("foreign-html");
    }
    if begin.starts_with("<?xml") {
        return Container::Foreign("foreign-xml");
    }
    Container::Text
}

fn archive(bytes: &[u8]) -> Container {
    let mut archive = match zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return Container::Damaged(error.to_string()),
    };
    if let Ok(kind) = archive.by_name("mimetype") {
        let mut text = String::new();
        let read = std::io::Read::read_to_string(&mut std::io::Read::take(kind, 200), &mut text);
        if read.is_ok() && text.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Container::Ods;
        }
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") || is_workbook(bytes) {
        Container::Xlsx
    } else if has("word/document.xml") {
        Container::Foreign("foreign-word")
    } else if has("xl/workbook.bin") {
        Container::Foreign("foreign-xlsb")
    } else {
        Container::Foreign("foreign-archive")
    }
}

/// Whether an archive says that it is an XLSX workbook, wherever that lies in it.
fn is_workbook(bytes: &[u8]) -> bool {
    let types = Package::open(bytes).and_then(|mut package| package.xml("[Content_Types].xml"));
    types.is_ok_and(|types| types.is_some_and(|types| SHEETS.iter().any(|kind| types.contains(kind))))
}

/// What an XLSX workbook, with macros or without, says that it is.
const SHEETS: [&str; 2] = ["spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml"];

/// An OLE compound file: its streams are named in UTF-16 in its directory.
fn compound(bytes: &[u8]) -> Container {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        Container::Encrypted
    } else if has("WordDocument") {
        Container::Foreign("foreign-word")
    } else if has("Workbook") || has("Book") {
        Container::Xls
    } else {
        Container::Foreign("foreign-archive")
    }
}
