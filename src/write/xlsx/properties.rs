//! What a workbook says of itself: title, subject, whose it is, the mark of this program; and the language of its texts, for which
//! the library has no property.

use super::opened::element;
use crate::sheet::Book;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};
use std::io;

/// The name of the document property by which a workbook made by this program is known; its value is the kind of document.
pub const MARK: &str = "tobokel";
/// The name of the document property with the version of the program that made the workbook.
pub const MARK_VERSION: &str = "tobokel-version";
/// The name of the document property with the day that the workbook speaks of.
pub const MARK_AS_OF: &str = "tobokel-as-of";

/// The part that holds them.
pub(super) const PART: &str = "docProps/core.xml";
/// The year on whose first day a workbook was made that speaks of no day.
const SOME_YEAR: u16 = 2026;

/// The properties that the library writes.
pub(super) fn properties(book: &Book<'_>, kind: &str, version: &str) -> Result<DocProperties, XlsxError> {
    let made = match book.as_of {
        Some(day) => (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs()),
        None => (SOME_YEAR, 1, 1),
    };
    Ok(DocProperties::new()
        .set_title(&book.title)
        .set_subject(&book.subject)
        .set_author(book.organization)
        .set_company(book.organization)
        .set_creation_datetime(&ExcelDateTime::from_ymd(made.0, made.1, made.2)?)
        .set_custom_property(MARK, kind)
        .set_custom_property(MARK_VERSION, version)
        .set_custom_property(MARK_AS_OF, book.as_of.map(|day| day.to_string()).unwrap_or_default().as_str()))
}

/// The part with the language of the texts after the day on which the workbook was made.
pub(super) fn with_language(part: &[u8], language: Option<&str>) -> Result<Vec<u8>, XlsxError> {
    let mut xml = std::str::from_utf8(part).map_err(io::Error::other)?.to_owned();
    if let (Some(language), Some(made)) = (language, element(&xml, "dcterms:created")?) {
        xml.insert_str(made.end, &format!("<dc:language>{language}</dc:language>"));
    }
    Ok(xml.into_bytes())
}
