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
