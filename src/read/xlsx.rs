//! Workbooks: whether this program made one, and where two of them differ.

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::events::Event;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

/// What a workbook made by this program says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The kind of document.
    pub kind: String,
    /// The version of the program.
    pub version: String,
    /// The day that the document speaks of, `YYYY-MM-DD`.
    pub as_of: String,
}

/// The most that the part with the document properties may hold, in bytes.
const PROPERTIES_LIMIT: u64 = 1 << 20;

/// The mark of a workbook; `None` if the file is no workbook or none made by this program.
#[must_use]
pub fn mark(path: &Path, names: [&str; 3]) -> Option<Mark> {
    let file = std::fs::File::open(path).ok()?;
    let xml = properties(std::io::BufReader::new(file))?;
    let [kind, version, as_of] = names.map(|name| property(&xml, name));
    Some(Mark { kind: kind?, version: version.unwrap_or_default(), as_of: as_of.unwrap_or_default() })
}

fn properties(file: impl Read + Seek) -> Option<String> {
    let mut archive = zip::ZipArchive::new(file).ok()?;
    let part = archive.by_name("docProps/custom.xml").ok()?;
    let mut xml = String::new();
    part.take(PROPERTIES_LIMIT).read_to_string(&mut xml).ok()?;
    Some(xml)
}

/// The text of a custom document property.
fn property(xml: &str, name: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.name().as_ref() == "property" => {
                let found = tag.try_get_attribute("name").ok()??;
                inside = found.value == name;
            }
            Event::Text(text) if inside => return Some(text.to_string()),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A cell in which two workbooks differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellDifference {
    /// The sheet.
    pub sheet: String,
    /// The cell, as `D5`; empty where a whole sheet is missing.
    pub cell: String,
    /// What the first workbook holds.
    pub first: String,
    /// What the second holds.
    pub second: String,
}

/// Where two workbooks differ in what their cells say, at most so many places; `None` if one of them is no workbook.
#[must_use]
pub fn differences(first: &[u8], second: &[u8], most: usize) -> Option<Vec<CellDifference>> {
    let mut first: Xlsx<_> = Xlsx::new(Cursor::new(first)).ok()?;
    let mut second: Xlsx<_> = Xlsx::new(Cursor::new(second)).ok()?;
    let mut names = first.sheet_names();
    names.extend(second.sheet_names().into_iter().filter(|name| !first.sheet_names().contains(name)));
    let mut found = Vec::new();
    for name in names {
        match (first.worksheet_range(&name), second.worksheet_range(&name)) {
            (Ok(one), Ok(two)) => {
                let corner = |a: Option<(u32, u32)>, b: Option<(u32, u32)>| {
                    let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
                    (a.0.max(b.0), a.1.max(b.1))
                };
                let end = corner(one.end(), two.end());
                for row in 0..=end.0 {
                    for column in 0..=end.1 {
                        let shown = |range: &calamine::Range<Data>| {
                            range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
                        };
                        let (one, two) = (shown(&one), shown(&two));
                        if one != two {
                            let cell = cell_name(row, column);
                            found.push(CellDifference { sheet: name.clone(), cell, first: one, second: two });
                        }
                        if found.len() == most {
                            return Some(found);
                        }
                    }
                }
            }
            (one, _) => {
                let has = |is: bool| if is { name.clone() } else { String::new() };
                let (first, second) = (has(one.is_ok()), has(one.is_err()));
                found.push(CellDifference { sheet: name.clone(), cell: String::new(), first, second });
            }
        }
    }
    Some(found)
}

/// A cell as Excel names it: `(0, 0)` is `A1`.
fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().collect::<String>(), row + 1)
}

#[cfg(test)]
mod tests {
    use super::cell_name;

    #[test]
    fn cells_are_named_as_excel_does() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(4, 25), "Z5");
        assert_eq!(cell_name(9, 26), "AA10");
        assert_eq!(cell_name(0, 16383), "XFD1");
    }
}
