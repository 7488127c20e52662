//! Workbooks through calamine: their sheets as grids, and whether this program made one.
//!
//! Before a workbook is opened it is weighed (`weigh.rs`).

use super::budget::{Budget, SHEETS, TEXT, TEXT_THRICE};
use super::grid::{COLUMNS, CellValue, Grid, GridRow};
use super::hidden::{OUTSIDE, traits};
use super::merged::{self, Merged};
use super::package;
use super::shown_zeros;
use super::unreadable::Unreadable;
use super::weigh;
use crate::method::combined;
use calamine::{
    CellType, DataRef, DataType, ExcelDateTime, Ods, OdsError, Range, Reader as _, Sheet, SheetType, SheetVisible, Xls,
    XlsError, Xlsx, XlsxError,
};
use jiff::civil::Date;
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

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

/// The rows of a worksheet.
const ROWS: u32 = 1_048_576;

/// Runs a reader of the library; a panic means that the file is damaged.
fn guarded(read: impl FnOnce() -> Result<Vec<Grid>, Unreadable>) -> Result<Vec<Grid>, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().copied();
        let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Err(Unreadable::damaged(said.unwrap_or("the reader of workbooks stopped")))
    })
}

/// The sheets of an XLSX workbook.
pub(super) fn xlsx_grids(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut budget = Budget::of(bytes.len(), &TEXT);
    let usual = package::usual(bytes)?;
    weigh::workbook(&usual, &budget)?;
    guarded(|| read_xlsx(&usual, &mut budget))
}

