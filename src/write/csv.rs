//! Records as CSV: UTF-8, commas, lines that end in `\n`, and no field that a spreadsheet would run.

use crate::locale::Message;
use crate::report::FlatTable;
use std::borrow::Cow;
use std::io::Write;

/// The mark before a text by which Excel knows UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table as CSV, and what had to be changed: a field that a spreadsheet would read as a formula gets an apostrophe.
///
/// # Errors
/// Never: the writer writes to memory.
pub fn csv(table: FlatTable<'_>) -> Result<(String, Vec<Message>), csv::Error> {
    let mut bytes = Vec::new();
    let notes = csv_to(table, &mut bytes)?;
    Ok((text(bytes), notes))
}

/// Writes a table as CSV row by row, and says what had to be changed.
///
/// # Errors
/// What the place that is written to refuses.
pub fn csv_to(table: FlatTable<'_>, out: impl Write) -> Result<Vec<Message>, csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    let mut notes = Vec::new();
    writer.write_record(table.header)?;
    for (number, row) in table.rows.enumerate() {
        for (column, field) in table.header.iter().zip(row) {
            if runs_as_formula(&field) {
                let line = Message::new("csv-neutralised").with("row", number + 2).with("column", *column);
                notes.push(line.with("apostrophe", "'"));
            }
            write_field(&mut writer, &field, runs_as_formula(&field))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(notes)
}

/// A register's form as CSV: a field that a spreadsheet would run gets an apostrophe, which the reader takes off again.
///
/// # Errors
/// Never: the writer writes to memory.
pub fn csv_fields(rows: &[Vec<Cow<'_, str>>]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        for field in row {
            // An apostrophe of the text's own before such a sign is doubled, so that taking one off restores the text.
            write_field(&mut writer, field, runs_as_formula(field.trim_start_matches('\'')))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(text(bytes))
}

/// Writes a field, with an apostrophe before one that would run as a formula.
fn write_field(writer: &mut csv::Writer<impl Write>, field: &str, runs: bool) -> csv::Result<()> {
    if runs { writer.write_field(format!("'{field}")) } else { writer.write_field(field) }
}

/// What was written of texts is a text.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Whether a spreadsheet that opens the file would take the field for a formula.
fn runs_as_formula(field: &str) -> bool {
    field.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
