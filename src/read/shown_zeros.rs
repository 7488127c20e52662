//! Numbers that a worksheet shows with a zero at their end: 1.10 is stored as 1.1 with a number format, which the
//! library does not give.

use super::grid::{CellValue, Grid};
use super::package::{attribute, each};
use std::collections::BTreeMap;

/// The number of decimals of each cell style that shows a fixed number of them.
pub(super) type Decimals = BTreeMap<String, usize>;

/// The number format `0.00` that every workbook has.
const BUILT_IN: (&str, usize) = ("2", 2);

/// The most decimals that Excel shows.
const MOST: usize = 30;

/// The cell styles that show decimals.
pub(super) fn decimals(styles: &[u8]) -> Decimals {
    let mut formats: BTreeMap<String, usize> = BTreeMap::from([(BUILT_IN.0.to_owned(), BUILT_IN.1)]);
    let (mut looks, mut inside, mut number) = (Decimals::new(), false, 0);
    each(styles, |tag| match tag.local_name().as_ref() {
        "numFmt" => {
            let (id, code) = (attribute(tag, "numFmtId"), attribute(tag, "formatCode").unwrap_or_default());
            let zeros = code
                .strip_prefix("0.")
                .filter(|zeros| (1..=MOST).contains(&zeros.len()) && zeros.bytes().all(|zero| zero == b'0'));
            if let (Some(id), Some(zeros)) = (id, zeros) {
                formats.insert(id, zeros.len());
            }
        }
        "cellXfs" => inside = true,
        "cellStyles" | "dxfs" => inside = false,
        "xf" if inside => {
            let format = attribute(tag, "numFmtId").and_then(|id| formats.get(&id).copied());
            if let Some(format) = format {
                looks.insert(number.to_string(), format);
            }
            number += 1;
        }
        _ => {}
    });
    looks
}

/// Turns the numbers that are shown with a zero at their end into texts.
pub(super) fn show(grid: &mut Grid, mut cells: Vec<(u32, u16, usize)>) {
    if cells.is_empty() {
        return;
    }
    // Of a cell that stands twice, the later one.
    cells.reverse();
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    cells.dedup_by_key(|(row, column, _)| (*row, *column));
    for row in &mut grid.rows {
        for (column, cell) in &mut row.cells {
            let CellValue::Number(number) = cell else { continue };
            if number.fract() == 0.0 {
                continue;
            }
            let place = (row.number, *column);
            if let Ok(at) = cells.binary_search_by_key(&place, |(row, column, _)| (*row, *column)) {
                let decimals = cells[at].2;
                let shown = format!("{number:.decimals$}");
                if shown.ends_with('0') && shown.parse() == Ok(*number) {
                    *cell = CellValue::Text(shown.into());
                }
            }
        }
    }
}
