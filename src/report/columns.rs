//! What the columns of a file's tables were read as, as a table for the terminal.

use crate::locale::{Arg, Language, Message};
use crate::method::Method;
use crate::model::{FIELDS, criterion_column};
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};
use crate::source::ColumnReading;

/// A table of what the columns of a file were read as.
#[must_use]
pub fn column_table(path: &str, readings: &[ColumnReading], method: &Method, language: Language) -> Sheet<'static> {
    let mut sheet = Sheet { name: path.to_owned(), widths: vec![8, 44, 28, 18], ..Sheet::default() };
    sheet.row(heads(language, ["head-column", "head-column-title", "head-read-as", "head-known-by"]));
    for reading in readings {
        let column = match &reading.sheet {
            Some(name) => format!("{name}!{}", reading.column),
            None => reading.column.clone(),
        };
        let field = reading
            .field
            .as_deref()
            .map_or_else(|| language.text("column-not-read"), |key| name(key, method, language));
        let by = reading.by.map(|by| language.text(&format!("known-by-{by}"))).unwrap_or_default();
        let title = reading.title.to_string();
        sheet.row([column, title, field, by].map(|text| Cell::text(Role::Body, text)).into());
    }
    sheet
}

/// The canonical title of a column, with its key.
fn name(key: &str, method: &Method, language: Language) -> String {
    let named = |name: Arg| language.message(&Message::new("name-with-key").with("name", name).with("key", key));
    if let Some((criterion, justification)) = criterion_column(key)
        .and_then(|(axis, criterion, justification)| Some((method.criteria(axis).find(criterion)?, justification)))
    {
        return named(if justification {
            Message::new("field-justification-of").with("criterion", &criterion.label).into()
        } else {
            Arg::from(&criterion.label)
        });
    }
    let of_field = FIELDS.iter().find(|field| field.has_column_key(key)).map(|field| field.name);
    let id = of_field.map_or_else(|| format!("column-{key}"), str::to_owned);
    named(language.text(&id).into())
}