fn read_xlsx(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Grid>, Unreadable> {
    // Opening a workbook is reading its table of texts, which is most of it.
    let (workbook, traits) = rayon::join(|| Xlsx::new(Cursor::new(bytes)), || traits(bytes, budget));
    let mut workbook: Xlsx<_> = workbook.map_err(|error| match error {
        XlsxError::Password => Unreadable::Encrypted,
        error => Unreadable::damaged(error),
    })?;
    let mut traits = traits?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut grids = Vec::new();
    // By their addresses in the library.
    let mut shared: HashMap<usize, Arc<str>> = HashMap::new();
    for (number, sheet) in (0..).zip(sheets) {
        // A chart sheet has no cells.
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let of_sheet = traits.iter().position(|(name, _)| *name == sheet.name);
        let of_sheet = of_sheet.ok_or_else(|| Unreadable::damaged("a worksheet cannot be found"))?;
        let (_, of_sheet) = traits.swap_remove(of_sheet);
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(Unreadable::damaged)?;
        let mut grid = Grid::of(&sheet, number);
        while let Some(cell) = cells.next_cell_with_formula().map_err(Unreadable::damaged)? {
            if let Some(formula) = &cell.formula {
                budget.formula(formula.len()).map_err(|excess| excess.on(number, &sheet.name, narrow(cell.pos)))?;
                grid.note_formula(cell.pos, formula);
            }
            let value = match &cell.value {
                DataRef::SharedString(text) if text.len() >= LONG && !text.trim().is_empty() => {
                    let shared = shared.entry(text.as_ptr() as usize).or_insert_with(|| text.trim().into());
                    Some(CellValue::Text(Arc::clone(shared)))
                }
                value => cell_value(value, cell.formula),
            };
            if let Some(value) = value {
                grid.put(cell.pos, value, budget)?;
            }
        }
        grid.finish(of_sheet.merged);
        grid.hold(budget)?;
        shown_zeros::show(&mut grid, of_sheet.decimals);
        grid.concealed = of_sheet.hidden;
        grids.push(grid);
    }
    Ok(grids)
}

/// From this length in bytes on, a shared text is held once for all its cells; a copy of a shorter one takes no more
/// than a reference.
const LONG: usize = 256;

/// The sheets of an ODS workbook.
pub(super) fn ods_grids(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut budget = Budget::of(bytes.len(), &TEXT_THRICE);
    weigh::open_document(bytes, &budget)?;
    guarded(|| match Ods::new(Cursor::new(bytes)) {
        Ok(workbook) => ranges(workbook, |workbook, sheet| workbook.worksheet_formula(sheet).ok(), &mut budget),
        Err(OdsError::Password) => Err(Unreadable::Encrypted),
        Err(error) => Err(Unreadable::damaged(error)),
    })
}

/// The sheets of an XLS workbook.
pub(super) fn xls_grids(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut budget = Budget::of(bytes.len(), &TEXT_THRICE);
    guarded(|| match Xls::new(Cursor::new(&*weigh::old_workbook(bytes, &budget)?)) {
        // The formulas are emptied before the library sees them.
        Ok(workbook) => ranges(workbook, |_, _| None, &mut budget),
        Err(XlsError::Password) => Err(Unreadable::Encrypted),
        Err(error) => Err(Unreadable::damaged(error)),
    })
}

/// The sheets of a workbook whose cells calamine gives as whole ranges, and the formulas of each sheet, where they can be had.
fn ranges<'b, W: calamine::Reader<Cursor<&'b [u8]>>>(
    mut workbook: W,
    formulas: impl Fn(&mut W, &str) -> Option<Range<String>>,
    budget: &mut Budget,
) -> Result<Vec<Grid>, Unreadable> {
    let sheets = workbook.sheets_metadata().to_vec();
    budget.within(sheets.len() as u64, &SHEETS)?;
    let mut grids = Vec::new();
    for (number, sheet) in (0..).zip(sheets) {
        let Ok(range) = workbook.worksheet_range(&sheet.name) else { continue };
        let mut grid = Grid::of(&sheet, number);
        for (place, value) in placed(&range) {
            if let Some(value) = cell_value(value, None) {
                grid.put(place, value, budget)?;
            }
        }
        drop(range);
        if let Some(formulas) = formulas(&mut workbook, &sheet.name) {
            for (place, formula) in placed(&formulas) {
                grid.note_formula(place, formula);
            }
        }
        grid.finish(Vec::new());
        grids.push(grid);
    }
    Ok(grids)
}

/// The cells of a range at their places in the sheet.
fn placed<T: CellType>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)> {
    let (top, left) = range.start().unwrap_or_default();
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let place = move |row, column| (top.saturating_add(narrow(row)), left.saturating_add(narrow(column)));
    range.used_cells().map(move |(row, column, value)| (place(row, column), value))
}

impl Grid {
    fn of(sheet: &Sheet, number: u16) -> Self {
        let hidden = sheet.visible != SheetVisible::Visible;
        Self { name: sheet.name.as_str().into(), number, hidden, ..Self::default() }
    }

    fn put(&mut self, (row, column): (u32, u32), value: CellValue, budget: &mut Budget) -> Result<(), Unreadable> {
        let inside = u16::try_from(column).ok().filter(|column| row < ROWS && *column < COLUMNS);
        let column = inside.ok_or_else(|| Unreadable::damaged(OUTSIDE))?;
        let text = match &value {
            CellValue::Text(text) => text.len(),
            CellValue::Error(text) | CellValue::Uncalculated(text) => text.len(),
            CellValue::Number(_) | CellValue::Boolean(_) | CellValue::Date(_) => 0,
        };
        let counted = match self.rows.last_mut() {
            Some(last) if last.number == row => {
                last.cells.push((column, value));
                budget.cell(text, last.cells.len())
            }
            last => {
                if let Some(done) = last {
                    done.cells.shrink_to_fit();
                }
                self.rows.push(GridRow { number: row, cells: vec![(column, value)] });
                budget.row().and_then(|()| budget.cell(text, 1))
            }
        };
        Ok(counted.map_err(|excess| excess.on(self.number, &self.name, (row, column)))?)
    }

