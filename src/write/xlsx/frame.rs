//! What a worksheet is besides its cells, made by the library: widths, panes, page set-up, filter, links, chart, choices and
//! notes.

use super::cells::SheetCells;
use super::chart::insert_chart;
use super::choices::{colored, marking, note, validation};
use super::looks::{Looks, usual};
use super::page_setup::{page, room, scale};
use super::pages::Paper;
use super::places::Places;
use crate::sheet::{Book, Cell, Chart, Fit, Purpose, Row, Sheet, Value};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The longest alternative text of a chart, in characters: Excel takes 255 units of UTF-16, and hardly any letter has two.
const TOLD: usize = 200;

/// A sheet whose rows are laid, where they stand, and the rows that its chart draws.
pub(super) struct Placed<'a> {
    pub sheet: Sheet<'a>,
    pub places: Places,
    pub drawn: Vec<Row<'a>>,
}

impl<'a> Placed<'a> {
    /// Tells the library all of the sheet but its rows.
    pub fn frame(
        &self,
        out: &mut Worksheet,
        name: &str,
        cells: &SheetCells<'a>,
        looks: &Looks,
        book: &Book<'_>,
    ) -> Result<(), XlsxError> {
        let Self { sheet, places, .. } = self;
        let at = |row: u32| places.at(row);
        self.extent(out, cells)?;
        for (column, width) in (0..).zip(&sheet.widths) {
            out.set_column_width(column, f64::from(*width))?;
        }
        let (breaks, scale) = self.pages(cells);
        if sheet.purpose == Purpose::Lookup {
            out.set_hidden(true);
        } else {
            page(out, sheet, book, scale);
        }
        if sheet.purpose == Purpose::Aside {
            out.set_print_area(0, 0, 0, sheet.columns().saturating_sub(1))?;
        }
        if sheet.gridless {
            out.set_screen_gridlines(false);
        }
        if sheet.opens {
            out.set_active(true);
        }
        if let Some(column) = sheet.folded {
            out.group_columns_collapsed(column, column)?;
        }
        if let Some((first, last)) = sheet.foldable {
            out.group_columns(first, last)?;
        }
        if let Some((first, last)) = sheet.repeat_rows {
            out.set_repeat_rows(at(first), at(last))?;
        }
        if sheet.repeat_columns > 0 {
            out.set_repeat_columns(0, sheet.repeat_columns - 1)?;
        }
        if let Some((row, column)) = sheet.freeze {
            out.set_freeze_panes(at(row), column)?;
        }
        let last = places.next().saturating_sub(1);
        if let Some(head) = sheet.filter {
            // A text too tall for one row goes on in further ones: the filter ends before the row after its last.
            let last = sheet.filter_to.map_or(last, |row| at(row + 1).saturating_sub(1));
            out.autofilter(at(head), 0, last.max(at(head)), sheet.columns().saturating_sub(1))?;
        }
        for choice in &sheet.choices {
            let (first, last) = choice.row.map_or((1, last.max(1)), |row| (at(row), at(row)));
            out.add_data_validation(first, choice.column, last, choice.column, &validation(choice)?)?;
        }
        for note_of in &sheet.notes {
            out.insert_note(at(note_of.row), note_of.column, &note(note_of))?;
        }
        for column in &sheet.colored {
            for condition in colored(column, looks) {
                out.add_conditional_format(1, column.column, last.max(1), column.column, &condition)?;
            }
        }
        for marked in &sheet.marked {
            out.add_conditional_format(1, marked.column, last.max(1), marked.column, &marking(marked))?;
        }
        out.set_page_breaks(&breaks)?;
        let column_breaks: Vec<u32> = sheet.column_breaks.iter().map(|column| (*column).into()).collect();
        out.set_vertical_page_breaks(&column_breaks)?;
        if let Some(chart) = &sheet.chart {
            insert_chart(out, name, chart, &self.told(chart), book, places)?;
        }
        Ok(())
    }

    /// What a chart draws, for people who do not see it: its title, then each category with its numbers.
    fn told(&self, chart: &Chart) -> String {
        let rows = self.drawn.iter().skip(1).map(|row| {
            let cells = row.cells.iter().skip(chart.column.into()).take(usize::from(chart.series) + 1);
            cells.map(Cell::shown).collect::<Vec<_>>().join(" ")
        });
        let told = [chart.title.clone()].into_iter().chain(rows).collect::<Vec<_>>().join("; ");
        if told.chars().count() <= TOLD { told } else { told.chars().take(TOLD - 1).chain(['…']).collect() }
    }

    /// The rows at which pages begin, and the scale, where it has to be a number for that.
    fn pages(&self, cells: &SheetCells<'a>) -> (Vec<u32>, Option<u16>) {
        let Self { sheet, places, .. } = self;
        let wanted: Vec<u32> = sheet.page_breaks.iter().map(|row| places.at(*row)).collect();
        let scale = scale(sheet, places.tallest_page());
        if sheet.purpose != Purpose::Paper || sheet.fit == Fit::OnePage {
            return (wanted, sheet.scale);
        }
        let rows = places.stands(sheet.chart.as_ref());
        let repeated = sheet.repeat_rows.map(|(first, last)| (places.at(first), places.at(last)));
        let heights = cells.heights().map(|pixels| f64::from(pixels) * 0.75).collect();
        // A sheet that has its scale from its tallest page has just as much room as that takes, and heights are rounded.
        let room = room(sheet, scale) * if sheet.fit == Fit::PageEach { 1.015 } else { 1.0 };
        let paper = Paper { rows: &rows, heights, repeated, room };
        if !paper.has_headings() {
            return (wanted, sheet.scale);
        }
        let breaks = paper.breaks(&wanted);
        let numbered = !breaks.is_empty() || sheet.fit == Fit::PageEach;
        let scale = if numbered { Some(scale) } else { sheet.scale };
        (breaks, scale)
    }

    /// Tells the library what it has to know of the cells: their extent, that some are one, what a chart draws, and, where a
    /// chart or a note stands among them, how tall the rows are.
    fn extent(&self, out: &mut Worksheet, cells: &SheetCells<'a>) -> Result<(), XlsxError> {
        let usual = usual();
        if let Some((row, first, last)) = cells.merged() {
            out.merge_range(row, first, row, last, "", &usual)?;
        }
        let (row, column) = cells.last();
        out.write_blank(0, 0, &usual)?.write_blank(row, column, &usual)?;
        let Sheet { chart, notes, .. } = &self.sheet;
        if chart.is_some() || !notes.is_empty() {
            for (row, pixels) in (0..).zip(cells.heights()) {
                out.set_row_height_pixels(row, pixels.into())?;
            }
        }
        let Some(chart) = chart else { return Ok(()) };
        for (row, drawn) in (chart.head..).zip(&self.drawn) {
            let row = self.places.at(row);
            let mut column = 0;
            for cell in &drawn.cells {
                match &cell.value {
                    Value::Text(text) => out.write_string(row, column, text.as_ref())?,
                    Value::Number(number) => out.write_number(row, column, *number as f64)?,
                    Value::Empty | Value::Day(_) | Value::Formula(_) => out,
                };
                column += cell.span;
            }
        }
        Ok(())
    }
}
