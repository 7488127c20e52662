//! Cells as values of records: what a cell holds in a field of a kind, cells that go on in the next row, and those that hold
//! several things.

use super::codes;
use super::grid::CellValue;
use super::lists;
use super::raw::{RawField, RawFunction, RawRecord, RawText, RawValue};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{FIELDS, FieldSpec, Kind, Table};
use crate::source::Spot;
use crate::text::is_dash;
use std::sync::LazyLock;

pub(super) fn push(record: &mut RawRecord<'static>, table: Table, key: &'static str, cell: CellValue, spot: Spot) {
    let field = FieldSpec::find(table, key);
    if cell.text().is_some_and(is_dash) && field.is_none_or(|field| !field.required) {
        return;
    }
    let kind = field.map_or(Kind::Text, |field| field.kind);
    let value = match cell {
        // Lists stay whole until all rows are read: the next row may continue them.
        CellValue::Text(text) if kind == Kind::Texts => RawValue::Text(text.into()),
        cell => value(cell, kind, spot),
    };
    record.fields.push(RawField { key, value, spot });
}

/// The fields of situations and measures that hold lists.
static LISTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let of_register = |field: &&FieldSpec| matches!(field.table, Table::Situation | Table::Measure);
    FIELDS.iter().filter(of_register).filter(|field| field.kind == Kind::Texts).map(|field| field.key).collect()
});

/// Separates the things that share one cell, once all rows are read.
pub(super) fn finish(functions: &mut [RawFunction<'static>], sink: &mut Sink<'_>) {
    let mut by_reading: Option<(Spot, usize)> = None;
    let mut apart = lists::Apart::default();
    for situation in functions.iter_mut().flat_map(|function| &mut function.situations) {
        for record in std::mem::take(&mut situation.measures) {
            // One number alone is of the row, or of the text.
            if record.text_of("text").is_some_and(|text| lists::numbered(text).len() > 1) {
                let measures = apart.measures(record, sink);
                situation.measures.extend(measures.into_iter().map(|(_, measure)| measure));
            } else {
                situation.measures.push(record);
            }
        }
        for record in std::iter::once(&mut situation.record).chain(&mut situation.measures) {
            for field in record.fields.iter_mut().filter(|field| LISTS.contains(&field.key)) {
                let RawValue::Text(text) = &field.value else { continue };
                let items = apart.items(text, field.spot, sink);
                if items.by_reading {
                    by_reading.get_or_insert((field.spot, 0)).1 += 1;
                }
                let spot = field.spot;
                field.value = RawValue::Texts(items.texts.into_iter().map(|text| (text.into(), spot)).collect());
            }
        }
    }
    if let Some((spot, count)) = by_reading {
        sink.report(&codes::POSTS_APART, spot, Message::new("posts-apart").with("count", count));
    }
}

/// Continues a field of the row above with a cell, or begins it.
pub(super) fn join(record: &mut RawRecord<'static>, table: Table, key: &'static str, cell: &CellValue, spot: Spot) {
    if !is_continued(record, key, |text| add(text, &cell.shown())) {
        push(record, table, key, cell.clone(), spot);
    }
}

/// Continues the text of a field of the row above, of a list the last; whether there is such a field.
pub(super) fn is_continued(
    record: &mut RawRecord<'static>,
    key: &str,
    add: impl FnOnce(&mut RawText<'static>),
) -> bool {
    match record.fields.iter_mut().find(|field| field.key == key).map(|field| &mut field.value) {
        Some(RawValue::Text(text)) => add(text),
        Some(RawValue::Texts(texts)) => texts.last_mut().map_or((), |(text, _)| add(text)),
        _ => return false,
    }
    true
}

/// Continues a text: in place, since it may continue over all rows of a worksheet.
fn add(text: &mut RawText<'static>, more: &str) {
    let text = text.to_mut();
    text.truncate(text.trim_end().len());
    text.push(' ');
    text.push_str(more.trim_start());
}

/// A cell as a raw value of a field of the given kind: a number in a text column is text.
pub(super) fn value(cell: CellValue, kind: Kind, spot: Spot) -> RawValue<'static> {
    let is_text = matches!(kind, Kind::Text | Kind::Texts);
    match cell {
        CellValue::Error(text) => RawValue::Error(text.into()),
        CellValue::Uncalculated(formula) => RawValue::Uncalculated(formula.into()),
        CellValue::Text(text) if kind == Kind::Texts => {
            RawValue::Texts(lists::items(&text).texts.into_iter().map(|text| (text.into(), spot)).collect())
        }
        CellValue::Text(text) => RawValue::Text(text.into()),
        CellValue::Date(day) if is_text => RawValue::Text(day.to_string().into()),
        CellValue::Date(day) => RawValue::Date(day),
        CellValue::Boolean(flag) => RawValue::Boolean(flag),
        CellValue::Number(number) if is_text => RawValue::Text(number.to_string().into()),
        CellValue::Number(number) => match cell.whole() {
            Some(whole) => RawValue::Integer(whole),
            None => RawValue::Fraction(number.to_string().into()),
        },
    }
}
