//! An input file: its text, its fingerprint, and what is known of its columns.

use super::place::{InTable, Place, Position, Spot, TableRows};
use sha2::{Digest as _, Sha256};
use std::sync::{Arc, OnceLock};

/// How many bytes of a line are counted anew for each place in it.
const STEP: usize = 4096;

/// What people open a file with: advice speaks of what they see there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A text: lines and keys.
    Text,
    /// A workbook or a CSV file: sheets and cells.
    Tables,
    /// A Word document: tables and rows.
    Word,
}

/// One input file: its name, its text where it is a text file, and the fingerprint of its bytes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The file as the user named it, with forward slashes.
    pub path: Arc<str>,
    /// The text of a text file; empty for a binary one.
    pub text: String,
    /// The names of the worksheets of a workbook; empty for other files.
    pub sheets: Vec<Arc<str>>,
    medium: Medium,
    /// The tables of a Word document, by sheet and first row.
    in_word: Vec<TableRows>,
    /// Computed on demand: for a long text while it is parsed.
    sha256: OnceLock<String>,
    line_starts: Vec<usize>,
    /// How many characters stand before each step of bytes; found out when a long line needs it.
    counted: OnceLock<Vec<usize>>,
    /// The titles of columns, known once the table has been found, by sheet and column.
    titles: OnceLock<Vec<ColumnTitle>>,
    /// What the columns were read as, known as late.
    columns: OnceLock<Vec<ColumnReading>>,
    /// The texts above the tables and on the sheets beside them, known as late.
    headings: OnceLock<Vec<String>>,
}

