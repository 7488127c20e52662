//! What is made: in which forms, in which kinds of file, and which files are this program's own.

use super::failure::Failure;
use crate::read::{Mark, mark};
use crate::report::{SITUATION_LINE, is_header_of_publication, letter_beginnings, table_headers};
use crate::write::{BYTE_ORDER_MARK, ICS_BEGIN, MARK, MARK_AS_OF, MARK_VERSION, PAGE_MARK, XlsxError};
use anyhow::Error;
use std::io::Read as _;
use std::path::Path;

/// The path that stands for standard output.
pub(crate) const STANDARD: &str = "-";

/// In which form something is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Shown,
    /// As a file of this kind would hold it.
    As(Kind),
}

impl Form {
    pub fn key(self) -> &'static str {
        match self {
            Self::Shown => "table",
            Self::As(kind) => kind.ending(),
        }
    }
}

/// The kinds of file that can be written, by their ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Xlsx,
    Docx,
    Json,
    Ndjson,
    Csv,
    Toml,
    Ics,
    Txt,
}

impl Kind {
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Toml => "toml",
            Self::Ics => "ics",
            Self::Txt => "txt",
        }
    }

    /// The kind that a file name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        let all = [Self::Xlsx, Self::Docx, Self::Json, Self::Ndjson, Self::Csv, Self::Toml, Self::Ics, Self::Txt];
        all.into_iter().find(|kind| kind.ending() == ending)
    }
}

// What workbooks and Word documents are marked as.
pub(crate) const ASSESSMENT: &str = "assessment";
pub(crate) const COMPARISON: &str = "comparison";
pub(crate) const CONSOLIDATED: &str = "consolidated";
/// What was found in a register, beside its assessment.
pub(crate) const FINDINGS: &str = "findings";
pub(crate) const MONITOR: &str = "monitor";
pub(crate) const PLAN: &str = "plan";
/// A register that was converted: an input like any other.
pub(crate) const REGISTER: &str = "register";
pub(crate) const REPLY: &str = "reply";
pub(crate) const INDEX: &str = "replies";
pub(crate) const TEMPLATE: &str = "template";

/// The kinds of document that are made of registers.
pub(crate) const DOCUMENTS: [Kind; 4] = [Kind::Xlsx, Kind::Docx, Kind::Json, Kind::Csv];
/// The kinds of document that several registers give together.
pub(crate) const CONSOLIDATIONS: [Kind; 4] = [Kind::Xlsx, Kind::Json, Kind::Ndjson, Kind::Csv];
/// The kinds of file in a folder of replies.
pub(crate) const REPLIES: [Kind; 3] = [Kind::Xlsx, Kind::Csv, Kind::Txt];

pub(crate) fn is_standard_output(path: &Path) -> bool {
    path == Path::new(STANDARD)
}

/// Whether an output path stands for a folder: it is one, ends like one, or has no ending at all.
pub(crate) fn is_folder(path: &Path) -> bool {
    let ends_like_one = path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    ends_like_one || (Kind::of(path).is_none() && (path.is_dir() || path.extension().is_none()))
}

/// The mark of a workbook or a Word document that this program made.
pub(crate) fn document_mark(path: &Path) -> Option<Mark> {
    mark(path, [MARK, MARK_VERSION, MARK_AS_OF])
}

/// Whether a workbook or a Word document bears the mark of this program. A converted register belongs to the person who fills it
/// in.
fn is_marked(path: &Path) -> bool {
    document_mark(path).is_some_and(|mark| mark.kind != REGISTER && mark.kind != TEMPLATE)
}

/// Whether this program made the file: a workbook or a Word document with its mark, a document of its schema, a table with its columns.
pub(crate) fn made_by_us(path: &Path) -> bool {
    // Opening a pipe would wait for a writer at its other end.
    if !path.is_file() {
        return false;
    }
    let begins = |with: &str| {
        let mut begin = vec![0; with.len()];
        let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut begin));
        read.is_ok() && begin == with.as_bytes()
    };
    let begins_with_or_without_mark = |with: &str| begins(with) || begins(&[BYTE_ORDER_MARK, with].concat());
    match Kind::of(path) {
        Some(Kind::Xlsx | Kind::Docx) => is_marked(path),
        Some(Kind::Json) => begins("{\n  \"schema\": \"tobokel/"),
        Some(Kind::Ndjson) => begins(SITUATION_LINE),
        Some(Kind::Csv) => {
            table_headers().into_iter().any(|header| begins_with_or_without_mark(&(header.join(",") + "\n")))
                || is_header_of_publication(
                    beginning(path).trim_start_matches(BYTE_ORDER_MARK).lines().next().unwrap_or_default(),
                )
        }
        Some(Kind::Ics) => begins(ICS_BEGIN),
        Some(Kind::Txt) => letter_beginnings().iter().any(|beginning| begins(beginning)),
        None if is_page(path) => beginning(path).contains(PAGE_MARK),
        Some(Kind::Toml) | None => false,
    }
}

/// How much of a file tells what it is, in bytes.
const BEGINNING: u64 = 1_024;

/// The beginning of a file; empty where it cannot be read.
fn beginning(path: &Path) -> String {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    read.map(|_| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// Whether a file is a page, by its ending.
pub(crate) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"))
}

/// Why a workbook cannot be made. What the system refuses is told where the file is filled.
pub(crate) fn unwritable(error: XlsxError, path: &Path) -> Error {
    match error {
        XlsxError::RowColumnLimitError => Error::new(error).context(Failure::at("too-large-for-workbook", path)),
        error => error.into(),
    }
}
