//! What a reader sees of an XLSX workbook (and, in `word`, of a Word document), and where two of them differ in it: shown values and the formats that change how they
//! are shown, what is hidden, conditional formats, names, protections, drawings, everything else that a workbook carries.
//!
//! What no reader sees is left out: the order of parts and texts, compression, numbers of styles, page margins, the
//! selected cell. What is not known here counts as content: a new kind of part is a difference.
//!
//! Not here: what the cells mean.

mod drawing;
mod facts;
mod looks;
mod other;
mod sheet;
mod texts;
mod tree;
mod word;
mod workbook;

use super::unreadable::Unreadable;
use crate::source::cell_name;
pub use facts::Aspect;
pub use word::{WordDifference, WordPlace, word_differences};

use facts::{Facts, visibility};
use sheet::{CellContent, SheetContent};
use std::collections::HashMap;
use workbook::WorkbookContent;

/// A place where two workbooks differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The sheet; empty where it is the workbook as a whole.
    pub sheet: String,
    /// The cell, the row or the column, as Excel names it; empty where it is the sheet as a whole.
    pub place: String,
    /// In how many cells the same difference is; the place is the first.
    pub cells: usize,
    /// What differs.
    pub aspect: Aspect,
    /// What the first workbook has; of a visibility, `hidden` or `shown`.
    pub first: String,
    /// What the second has.
    pub second: String,
}

/// The first `most` places where two workbooks differ in what their readers see; `None` if one of them is no workbook.
#[must_use]
pub fn differences(first: &[u8], second: &[u8], most: usize) -> Option<Vec<Difference>> {
    let found = Differences::between(first, second, most);
    found.ok().map(|found| found.found)
}

/// The differences that were found so far.
struct Differences {
    most: usize,
    found: Vec<Difference>,
}

impl Differences {
    fn between(first: &[u8], second: &[u8], most: usize) -> Result<Self, Unreadable> {
        let mut found = Self { most, found: Vec::new() };
        let (mut first, mut second) = (WorkbookContent::open(first)?, WorkbookContent::open(second)?);
        let mut looks = HashMap::new();
        for at in 0..first.sheets.len() {
            let name = first.sheets[at].name.clone();
            let Some(other) = second.sheets.iter().position(|it| it.name == name) else {
                found.add(&name, "", Aspect::Value, name.clone(), String::new());
                continue;
            };
            let hidden = [first.sheets[at].is_hidden, second.sheets[other].is_hidden];
            if hidden[0] != hidden[1] {
                found.add(&name, "", Aspect::Visibility, visibility(hidden[0]), visibility(hidden[1]));
            }
            let (one, two) = (first.sheet(at)?, second.sheet(other)?);
            found.sheet(&name, &one, &two, &first, &second, &mut looks);
        }
        for sheet in &second.sheets {
            if first.sheets.iter().all(|known| known.name != sheet.name) {
                found.add(&sheet.name, "", Aspect::Value, String::new(), sheet.name.clone());
            }
        }
        found.facts("", &first.facts, &second.facts);
        Ok(found)
    }

    fn is_full(&self) -> bool {
        self.found.len() >= self.most
    }

    fn add(&mut self, sheet: &str, place: &str, aspect: Aspect, first: String, second: String) {
        // The same format of many cells is one difference; each value, row and column is one of its own.
        let is_same = |known: &&mut Difference| {
            known.sheet == sheet && known.aspect == aspect && known.first == first && known.second == second
        };
        if matches!(aspect, Aspect::NumberFormat | Aspect::Look)
            && let Some(known) = self.found.iter_mut().find(is_same)
        {
            known.cells += 1;
        } else if !self.is_full() {
            let (sheet, place) = (sheet.to_owned(), place.to_owned());
            self.found.push(Difference { sheet, place, cells: 1, aspect, first, second });
        }
    }

    /// Compares facts of a sheet, or of the workbook.
    fn facts(&mut self, sheet: &str, first: &Facts, second: &Facts) {
        for key in first.keys().chain(second.keys().filter(|key| !first.contains_key(key))) {
            let value = |facts: &Facts| facts.get(key).cloned().unwrap_or_default();
            let (one, two) = (value(first), value(second));
            if one != two {
                self.add(sheet, &key.1, key.0, one, two);
            }
        }
    }

    fn sheet(
        &mut self,
        name: &str,
        first: &SheetContent,
        second: &SheetContent,
        of_first: &WorkbookContent<'_>,
        of_second: &WorkbookContent<'_>,
        looks: &mut HashMap<[usize; 2], Vec<(Aspect, [String; 2])>>,
    ) {
        let absent = CellContent::default();
        let places = first.cells.keys().chain(second.cells.keys().filter(|at| !first.cells.contains_key(at)));
        for at in places {
            let (one, two) = (first.cells.get(at).unwrap_or(&absent), second.cells.get(at).unwrap_or(&absent));
            let place = cell_name(at.0, at.1);
            if one.value != two.value {
                self.add(name, &place, Aspect::Value, one.value.to_string(), two.value.to_string());
            }
            if one.formula != two.formula {
                self.add(name, &place, Aspect::Formula, one.formula.clone(), two.formula.clone());
            }
            if one.value.is_empty() || two.value.is_empty() {
                continue;
            }
            let between = || of_first.looks.differ(one.look, &of_second.looks, two.look);
            for (aspect, [first, second]) in looks.entry([one.look, two.look]).or_insert_with(between) {
                self.add(name, &place, *aspect, first.clone(), second.clone());
            }
            if one.runs != two.runs {
                self.add(name, &place, Aspect::Look, one.runs.to_string(), two.runs.to_string());
            }
        }
        self.lines(name, first, second, of_first);
        self.facts(name, &first.facts, &second.facts);
    }

    /// Compares rows and columns: what is hidden, and what is cut off.
    fn lines(&mut self, name: &str, first: &SheetContent, second: &SheetContent, of_first: &WorkbookContent<'_>) {
        let rows = first.rows.keys().chain(second.rows.keys().filter(|row| !first.rows.contains_key(row)));
        let rows = rows.map(|row| {
            let (one, mut two) = (first.row(*row), second.row(*row));
            // A height that programs find shows all of the row's texts.
            let least = one.size.map(|_| first.least_height(*row, &of_first.looks)).filter(|least| *least > 0.0);
            two.size = two.size.or(least);
            ((row + 1).to_string(), one, two)
        });
        let columns = 0..=first.last_column().max(second.last_column());
        let columns = columns.map(|column| {
            let letters = cell_name(0, column).trim_end_matches('1').to_owned();
            (letters, first.column(column), second.column(column))
        });
        for (place, one, two) in rows.chain(columns) {
            if one.is_hidden() != two.is_hidden() {
                let shown = [one.is_hidden(), two.is_hidden()].map(visibility);
                let [one, two] = shown;
                self.add(name, &place, Aspect::Visibility, one, two);
            } else if let (Some(one), Some(two)) = (one.size, two.size)
                && one < two * LEAST
            {
                self.add(name, &place, Aspect::Size, one.to_string(), two.to_string());
            }
        }
    }
}

/// The least share of a height or width that remains when programs only round it.
const LEAST: f64 = 0.9;
