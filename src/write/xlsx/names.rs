//! Names that Excel takes for sheets, and ranges by name.

use crate::sheet::Name;
use rust_xlsxwriter::utility::column_number_to_name;
use std::collections::{HashMap, HashSet};

/// The names that sheets have in the workbook, by those that they were given; of several of one name, the first.
pub(super) type SheetNames = HashMap<String, String>;

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

/// What a name stands for, as a formula.
pub(super) fn range(name: &Name, sheets: &[String]) -> Option<String> {
    let sheet = sheets.get(name.sheet)?.replace('\'', "''");
    let cell = |(row, column): (u32, u16)| format!("${}${}", column_number_to_name(column), row + 1);
    Some(format!("='{sheet}'!{}:{}", cell(name.first), cell(name.last)))
}