    /// Sorts rows and cells, which a file may hold out of order.
    fn finish(&mut self, merged: Vec<merged::Range>) {
        self.rows.sort_by_key(|row| row.number);
        self.rows.dedup_by(|later, first| {
            let same = later.number == first.number;
            if same {
                first.cells.append(&mut later.cells);
            }
            same
        });
        for row in &mut self.rows {
            row.cells.sort_by_key(|(column, _)| *column);
        }
        self.combined.sort_unstable_by_key(|(row, column, _)| (*row, *column));
        self.merged = Merged::of(merged);
    }

    /// Notes the formula of a cell, if it is the template's that makes a point of its criteria.
    fn note_formula(&mut self, place: (u32, u32), formula: &str) {
        let (row, column) = narrow(place);
        self.combined.extend(combined(formula).map(|axis| (row, column, axis)));
    }

    /// Counts the texts of merged cells for each row that they cover.
    fn hold(&self, budget: &mut Budget) -> Result<(), Unreadable> {
        for (first, column, last, _) in self.merged.iter().filter(|range| range.2 > range.0) {
            let cell = self.row(*first).and_then(|row| row.cell(*column));
            let Some(text) = cell.and_then(CellValue::text) else { continue };
            let begin = self.rows.partition_point(|row| row.number <= *first);
            let rows = self.rows[begin..].partition_point(|row| row.number <= *last);
            let counted = budget.repeated(text.len(), rows);
            counted.map_err(|excess| excess.on(self.number, &self.name, (*first, *column)))?;
        }
        Ok(())
    }
}

/// A place as the library gives it, narrowed.
fn narrow((row, column): (u32, u32)) -> (u32, u16) {
    (row, u16::try_from(column).unwrap_or(u16::MAX))
}

/// What a cell holds; `None` if nothing.
fn cell_value(value: &impl DataType, formula: Option<String>) -> Option<CellValue> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| CellValue::Text(text.into()));
    if let Some(string) = value.get_string().or_else(|| value.get_duration_iso()) {
        text(string)
    } else if let Some(flag) = value.get_bool() {
        Some(CellValue::Boolean(flag))
    } else if let Some(moment) = value.get_datetime() {
        Some(day_of(moment).map_or(CellValue::Number(moment.as_f64()), CellValue::Date))
    } else if let Some(iso) = value.get_datetime_iso() {
        let day = iso.get(..10).and_then(|day| day.parse().ok());
        day.map_or_else(|| text(iso), |day| Some(CellValue::Date(day)))
    } else if let Some(error) = value.get_error() {
        Some(CellValue::Error(error.to_string()))
    } else if let Some(number) = value.as_f64() {
        Some(CellValue::Number(number))
    } else {
        formula.map(|formula| CellValue::Uncalculated(format!("={formula}")))
    }
}

/// The day of a moment; `None` for a length of time.
fn day_of(moment: ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let small = |number: u8| i8::try_from(number).unwrap_or_default();
    let year = i16::try_from(year).ok().filter(|_| moment.is_datetime())?;
    Date::new(year, small(month), small(day)).ok()
}

/// The most that the part with the document properties may hold, in bytes.
const PROPERTIES_LIMIT: u64 = 1 << 20;

/// The mark of a workbook; `None` if the file is no workbook or none made by this program.
#[must_use]
pub fn mark(path: &Path, names: [&str; 3]) -> Option<Mark> {
    // Opening a pipe would wait for a writer.
    let file = path.is_file().then(|| std::fs::File::open(path).ok())??;
    let mut archive = zip::ZipArchive::new(std::io::BufReader::new(file)).ok()?;
    let part = archive.by_name("docProps/custom.xml").ok()?;
    let mut xml = String::new();
    part.take(PROPERTIES_LIMIT).read_to_string(&mut xml).ok()?;
    let [kind, version, as_of] = names.map(|name| property(&xml, name));
    Some(Mark { kind: kind?, version: version.unwrap_or_default(), as_of: as_of.unwrap_or_default() })
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
