//! Registers and plans in Word documents.

mod hostile;
mod letters;
mod numbers;
mod places;
mod real;
mod tables;
mod twins;

use tobokel::read::shown_sheets;
use tobokel::source::{ShownCell, ShownSheet};

/// The rows of a sheet as texts: `number: cell | cell`, the numbers of rows and columns from 1; a cell beyond the next column has its
/// number before it.
fn shown(sheet: &ShownSheet) -> Vec<String> {
    let text = |cell: &ShownCell| match cell {
        ShownCell::Text(text) => text.replace('\n', "/"),
        other => format!("{other:?}"),
    };
    let line = |row: &tobokel::source::ShownRow| {
        let cells = row.cells.iter().map(|(column, cell)| format!("{}={}", column + 1, text(cell)));
        format!("{}: {}", row.number + 1, cells.collect::<Vec<_>>().join(" | "))
    };
    sheet.rows.iter().map(line).collect()
}

/// All sheets of a document, each with its name.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<String>)> {
    let sheets = shown_sheets(bytes);
    sheets.iter().map(|sheet| (sheet.name.as_deref().unwrap_or_default().to_owned(), shown(sheet))).collect()
}

/// The rows of the only table of a document.
fn rows(bytes: &[u8]) -> Vec<String> {
    let mut all = sheets(bytes);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0).1
}
