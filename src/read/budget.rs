//! What one file may take: every limit of reading, with its reason. A file beyond a limit is refused with one finding
//! that says what was counted; no file takes memory or time without bound.
//!
//! A usual register of 100,000 situations stays below all of them. Limits of bytes grow with the file: a long file may
//! hold long texts, a short one may not inflate into gigabytes.

use crate::locale::Message;

/// One limit: the most of something that a file may hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// The name in the documentation.
    pub key: &'static str,
    /// The most, in units or bytes.
    pub most: u64,
    /// How much more for each byte of the file.
    pub per_byte: u64,
    /// In what the number is told: units, or mebibytes.
    pub unit: Unit,
    /// The message that names what is counted.
    pub counted: &'static str,
    /// The message that says what to do.
    pub help: &'static str,
    /// Why it is that much.
    pub reason: &'static str,
}

/// In what a limit is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One by one.
    Pieces,
    /// Counted in bytes, told in mebibytes.
    Bytes,
}

const MIB: u64 = 1 << 20;

macro_rules! limits {
    ($($(#[$doc:meta])* $ident:ident = $unit:ident $most:expr, $per_byte:literal,
        $key:literal $counted:literal $help:literal $reason:literal;)+) => {
        $($(#[$doc])* pub static $ident: Limit = Limit {
            key: $key, most: $most, per_byte: $per_byte, unit: Unit::$unit, counted: $counted, help: $help, reason: $reason,
        };)+
        /// All limits, in the order of the documentation.
        pub static LIMITS: &[&Limit] = &[$(&$ident,)+];
    };
}

limits! {
    /// The size of a file, and of what comes through standard input.
    FILE = Bytes 256 * MIB, 0, "file" "budget-file" "budget-split-help"
        "a register of 100,000 situations is 200 MiB as TOML; refused before it is read";
    /// Worksheets.
    SHEETS = Pieces 1_024, 0, "sheets" "budget-sheets" "budget-sheets-help"
        "each is searched for a table";
    /// Rows that hold something, of all sheets.
    ROWS = Pieces 150_000, 0, "rows" "budget-rows" "budget-split-help"
        "headings, continuations and situations together; more than 100,000 situations take longer than ten seconds";
    /// Cells that hold something in one row.
    COLUMNS = Pieces 1_024, 0, "columns" "budget-columns" "budget-columns-help"
        "no form has a hundred; each column is compared with every field";
    /// Cells that hold something, of all sheets.
    CELLS = Pieces 3_000_000, 0, "cells" "budget-cells" "budget-split-help"
        "100,000 situations of the widest form fill 2,600,000; a cell takes about 40 bytes beside its text";
    /// Cells that a workbook writes down, empty ones too.
    WRITTEN = Pieces 10_000_000, 0, "written_cells" "budget-written" "budget-empty-help"
        "formatted cells without content take time: ten million about four seconds";
    /// Texts as they are used: a shared text counts each time.
    TEXT = Bytes 128 * MIB, 8, "text" "budget-text" "budget-split-help"
        "100,000 situations hold 180 MiB in a file of 34 MiB; below 10 MB it leaves memory under 1 GB";
    /// The same in formats of which the library holds each text three times.
    TEXT_THRICE = Bytes 48 * MIB, 8, "text_ods_xls" "budget-text" "budget-xlsx-help"
        "the library holds each text of an ODS or XLS workbook three times";
    /// The area around the cells of workbooks that the library holds as full rectangles.
    AREA = Pieces 1 << 21, 0, "area_ods_xls" "budget-area" "workbook-too-scattered-help"
        "the library holds a sheet of an old or an OpenDocument workbook as a full rectangle, in about 150 bytes a cell";
    /// Merged ranges of one workbook.
    MERGED = Pieces 200_000, 0, "merged_ranges" "budget-merged" "budget-empty-help"
        "two for each of 100,000 rows; no more are found beside a table";
    /// Rows under merged ranges, each range's counted.
    MERGED_ROWS = Pieces 16_000_000, 0, "merged_rows" "budget-merged-rows" "budget-empty-help"
        "ranges that overlap would be looked through for each row";
    /// Hidden rows and spans of hidden columns.
    HIDDEN = Pieces 1_100_000, 0, "hidden_rows_and_columns" "budget-hidden" "budget-empty-help"
        "a worksheet has 1,048,576 rows; each hidden one takes four bytes";
    /// Elements of a document's XML, one in another.
    DEPTH = Pieces 512, 0, "depth_docx" "budget-depth" "budget-copy-word-help"
        "a table in a table in a text box stands some fifty elements deep";
    /// Tables of a document, one in another.
    NESTED = Pieces 16, 0, "tables_in_tables_docx" "budget-nested" "budget-copy-word-help"
        "the text of each stands in the cells around it as well";
    /// Formulas as they are used: a shared formula counts each time.
    FORMULAS = Bytes 512 * MIB, 0, "formulas" "budget-formulas" "budget-values-help"
        "they are read and let go: about four seconds";
    /// Shared formulas of one worksheet.
    SHARED_FORMULAS = Pieces 1_000_000, 0, "shared_formulas" "budget-shared-formulas" "budget-values-help"
        "the library makes room for as many as the highest number says";
    /// Formats in the part with the styles.
    STYLES = Pieces 1_000_000, 0, "styles" "budget-styles" "budget-copy-help"
        "Excel takes 65,490 formats of some ten tags; the library holds about 300 bytes for each tag";
    /// The XML of all worksheets, inflated.
    SHEET_XML = Bytes 512 * MIB, 8, "sheet_xml" "budget-sheet-xml" "budget-copy-help"
        "it is read as it is inflated; 100,000 situations take 70 MiB, with texts in the cells 300 MiB";
    /// The text of a document, inflated.
    DOCUMENT_XML = Bytes 96 * MIB, 8, "text_docx" "budget-document-xml" "budget-copy-word-help"
        "it is read as it is inflated; a list of 1,000 situations takes some 5 MiB, and Word is slow with ten times as many";
    /// The part with the shared texts, inflated.
    TEXTS_XML = Bytes 48 * MIB, 12, "shared_texts_xml" "budget-texts-xml" "budget-copy-help"
        "the library holds all shared texts at once, in at least 24 bytes each";
    /// Any other part that is read, inflated.
    PART_XML = Bytes 32 * MIB, 0, "other_parts" "budget-part" "budget-copy-help"
        "relations, names, styles: held as a whole; usual ones are a few kilobytes";
    /// Keys, lists and inline tables of a TOML file.
    KEYS = Pieces 600_000, 0, "toml_keys" "budget-keys" "budget-split-help"
        "a tree of keys takes about 300 bytes for each; long files have more, one for each 32 bytes";
    /// The texts of rows whose cell holds several numbered measures, for each measure once more, and the items of lists.
    APART = Bytes 256 * MIB, 0, "told_apart" "budget-apart" "budget-split-help"
        "what else a row says holds for each of its measures; an item of a list takes 256 bytes in all documents";
    /// The texts that documents print again, beside each record that they hold for.
    REPEATED = Bytes 512 * MIB, 0, "repeated" "budget-repeated" "budget-repeated-help"
        "the function for each situation, the unit for each position, the situation or the task for each measure: \
         100,000 situations with five measures each stay below";
    /// One tag, text or comment in the XML of a worksheet.
    TOKEN = Bytes 16 * MIB, 0, "one_tag_or_text" "budget-token" "budget-copy-help"
        "a cell holds at most 32,767 characters; the library holds each tag and text as a whole";
}

/// A file exceeds a limit: which one, and at which cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// The limit.
    pub limit: &'static Limit,
    /// The most for this file.
    pub most: u64,
    /// The worksheet: its 0-based number and its name.
    pub sheet: Option<(u16, String)>,
    /// The 0-based row and column of the cell with which it was too much.
    pub cell: (u32, u16),
}

