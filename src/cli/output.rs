//! Output files: which kinds there are, which places may be written to, and whose a file is.

use super::deliver::is_standard_output;
use super::failure::Failure;
use super::place::Permit;
use crate::locale::{Arg, Message};
use crate::read::{Mark, mark};
use crate::report::table_headers;
use crate::write::{ICS_BEGIN, MARK, MARK_AS_OF, MARK_VERSION, XlsxError};
use anyhow::{Error, Result, bail};
use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The kinds of file that can be written, by their ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Xlsx,
    Json,
    Csv,
    Toml,
    Ics,
}

impl Kind {
    const ALL: [(&'static str, Self); 5] =
        [("xlsx", Self::Xlsx), ("json", Self::Json), ("csv", Self::Csv), ("toml", Self::Toml), ("ics", Self::Ics)];

    /// The kind that a file name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Self::ALL.into_iter().find(|(name, _)| *name == ending).map(|(_, kind)| kind)
    }
}

/// What a converted register is marked as: an input like any other.
pub(crate) const REGISTER: &str = "register";
/// What a template is marked as.
pub(crate) const TEMPLATE: &str = "template";

/// The kinds of document that are made of registers.
pub(crate) const DOCUMENTS: [Kind; 3] = [Kind::Xlsx, Kind::Json, Kind::Csv];

/// Whether an output path stands for a folder: it is one, ends like one, or has no ending at all.
pub(crate) fn is_folder(path: &Path) -> bool {
    let ends_like_one = path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    ends_like_one || (Kind::of(path).is_none() && (path.is_dir() || path.extension().is_none()))
}

/// The files that a command reads, where they really are: none of them is written over.
#[derive(Debug, Default)]
pub(crate) struct Inputs(HashSet<PathBuf>);

impl<'p> FromIterator<&'p Path> for Inputs {
    fn from_iter<I: IntoIterator<Item = &'p Path>>(paths: I) -> Self {
        Self(paths.into_iter().filter_map(|path| path.canonicalize().ok()).collect())
    }
}

/// Refuses `-` as a place to write to: a register, a reply and a workbook are no text for a screen.
pub(crate) fn not_standard_output(path: &Path) -> Result<()> {
    if is_standard_output(path) {
        bail!(Failure::new("output-standard").help(Message::new("output-standard-name-help")));
    }
    Ok(())
}

/// Whether a command that writes files of these kinds writes registers and plans, which somebody fills in from then on.
fn writes_inputs(kinds: &[Kind]) -> bool {
    kinds.contains(&Kind::Toml)
}

/// Makes sure that a file may be written where it is to stand, before anything is written at all.
pub(crate) fn permit(path: &Path, kinds: &[Kind], inputs: &Inputs, force: bool) -> Result<Permit> {
    not_standard_output(path)?;
    if path.is_dir() {
        bail!(Failure::at("output-is-folder", path).help(Message::new("output-is-folder-help")));
    }
    if path.canonicalize().is_ok_and(|path| inputs.0.contains(&path)) {
        bail!(Failure::at("output-is-input", path).help(Message::new("output-is-input-help")));
    }
    if Kind::of(path).is_none_or(|kind| !kinds.contains(&kind)) {
        let endings =
            Kind::ALL.iter().filter(|(_, kind)| kinds.contains(kind)).map(|(name, _)| Arg::from(format!(".{name}")));
        let help = Message::new("output-kind-help").with("endings", Arg::List(endings.collect()));
        bail!(Failure::at("output-kind-unknown", path).help(help));
    }
    let permit = Permit::of(path, force)?;
    if permit.replaces() && !force && !made_by_us(path) {
        let is_input = writes_inputs(kinds) || workbook_mark(path).is_some();
        let id = if is_input { "output-exists" } else { "output-not-ours" };
        bail!(Failure::at(id, path).help(Message::new("output-not-ours-help")));
    }
    Ok(permit)
}

/// The mark of a workbook that this program made.
pub(crate) fn workbook_mark(path: &Path) -> Option<Mark> {
    mark(path, [MARK, MARK_VERSION, MARK_AS_OF])
}

/// Whether this program made the file: a workbook with its mark, a document of its schema, a table with its columns.
pub(crate) fn made_by_us(path: &Path) -> bool {
    // To open a pipe would be to wait for somebody at its other end.
    if !path.is_file() {
        return false;
    }
    let begins = |with: &str| {
        let mut begin = vec![0; with.len()];
        let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut begin));
        read.is_ok() && begin == with.as_bytes()
    };
    match Kind::of(path) {
        // A register that was converted belongs to whoever fills it in from then on.
        Some(Kind::Xlsx) => workbook_mark(path).is_some_and(|mark| mark.kind != REGISTER && mark.kind != TEMPLATE),
        Some(Kind::Json) => begins("{\n  \"schema\": \"tobokel/"),
        Some(Kind::Csv) => table_headers().into_iter().any(|header| begins(&(header.join(",") + "\n"))),
        Some(Kind::Ics) => begins(ICS_BEGIN),
        Some(Kind::Toml) | None => false,
    }
}

/// Why a workbook cannot be made: more rows than Excel has, or a fault of this program. What the place that is written to
/// refuses is known where it is filled.
pub(crate) fn unwritable(error: XlsxError, path: &Path) -> Error {
    match error {
        XlsxError::RowColumnLimitError => Error::new(error).context(Failure::at("too-large-for-workbook", path)),
        error => error.into(),
    }
}