impl SourceFile {
    /// A text file with the given name and text; the fingerprint is of the text's bytes.
    #[must_use]
    pub fn new(path: &str, text: String) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let line_starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        let path = path.replace('\\', "/").into();
        Self {
            path,
            text,
            sheets: Vec::new(),
            medium: Medium::Text,
            in_word: Vec::new(),
            sha256: OnceLock::new(),
            line_starts,
            counted: OnceLock::new(),
            titles: OnceLock::new(),
            columns: OnceLock::new(),
            headings: OnceLock::new(),
        }
    }

    /// A text file; the mark before its text is of the file, not of the text.
    #[must_use]
    pub fn of_text(path: &str, text: String) -> Self {
        if !text.starts_with('\u{feff}') {
            return Self::new(path, text);
        }
        let sha256 = fingerprint(text.as_bytes()).into();
        Self { sha256, ..Self::new(path, text.trim_start_matches('\u{feff}').to_owned()) }
    }

    /// A file of tables with the given name, bytes and worksheets.
    #[must_use]
    pub fn tables(path: &str, bytes: &[u8], sheets: Vec<Arc<str>>) -> Self {
        Self { sha256: fingerprint(bytes).into(), sheets, medium: Medium::Tables, ..Self::new(path, String::new()) }
    }

    /// A file that is not at hand: of it the name and the fingerprint are known.
    #[must_use]
    pub fn known(path: &str, sha256: String, medium: Medium) -> Self {
        Self { sha256: sha256.into(), medium, ..Self::new(path, String::new()) }
    }

    /// Says that the file is a Word document, and where its tables are.
    pub fn be_word(&mut self, tables: Vec<TableRows>) {
        self.medium = Medium::Word;
        self.in_word = tables;
    }

    /// What people open it with.
    #[must_use]
    pub fn medium(&self) -> Medium {
        self.medium
    }

    /// Whether it is a workbook, a CSV file or another document that people keep tables in.
    #[must_use]
    pub fn is_of_tables(&self) -> bool {
        self.medium != Medium::Text
    }

    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| fingerprint(self.text.as_bytes()))
    }

    /// Notes the titles of the columns of a table, so that places can name them; what is noted first stays.
    pub fn note_titles(&self, mut titles: Vec<ColumnTitle>) {
        titles.sort_by_key(|it| (it.sheet, it.column));
        let _ = self.titles.set(titles);
    }

    /// Notes what the columns of the tables were read as; what is noted first stays.
    pub fn note_columns(&self, columns: Vec<ColumnReading>) {
        let _ = self.columns.set(columns);
    }

    /// What the columns of the tables were read as; none for other files.
    #[must_use]
    pub fn columns(&self) -> &[ColumnReading] {
        self.columns.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// Notes the texts above the tables and on the sheets beside them; what is noted first stays.
    pub fn note_headings(&self, headings: Vec<String>) {
        let _ = self.headings.set(headings);
    }

    /// The texts above the tables and on the sheets beside them, the first few.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        self.headings.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// The file's name without folders and extension, the default id of an organisation.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The place that a spot stands for.
    #[must_use]
    pub fn place(&self, spot: Spot) -> Place {
        let position = match spot {
            Spot::File => Position::File,
            Spot::Span { start, end } => {
                let (start, end) = (start as usize, end as usize);
                let (line, column) = self.line_and_column(start);
                Position::Text { line, column, start, end }
            }
            Spot::Cell { sheet, row, column } => {
                let titles = self.titles.get().map(Vec::as_slice).unwrap_or_default();
                let begin = titles.partition_point(|it| (it.sheet, it.column) < (sheet, column));
                let of_column = titles[begin..].iter().take_while(|it| (it.sheet, it.column) == (sheet, column));
                // A line above a table stands in no column of it.
                let title = of_column.into_iter().find(|it| row >= it.from).map(|it| Arc::clone(&it.title));
                let name = self.sheets.get(usize::from(sheet)).cloned();
                Position::Cell { word: self.in_table(sheet, row), sheet: name, row, column, title }
            }
        };
        Place { path: Arc::clone(&self.path), position }
    }

    /// Where in a Word document a row of a sheet stands.
    fn in_table(&self, sheet: u16, row: u32) -> Option<InTable> {
        if self.medium != Medium::Word {
            return None;
        }
        let begin = self.in_word.partition_point(|rows| rows.sheet < sheet);
        let of_sheet = self.in_word[begin..].iter().take_while(|rows| rows.sheet == sheet);
        let above = of_sheet.clone().take_while(|rows| rows.first <= row).last().or(self.in_word.get(begin));
        let rows = above.filter(|rows| rows.sheet == sheet)?;
        let inside = row.checked_sub(rows.first).filter(|row| *row < rows.count);
        Some(InTable { table: Arc::clone(&rows.label), row: inside })
    }

    /// 1-based line and column (in characters) of a byte offset.
    fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        let offset = offset.min(self.text.len());
        let column = if offset - start.min(offset) > STEP {
            self.characters(offset) - self.characters(start)
        } else {
            self.text.get(start..offset).unwrap_or_default().chars().count()
        };
        (line, column + 1)
    }

    /// How many characters stand before a byte offset. In a line of megabytes each finding asks.
    fn characters(&self, offset: usize) -> usize {
        let is_first = |byte: &&u8| (**byte & 0xc0) != 0x80;
        let counted = self.counted.get_or_init(|| {
            let mut all = 0;
            let steps = self.text.as_bytes().chunks(STEP).map(|step| {
                all += step.iter().filter(is_first).count();
                all
            });
            std::iter::once(0).chain(steps).collect()
        });
        let step = offset / STEP;
        counted[step] + self.text.as_bytes()[step * STEP..offset].iter().filter(is_first).count()
    }
}

/// The title of a column, and where it holds.
#[derive(Clone, Debug)]
pub struct ColumnTitle {
    /// The number of the sheet.
    pub sheet: u16,
    /// The number of the column.
    pub column: u16,
    /// The first row of the table's titles: what stands above is not in the column.
    pub from: u32,
    /// The title as the file has it.
    pub title: Arc<str>,
}

/// What a column of a table was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnReading {
    /// The worksheet; `None` in a CSV file.
    pub sheet: Option<Arc<str>>,
    /// The column's letters, as Excel names it.
    pub column: String,
    /// Its title as the file has it, with that of the group above it.
    pub title: Arc<str>,
    /// The key of the field that it holds; `None` if it is not read.
    pub field: Option<String>,
    /// By what it was known: title, similar-title, content, setting; `None` if it is not read.
    pub by: Option<&'static str>,
}

/// SHA-256 of some bytes, lower-case hexadecimal, as `sha256sum` prints it.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let file = SourceFile::new("a\\b.toml", "аб\nвг\n".into());
        assert_eq!(&*file.path, "a/b.toml");
        assert_eq!(file.stem(), "b");
        let position = file.place(Spot::Span { start: 7, end: 9 }).position;
        assert_eq!(position, Position::Text { line: 2, column: 2, start: 7, end: 9 });
    }
}
