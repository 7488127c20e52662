//! Places in files, as readers record them and as people look for them.

use std::sync::Arc;

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
        /// The worksheet's 0-based number in [`super::SourceFile::sheets`]; of a CSV file, 0.
        sheet: u16,
        /// The 0-based row; of a CSV file, the line at which the record begins.
        row: u32,
        /// The 0-based column; of a CSV file, the field's number in its record.
        column: u16,
    },
}

/// The rows of a table in a Word document: where they stand in the sheet that the table is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// The sheet's 0-based number in [`super::SourceFile::sheets`].
    pub sheet: u16,
    /// The 0-based row of the sheet that is the table's first: above it stand the lines before the table.
    pub first: u32,
    /// How many rows it has.
    pub count: u32,
    /// How the table is counted: `2`; `2.1` for the first one in it.
    pub label: Arc<str>,
}

/// Where in a Word document a row stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InTable {
    /// How the table is counted: `2`; `2.1` for the first one in it.
    pub table: Arc<str>,
    /// The 0-based row of the table; `None` for a line before the table or behind it.
    pub row: Option<u32>,
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
        /// In a Word document: the table, and the row that people count.
        word: Option<InTable>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_does() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(4, 25), "Z5");
        assert_eq!(cell_name(9, 26), "AA10");
        assert_eq!(cell_name(0, 16383), "XFD1");
    }
}
