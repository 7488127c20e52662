//! CSV and TSV files: encoding and separator are found from the content, or the file is refused.

use super::budget::{Budget, COLUMNS, Excess, TEXT};
use super::columns::{Asked, Header, headers};
use super::grid::{self, CellValue, Grid, GridRow};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// The separators that are looked for.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// More separators in a line would fill the memory before its fields could be counted.
const TOO_MANY: usize = 2_000_000;

/// Why a text is no table.
#[derive(Debug)]
pub(super) enum Fault {
    /// A record cannot be read.
    Malformed(csv::Error),
    /// It holds more than a file may.
    Over(Box<Excess>),
}

impl From<Excess> for Fault {
    fn from(excess: Excess) -> Self {
        Self::Over(Box::new(excess))
    }
}

/// How many records are looked at to find the separator.
const SAMPLE: usize = 60;

/// The text of a file in one of the encodings that people use here; `None` if it is in none of them.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let whole = |encoding: &'static Encoding, bytes: &[u8]| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        is_text(&text).then(|| text.into_owned())
    };
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[length..]);
    }
    // Text in UTF-16 without a mark: every other byte of its ASCII letters is zero.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(200).filter(|byte| **byte == 0).count();
    let half = bytes.len().min(400) / 2;
    if half > 1 && bytes.len().is_multiple_of(2) {
        let (even, odd) = (zeros(0), zeros(1));
        // Cyrillic letters have 4 in their upper byte; commas, digits and line ends have 0.
        let fours = |from: usize| bytes.iter().skip(from).step_by(2).take(200).filter(|byte| **byte <= 5).count();
        if odd > 0 && fours(1) * 10 >= half * 9 {
            return whole(UTF_16LE, bytes);
        }
        if even > 0 && fours(0) * 10 >= half * 9 {
            return whole(UTF_16BE, bytes);
        }
    }
    whole(UTF_8, bytes).or_else(|| whole(WINDOWS_1251, bytes))
}

/// Whether a decoded text is one: no zero characters, hardly any other control characters.
fn is_text(text: &str) -> bool {
    let control = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')).count();
    !text.contains('\0') && control * 100 <= text.len()
}

/// A CSV text as a grid; the separator is the one that yields a header, or else the one that makes most fields.
pub(super) fn grid(text: &str, asked: &Asked<'_>) -> Result<Grid, Fault> {
    let mut best = ((0, 0), SEPARATORS[0]);
    let fits = |separator: u8| {
        let signs = |line: &str| memchr::memchr_iter(separator, line.as_bytes()).count();
        text.split('\n').all(|line| signs(line) < TOO_MANY)
    };
    for separator in SEPARATORS.into_iter().filter(|separator| fits(*separator)) {
        let filled = |record: &csv::StringRecord| record.iter().filter(|field| !field.trim().is_empty()).count();
        // A sign that is no separator may stand in a text any number of times.
        let is_record = |record: &csv::StringRecord| filled(record) as u64 <= COLUMNS.most;
        let sample: Vec<csv::StringRecord> =
            records(text, separator).take(SAMPLE).flatten().take_while(is_record).collect();
        let fields = sample.iter().map(|record| filled(record).saturating_sub(1)).sum::<usize>();
        if fields == 0 {
            continue;
        }
        let rows = (0..).zip(&sample).filter_map(|(number, record)| row(number, record)).collect();
        let known =
            headers(&Grid { rows, ..Grid::default() }, asked).iter().map(Header::known).max().unwrap_or_default();
        if (known, fields) > best.0 {
            best = ((known, fields), separator);
        }
    }
    let mut budget = Budget::of(text.len(), &TEXT);
    if best.0 == (0, 0) && !SEPARATORS.into_iter().all(fits) {
        return Err(COLUMNS.exceeded(budget.size).into());
    }
    let mut rows = Vec::new();
    let (mut line, mut counted) = (0_u64, 0_usize);
    for record in records(text, best.1) {
        let record = record.map_err(Fault::Malformed)?;
        if record.len() > grid::COLUMNS.into() {
            return Err(COLUMNS.exceeded(budget.size).into());
        }
        // A record's own position is before the blank lines that precede it.
        let begin = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let blank = text.get(begin..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let begin = (begin + blank).min(text.len());
        line += text[counted..begin].matches('\n').count() as u64;
        counted = begin;
        let Some(row) = row(u32::try_from(line).unwrap_or(u32::MAX), &record) else { continue };
        let counted = budget.row().and_then(|()| {
            let texts = row.cells.iter().filter_map(|(_, cell)| cell.text());
            (1..).zip(texts).try_for_each(|(in_row, text)| budget.cell(text.len(), in_row))
        });
        counted.map_err(|excess| excess.on(0, "", (row.number, 0)))?;
        rows.push(row);
    }
    // An odd mark opens a text that nothing closes: the last record then holds the rest of the file.
    let odd = !text.matches('"').count().is_multiple_of(2);
    let unclosed_quote = rows.last().filter(|_| odd).map(|row: &GridRow| row.number);
    Ok(Grid { rows, unclosed_quote, ..Grid::default() })
}

/// The filled cells of a record; `None` if none is filled.
fn row(number: u32, record: &csv::StringRecord) -> Option<GridRow> {
    let filled = (0..).zip(record.iter()).take(grid::COLUMNS.into()).filter(|(_, field)| !field.trim().is_empty());
    let cells: Vec<(u16, CellValue)> =
        filled.map(|(column, field)| (column, CellValue::Text(unguarded(field).into()))).collect();
    (!cells.is_empty()).then_some(GridRow { number, cells })
}

/// A field without the apostrophe that keeps spreadsheets from running it as a formula.
fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => field,
    }
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = csv::Result<csv::StringRecord>> + use<'_> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found_and_quoted_line_breaks_keep_the_line_numbers() {
        for separator in [',', ';', '\t'] {
            let text =
                format!("a{separator}b{separator}c\n\n1{separator}\"x,\ny\"{separator}3\n4{separator}5{separator}6\n");
            let grid = grid(&text, &Asked::default()).unwrap();
            let numbers: Vec<u32> = grid.rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [0, 2, 4], "{separator:?}");
            assert_eq!(grid.rows[1].cell(1), Some(&CellValue::Text("x,\ny".into())));
        }
    }
}
