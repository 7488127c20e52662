//! Names that Excel takes for sheets, and ranges by name.

use crate::sheet::{Name, Sheet};
use rust_xlsxwriter::utility::column_number_to_name;
use std::collections::{HashMap, HashSet};
use std::io;

/// The names that sheets have in the workbook, by those that they were given; of several of one name, the first.
pub(super) type SheetNames = HashMap<String, String>;

/// How many rows somebody may add below those of a form and still have them printed.
const ROWS_TO_COME: u32 = 1_000;

/// A name that Excel takes for a sheet: no `[]:*?/\`, no apostrophe at its ends, at most 31 UTF-16 units, not taken yet. The
/// names that are taken are in lower case.
pub(super) fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let clean: String =
        wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim().trim_matches('\'');
    let clean = if clean.is_empty() { "-" } else { clean };
    let fit = |suffix: &str| {
        let mut name = String::new();
        for letter in clean.chars() {
            if name.encode_utf16().count() + letter.len_utf16() + suffix.len() > 31 {
                break;
            }
            name.push(letter);
        }
        name + suffix
    };
    let mut name = fit("");
    // Excel keeps the name History for itself.
    let mut number = 1;
    while name.to_lowercase() == "history" || !taken.insert(name.to_lowercase()) {
        number += 1;
        name = fit(&format!(" {number}"));
    }
    name
}

/// What the library calls the printed cells of a sheet: the name that Excel has for them is one that it refuses to take a formula
/// for, though Excel does.
const PRINTED: &str = "tobokel_printed";

/// The name of the printed cells of a sheet, and what it stands for: the rows down to the last one that has something in its
/// first columns. `None` where all rows are printed. Programs that take only fixed cells print all.
pub(super) fn printed(sheet: &Sheet<'_>, name: &str) -> Option<(String, String)> {
    let (first, last) = (sheet.printed_by?.checked_sub(1)?, sheet.columns().checked_sub(1)?);
    let (name, rows) = (format!("'{}'", name.replace('\'', "''")), sheet.next_row().saturating_add(ROWS_TO_COME));
    let filled = format!("{name}!$A$1:${}${rows}", column_number_to_name(first));
    let end = column_number_to_name(last);
    let printed =
        format!("={name}!$A$1:INDEX({name}!${end}$1:${end}${rows},SUMPRODUCT(MAX(({filled}<>\"\")*ROW({filled}))))");
    Some((format!("{name}!{PRINTED}"), printed))
}

/// The part of a workbook that holds its names, or their list for people, with the name by which Excel knows printed cells.
pub(super) fn with_printed(part: &str, xml: Vec<u8>) -> io::Result<Vec<u8>> {
    let (ours, excels) = match part {
        "xl/workbook.xml" => (format!(" name=\"{PRINTED}\""), " name=\"_xlnm.Print_Area\""),
        "docProps/app.xml" => (format!("!{PRINTED}</vt:lpstr>"), "!Print_Area</vt:lpstr>"),
        _ => return Ok(xml),
    };
    let xml = String::from_utf8(xml).map_err(io::Error::other)?;
    Ok(xml.replace(&ours, excels).into_bytes())
}

/// What a name stands for, as a formula.
pub(super) fn range(name: &Name, sheets: &[String]) -> Option<String> {
    let sheet = sheets.get(name.sheet)?.replace('\'', "''");
    let cell = |(row, column): (u32, u16)| format!("${}${}", column_number_to_name(column), row + 1);
    Some(format!("='{sheet}'!{}:{}", cell(name.first), cell(name.last)))
}
