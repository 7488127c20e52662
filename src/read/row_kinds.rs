//! What a row is by itself: one with an id, one with a day, a heading.

use super::cell_words::CellWords;
use super::codes;
use super::columns::{Header, Holds};
use super::grid::{CellValue, Grid, GridRow};
use super::term::term;
use crate::diag::Sink;
use crate::locale::{Arg, Language, Message};
use crate::model::Table;
use crate::source::Spot;
use crate::text::{comparable, excerpt};

/// Whether the rows have ids of their own: some row has one and holds more than a heading does.
pub(super) fn has_ids(rows: &[GridRow], header: &Header) -> bool {
    let Some(ids) = header.column(Table::Situation, "id") else { return false };
    let few = header.columns.len().min(2);
    rows.iter()
        .any(|row| row.cell(ids).is_some() && row.cells.len() > few && !row.is_column_numbers(header.columns.len()))
        || rows.iter().all(|row| row.cells.len() <= few)
}

/// The day that a text writes with its year: `01.02.2026`, `2026-02-01`; a number such as `1.2.3` is none.
pub(super) fn day_of(text: &str) -> Option<jiff::civil::Date> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let period = (digits == 8 || digits == 7).then(|| term(text.trim()).ok()).flatten()?;
    period.from.filter(|from| period.to == Some(*from) && period.recurrence.is_none())
}

/// From which row on nothing follows but rows prepared for more: they have a number, what is worked out from other cells, and
/// nothing that anybody said.
pub(super) fn prepared_from(rows: &[GridRow], header: &Header) -> usize {
    let is_number = |text: &str| text.chars().any(|c| c.is_ascii_digit()) && !text.contains(char::is_whitespace);
    let is_prepared = |row: &GridRow| {
        let mut known = header.columns.iter().filter_map(|column| Some((column.holds?, row.cell(column.number)?)));
        !row.cells.is_empty()
            && known.all(|(holds, cell)| match holds {
                Holds::Field(_, "id") => is_number(cell.shown().trim()),
                holds => matches!(holds, Holds::Stated(_)),
            })
    };
    let has_a_number = |row: &GridRow| {
        let ids = header.columns.iter().find(|column| matches!(column.holds, Some(Holds::Field(_, "id"))));
        ids.is_some_and(|ids| row.cell(ids.number).is_some())
    };
    let filled = rows.iter().rposition(|row| !is_prepared(row)).map_or(0, |at| at + 1);
    if rows[filled..].iter().any(has_a_number) { filled } else { rows.len() }
}

/// How many rows are prepared, behind what became of the others; nothing where none is.
pub(super) fn prepared_rows(count: usize) -> Arg {
    if count == 0 { "".into() } else { Message::new("rows-prepared").with("count", count).into() }
}

/// Reports a row that is not understood.
pub(super) fn report_row(grid: &Grid, row: &GridRow, id: &'static str, help: &'static str, sink: &mut Sink<'_>) {
    let shown: Vec<String> = row.cells.iter().map(|(_, cell)| cell.shown()).collect();
    let message = Message::new(id).with("found", excerpt(&shown.join(" | "), 80));
    sink.report(&codes::ROW_NOT_UNDERSTOOD, grid.row_spot(row), message).help = Some(Message::new(help));
}

/// The text of a row whose only text stands in its first cell, or is merged across the table.
pub(super) fn heading(grid: &Grid, header: &Header, row: &GridRow) -> Option<(String, Spot)> {
    let [(column, cell)] = row.cells.as_slice() else { return None };
    let text = cell.text().filter(|_| cell.whole().is_none())?;
    let first = header.columns.first().is_none_or(|first| *column <= first.number);
    let across = grid.merge_of(row.number, *column).is_some_and(|merge| merge.3 - merge.1 >= 2);
    (first || across).then(|| (text.trim().to_owned(), grid.spot(row.number, *column)))
}

/// The text of a heading whose number stands in the cell of ids, with that number, and the column of the text: `1.` above a row
/// `1.1`, or a Roman numeral above a number of another kind.
pub(super) fn numbered_heading<'r>(
    ids: Option<u16>,
    row: &'r GridRow,
    below: Option<&GridRow>,
) -> Option<NumberedHeading<'r>> {
    let [(first, number), (column, CellValue::Text(text))] = row.cells.as_slice() else { return None };
    if ids != Some(*first) {
        return None;
    }
    let bare = |cell: &CellValue| cell.shown().trim().trim_end_matches(['.', ')']).to_owned();
    let (own, next) = (bare(number), bare(below?.cell(*first)?));
    let goes_on = next.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with('.'));
    let is_above = goes_on && own.starts_with(|c: char| c.is_ascii_digit());
    (is_above || (is_roman(&own) && !is_roman(&next))).then(|| NumberedHeading {
        number: number.shown().trim().to_owned(),
        text: text.trim(),
        column: *column,
    })
}

/// A heading with a number in a cell of its own.
pub(super) struct NumberedHeading<'r> {
    pub number: String,
    pub text: &'r str,
    pub column: u16,
}

impl NumberedHeading<'_> {
    /// The heading as one text.
    pub fn shown(&self) -> String {
        format!("{}. {}", self.number.trim_end_matches(['.', ')']), self.text)
    }
}

/// Whether a text is a Roman numeral of up to a few dozens; it is often typed in Cyrillic letters that look alike.
fn is_roman(text: &str) -> bool {
    let figures = &CellWords::all().roman;
    !text.is_empty() && text.chars().all(|letter| figures.contains(letter))
}

/// The words of a catalogue entry that lists several, in the three languages, made comparable.
pub(super) fn stems(id: &str) -> Vec<String> {
    let lists = Language::ALL.map(|language| language.text(id));
    lists.iter().flat_map(|list| list.split(", ")).map(comparable).collect()
}