impl Limit {
    /// The most for a file of `size` bytes.
    #[must_use]
    pub fn of(&self, size: u64) -> u64 {
        self.most.saturating_add(self.per_byte.saturating_mul(size))
    }

    /// That a file of `size` bytes holds more.
    #[must_use]
    pub fn exceeded(&'static self, size: u64) -> Excess {
        Excess { limit: self, most: self.of(size), sheet: None, cell: (0, 0) }
    }
}

impl Excess {
    /// What was counted, and how much of it there may be.
    #[must_use]
    pub fn message(&self) -> Message {
        let (id, most) = match self.limit.unit {
            Unit::Pieces => ("over-budget", self.most),
            Unit::Bytes => ("over-budget-mebibytes", self.most / MIB),
        };
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Message::new(id).with("what", Message::new(self.limit.counted)).with("most", most)
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> Message {
        Message::new(self.limit.help)
    }

    /// The same on a worksheet, at a cell.
    pub(super) fn on(mut self, number: u16, name: &str, cell: (u32, u16)) -> Self {
        self.sheet.get_or_insert_with(|| (number, name.to_owned()));
        self.cell = cell;
        self
    }
}

/// What is counted while a file is read.
#[derive(Debug)]
pub(super) struct Budget {
    /// The size of the file in bytes.
    pub size: u64,
    text_limit: &'static Limit,
    text: u64,
    cells: u64,
    rows: u64,
    formulas: u64,
}

impl Budget {
    /// Nothing counted yet, for a file of `size` bytes; the limit of texts depends on its format.
    pub fn of(size: usize, text_limit: &'static Limit) -> Self {
        Self { size: size as u64, text_limit, text: 0, cells: 0, rows: 0, formulas: 0 }
    }

    /// Counts a row that holds something.
    pub fn row(&mut self) -> Result<(), Excess> {
        self.rows += 1;
        self.within(self.rows, &ROWS)
    }

    /// Counts a cell, the n-th of its row, with the bytes of its text.
    pub fn cell(&mut self, text: usize, in_row: usize) -> Result<(), Excess> {
        self.cells += 1;
        self.text += text as u64;
        self.within(in_row as u64, &COLUMNS)?;
        self.within(self.cells, &CELLS)?;
        self.within(self.text, self.text_limit)
    }

    /// Counts the bytes of a text that is repeated.
    pub fn repeated(&mut self, text: usize, times: usize) -> Result<(), Excess> {
        self.text = self.text.saturating_add((text as u64).saturating_mul(times as u64));
        self.within(self.text, self.text_limit)
    }

    /// Counts the bytes of a formula.
    pub fn formula(&mut self, length: usize) -> Result<(), Excess> {
        self.formulas += length as u64;
        self.within(self.formulas, &FORMULAS)
    }

    /// Whether a count is within a limit.
    pub fn within(&self, counted: u64, limit: &'static Limit) -> Result<(), Excess> {
        if counted > limit.of(self.size) { Err(limit.exceeded(self.size)) } else { Ok(()) }
    }
}
