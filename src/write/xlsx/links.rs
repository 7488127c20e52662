//! Links of a worksheet to cells of a workbook in the same folder, or of its own, and to files in the folder and below it.
//!
//! Where a row or a page of another sheet stands is known once all sheets are filled: links to them wait until then. A
//! workbook has several for each situation. The library takes a link for a text as well, and writes each with its cell; so it
//! is told only the first of a sheet, for its list, and the others are put into that as XML.
//!
//! What Excel would refuse, or repair a file for, is not written as a link: the cell keeps its text.

use super::looks::usual;
use super::names::SheetNames;
use super::places::Places;
use crate::sheet::{Link, Value};
use quick_xml::escape::partial_escape;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};
use std::collections::HashMap;

/// The most links that Excel takes on one sheet.
const MOST: usize = 65_530;
/// The longest file name and the longest place that Excel takes in a link, in UTF-16 units.
const LONGEST: usize = 2_079;
/// How much of a cell's text a link tells, in characters.
const TOLD: usize = 60;

/// A link to a row or a page of the same workbook: the cell, its text, where it leads.
#[derive(Debug)]
pub(super) struct Waiting {
    at: (u32, u16),
    text: String,
    link: Link,
}

/// Where the rows and the pages of a sheet stand.
pub(super) struct Stand {
    pub places: Places,
    pub page_breaks: Vec<u32>,
}

impl Stand {
    /// The row of the worksheet to which a link leads, 0-based.
    fn row(&self, link: &Link) -> Option<u32> {
        match link {
            Link::Cells { .. } | Link::File(_) => None,
            Link::Row { row, .. } => Some(self.places.at(*row)),
            Link::Page { page: 0, .. } => Some(0),
            Link::Page { page, .. } => Some(self.places.at(*self.page_breaks.get(*page as usize - 1)?)),
        }
    }
}

impl Waiting {
    /// Makes the cells of a worksheet links, those of them for which the workbook has what they lead to. The cells look as they
    /// did: they are printed and signed. Returned are the links, as XML, that still have to be put into the worksheet's list.
    pub fn put(
        waiting: Vec<Self>,
        out: &mut Worksheet,
        own: &SheetNames,
        stands: &HashMap<&str, Stand>,
    ) -> Result<String, XlsxError> {
        let mut linked = waiting.into_iter().filter_map(|link| Some((link.target(own, stands)?, link)));
        if let Some((target, Self { at: (row, column), text, .. })) = linked.next() {
            let url = Url::new(format!("internal:{target}")).set_text(text);
            out.write_url_with_format(row, column, url, &usual())?;
        }
        let mut xml = String::new();
        for (target, Self { at: (row, column), text, .. }) in linked {
            let (cell, target, text) = (row_col_to_cell(row, column), attribute(&target), attribute(&text));
            for part in ["<hyperlink ref=\"", &cell, "\" location=\"", &target, "\" display=\"", &text, "\"/>"] {
                xml.push_str(part);
            }
        }
        Ok(xml)
    }

    /// The cell to which it leads; `None` if the workbook has no such, or the link no text.
    fn target(&self, own: &SheetNames, stands: &HashMap<&str, Stand>) -> Option<String> {
        let (Link::Row { sheet, .. } | Link::Page { sheet, .. }) = &self.link else { return None };
        let name = own.get(sheet).filter(|_| !self.text.is_empty())?;
        let row = stands.get(name.as_str())?.row(&self.link)?;
        Some(format!("'{}'!A{}", name.replace('\'', "''"), row + 1))
    }
}

/// A text as the library writes it into an attribute.
fn attribute(text: &str) -> String {
    partial_escape(text).replace('"', "&quot;")
}

/// The links of one worksheet, counted.
#[derive(Debug, Default)]
pub(super) struct Links {
    written: usize,
    pub waiting: Vec<Waiting>,
}

impl Links {
    /// Takes a link that has to wait; says whether it is one.
    pub fn wait(&mut self, at: (u32, u16), value: &Value<'_>, link: &Link) -> bool {
        let waits = matches!(link, Link::Row { .. } | Link::Page { .. });
        if waits {
            // The cell has its own text; that of the link is only told beside it.
            let text = match value {
                Value::Text(text) => text.to_string(),
                Value::Number(number) => number.to_string(),
                Value::Empty | Value::Day(_) | Value::Formula(_) => String::new(),
            };
            let text = text.chars().filter(|letter| !no_xml(*letter)).take(TOLD).collect();
            self.waiting.push(Waiting { at, text, link: link.clone() });
        }
        waits
    }

