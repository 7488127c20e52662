//! Files, and places in them: a byte span of a text file, a cell of a worksheet.
//!
//! The model knows nothing of files; [`Origins`] is the side table that says where each field of each record was read.
//! Readers record a compact [`Spot`]; only a finding turns it into a [`Place`] with line and column.

mod layout;
mod origins;

pub use layout::Layout;
pub use origins::{Absent, Origins};

use sha2::{Digest as _, Sha256};
use std::sync::{Arc, OnceLock};

/// Where in its file something was read, as a reader records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// A span of a text file: byte offsets, the end excluded.
    Span {
        /// First byte, 0-based.
        start: u32,
        /// First byte after the span, 0-based.
        end: u32,
    },
    /// A cell of a worksheet or a field of a CSV record.
    Cell {
        /// The worksheet's 0-based number in [`SourceFile::sheets`]; of a CSV file, 0.
        sheet: u16,
        /// The 0-based row; of a CSV file, the line at which the record begins.
        row: u32,
        /// The 0-based column; of a CSV file, the field's number in its record.
        column: u16,
    },
}

/// A place as a person looks for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user named it, with forward slashes.
    pub path: Arc<str>,
    /// The position in that file.
    pub position: Position,
}

/// The position in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// The file as a whole.
    File,
    /// In a text file.
    Text {
        /// 1-based line.
        line: usize,
        /// 1-based column, counted in characters.
        column: usize,
        /// Byte offset of the first character, 0-based.
        start: usize,
        /// Byte offset after the last character, 0-based.
        end: usize,
    },
    /// In a table.
    Cell {
        /// The worksheet; `None` in a CSV file.
        sheet: Option<Arc<str>>,
        /// The 0-based row, or line of a CSV file.
        row: u32,
        /// The 0-based column.
        column: u16,
        /// The title of the column, as the file has it.
        title: Option<Arc<str>>,
    },
}

/// A cell as Excel names it: `(0, 0)` is `A1`.
#[must_use]
pub fn cell_name(row: u32, column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().collect::<String>(), row + 1)
}

/// How many bytes of a line are counted anew for each place in it.
const STEP: usize = 4096;

/// One input file: its name, its text where it is a text file, and the fingerprint of its bytes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The file as the user named it, with forward slashes.
    pub path: Arc<str>,
    /// The text of a text file; empty for a binary one.
    pub text: String,
    /// The names of the worksheets of a workbook; empty for other files.
    pub sheets: Vec<Arc<str>>,
    /// Whether it is a file of tables: whoever keeps it knows cells, not keys.
    is_of_tables: bool,
    /// Found out when it is asked for: of a long text beside the parsing.
    sha256: OnceLock<String>,
    line_starts: Vec<usize>,
    /// How many characters stand before each step of bytes; found out when a long line needs it.
    counted: OnceLock<Vec<usize>>,
    /// The titles of columns, known once the table has been found, by sheet and column.
    titles: OnceLock<Vec<ColumnTitle>>,
    /// What the columns were read as, known as late.
    columns: OnceLock<Vec<ColumnReading>>,
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
            is_of_tables: false,
            sha256: OnceLock::new(),
            line_starts,
            counted: OnceLock::new(),
            titles: OnceLock::new(),
            columns: OnceLock::new(),
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
        Self { sha256: fingerprint(bytes).into(), sheets, is_of_tables: true, ..Self::new(path, String::new()) }
    }

    /// Whether it is a workbook, a CSV file or another document that people keep tables in.
    #[must_use]
    pub fn is_of_tables(&self) -> bool {
        self.is_of_tables
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
                Position::Cell { sheet: self.sheets.get(usize::from(sheet)).cloned(), row, column, title }
            }
        };
        Place { path: Arc::clone(&self.path), position }
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

/// What a field belongs to: the record of a register that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// The `[organization]` table.
    Organization,
    /// The `[assessment]` table.
    Assessment,
    /// A function, by its 0-based number in the register.
    Function(u32),
    /// A situation, by its 0-based number in the whole register.
    Situation(u32),
    /// A measure: the situation's number in the register and the measure's number in the situation, both 0-based.
    Measure(u32, u32),
    /// The `[plan]` table of a plan of measures.
    Plan,
    /// A chapter of a plan, by its 0-based number.
    Chapter(u32),
    /// A task of a plan, by its 0-based number in the whole plan.
    Task(u32),
    /// A measure of a plan, by its 0-based number in the whole plan.
    PlannedMeasure(u32),
    /// An entry of a plan's list of abbreviations, by its 0-based number.
    Abbreviation(u32),
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

    #[test]
    fn cells_are_named_as_excel_does() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(4, 25), "Z5");
        assert_eq!(cell_name(9, 26), "AA10");
        assert_eq!(cell_name(0, 16383), "XFD1");
    }

    #[test]
    fn an_absent_field_is_reported_at_its_record() {
        let mut origins = Origins::default();
        origins.note(Record::Situation(1), "", Spot::Span { start: 5, end: 6 });
        origins.note(Record::Situation(1), "harm.score", Spot::Span { start: 8, end: 9 });
        origins.finish();
        assert_eq!(origins.spot(Record::Situation(1), "harm.score"), Spot::Span { start: 8, end: 9 });
        assert_eq!(origins.spot(Record::Situation(1), "text"), Spot::Span { start: 5, end: 6 });
        assert_eq!(origins.spot(Record::Situation(0), "text"), Spot::File);
    }
}