    /// Makes a cell a link, if it can be one; says whether it did.
    pub fn put(
        &mut self,
        out: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
        link: &Link,
        own: &SheetNames,
        format: &Format,
    ) -> bool {
        // An empty text would be replaced by the link's own.
        let Some(target) = target(link, own).filter(|_| self.written < MOST && !text.is_empty()) else { return false };
        let is_written = out.write_url_with_format(row, column, Url::new(target).set_text(text), format).is_ok();
        self.written += usize::from(is_written);
        is_written
    }
}

/// Whether XML has no place for a letter.
fn no_xml(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

/// The target as the library takes it; `None` if Excel would not follow it.
fn target(link: &Link, own: &SheetNames) -> Option<String> {
    match link {
        Link::Cells { file, sheet, range } => {
            let place = |sheet: &str| format!("'{}'!{range}", sheet.replace('\'', "''"));
            let Some(file) = file else { return Some(format!("internal:{}", place(own.get(sheet)?))) };
            let address = address(file).filter(|_| !file.contains('/'))?;
            let place = Some(place(sheet)).filter(|place| fits(place))?;
            Some(format!("file:///{address}#{place}"))
        }
        // These wait until all sheets stand.
        Link::Row { .. } | Link::Page { .. } => None,
        Link::File(path) => {
            let leads_out = path.split('/').any(|part| matches!(part, "" | "." | ".."));
            address(path).filter(|_| !leads_out).map(|address| format!("file:///{address}"))
        }
    }
}

/// The address of a file, in codes; `None` for a name that Excel does not follow.
fn address(file: &str) -> Option<String> {
    // `#` begins a place, in Excel even when it is written as a code; the others divide folders and drives.
    let unfit = file.is_empty() || file.contains(['#', '\\', ':', '?', '*', '|', '"', '<', '>']);
    Some(escaped(file)).filter(|address| !unfit && fits(address))
}

/// Whether a part of a link is short enough, and can stand in XML.
fn fits(part: &str) -> bool {
    part.encode_utf16().count() <= LONGEST && !part.contains(no_xml)
}

/// A file name in the codes of addresses. The library does so too, but takes a name such as `5%20.xlsx` for one that
/// already is; one sign in code makes it leave the rest alone.
fn escaped(file: &str) -> String {
    let mut escaped = String::with_capacity(file.len());
    for letter in file.chars() {
        match letter {
            '%' => escaped.push_str("%25"),
            ' ' => escaped.push_str("%20"),
            '[' => escaped.push_str("%5b"),
            ']' => escaped.push_str("%5d"),
            '^' => escaped.push_str("%5e"),
            '`' => escaped.push_str("%60"),
            '{' => escaped.push_str("%7b"),
            '}' => escaped.push_str("%7d"),
            plain => escaped.push(plain),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(file: &str, sheet: &str) -> Option<String> {
        let file = Some(file.to_owned());
        target(&Link::Cells { file, sheet: sheet.to_owned(), range: "F14".to_owned() }, &SheetNames::default())
    }

    #[test]
    fn a_file_in_a_folder_below_is_followed_and_nothing_outside() {
        let to = |path: &str| target(&Link::File(path.to_owned()), &SheetNames::default());
        assert_eq!(to("Ош облусу/а б.xlsx").unwrap(), "file:///Ош%20облусу/а%20б.xlsx");
        for path in ["", "/etc/a.xlsx", "../a.xlsx", "a/../../b.xlsx", "C:/a.xlsx", "a#1/b.xlsx"] {
            assert_eq!(to(path), None, "{path}");
        }
    }

    #[test]
    fn names_are_written_so_that_nothing_in_them_is_taken_for_a_code() {
        assert_eq!(to("а б%20.xlsx", "O'Нил # 1").unwrap(), "file:///а%20б%2520.xlsx#'O''Нил # 1'!F14");
        assert_eq!(to("a[1].xlsx", "S").unwrap(), "file:///a%5b1%5d.xlsx#'S'!F14");
    }

    #[test]
    fn what_excel_would_not_follow_is_no_link() {
        for file in ["", "a#1.xlsx", "../a.xlsx", "C:a.xlsx", "a\u{1}.xlsx", "a\u{ffff}.xlsx", &"a".repeat(2_080)] {
            assert_eq!(to(file, "S"), None, "{file:?}");
        }
        assert_eq!(to("a.xlsx", "S\u{2}"), None);
    }

    #[test]
    fn a_sheet_takes_no_more_links_than_excel() {
        let mut out = Worksheet::new();
        let (mut links, own) = (Links { written: MOST - 1, ..Links::default() }, SheetNames::default());
        let link = Link::Cells { file: Some("a.xlsx".to_owned()), sheet: "S".to_owned(), range: "A1".to_owned() };
        assert!(links.put(&mut out, (0, 0), "S!A1", &link, &own, &Format::new()));
        assert!(!links.put(&mut out, (1, 0), "S!A1", &link, &own, &Format::new()));
    }
}
