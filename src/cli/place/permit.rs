//! Which files may be written: none that the command reads, and of those that stand there, only what was seen at the start.

use crate::cli::failure::{Failure, is_in_use};
use crate::cli::output::{Kind, document_mark, is_standard_output, made_by_us};
use crate::locale::{Arg, Message};
use anyhow::{Error, Result, bail};
use std::collections::HashSet;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The files that a command reads, where they really are: none of them is written over.
#[derive(Debug, Default)]
pub(crate) struct Inputs(HashSet<PathBuf>);

impl<'p> FromIterator<&'p Path> for Inputs {
    fn from_iter<I: IntoIterator<Item = &'p Path>>(paths: I) -> Self {
        // Of a register in a document it is the document that is read.
        let real = |path: &Path| path.ancestors().find_map(|above| above.canonicalize().ok());
        Self(paths.into_iter().filter_map(real).collect())
    }
}

/// Refuses `-` as a place to write to: a register, a reply and a workbook are no text for a screen.
pub(crate) fn not_standard_output(path: &Path) -> Result<()> {
    if is_standard_output(path) {
        bail!(Failure::new("output-standard").help(Message::new("output-standard-name-help")));
    }
    Ok(())
}

/// Makes sure that a page may be written in a place.
pub(crate) fn permit_page(path: &Path, inputs: &Inputs, force: bool) -> Result<Permit> {
    not_an_input(path, inputs)?;
    let permit = Permit::of(path, force)?;
    if permit.replaces() && !force && !made_by_us(path) {
        bail!(Failure::at("output-not-ours", path).help(Message::new("output-not-ours-help")));
    }
    Ok(permit)
}

/// Makes sure that a place is no folder, and none of the files that are read.
fn not_an_input(path: &Path, inputs: &Inputs) -> Result<()> {
    not_standard_output(path)?;
    if path.is_dir() {
        bail!(Failure::at("output-is-folder", path).help(Message::new("output-is-folder-help")));
    }
    if path.canonicalize().is_ok_and(|path| inputs.0.contains(&path)) {
        bail!(Failure::at("output-is-input", path).help(Message::new("output-is-input-help")));
    }
    Ok(())
}

/// Makes sure that a file of one of these kinds may be written in a place, before anything is written at all.
pub(crate) fn permit(path: &Path, kinds: &[Kind], inputs: &Inputs, force: bool) -> Result<Permit> {
    not_an_input(path, inputs)?;
    if Kind::of(path).is_none_or(|kind| !kinds.contains(&kind)) {
        let endings = kinds.iter().map(|kind| Arg::from(format!(".{}", kind.ending()))).collect();
        let help = Message::new("output-kind-help").with("endings", Arg::List(endings));
        bail!(Failure::at("output-kind-unknown", path).help(help));
    }
    let permit = Permit::of(path, force)?;
    if permit.replaces() && !force && !made_by_us(path) {
        // Of a file that another program holds nobody can tell who made it.
        if let Some(cause) = File::open(path).err().filter(is_in_use) {
            bail!(cannot_write(path, cause));
        }
        // Whoever writes TOML writes registers and plans, which somebody fills in from then on.
        let is_input = kinds.contains(&Kind::Toml) || document_mark(path).is_some();
        let id = if is_input { "output-exists" } else { "output-not-ours" };
        bail!(Failure::at(id, path).help(Message::new("output-not-ours-help")));
    }
    Ok(permit)
}

/// The same for a register or a plan that somebody fills in from then on: without force it replaces nothing at all.
pub(crate) fn permit_new(path: &Path, kinds: &[Kind], inputs: &Inputs, force: bool) -> Result<Permit> {
    let permit = permit(path, kinds, inputs, force)?;
    if permit.replaces() && !force {
        bail!(Failure::at("output-exists", path).help(Message::new("output-not-ours-help")));
    }
    Ok(permit)
}

/// That the system does not let a file be written.
pub(super) fn cannot_write(path: &Path, cause: io::Error) -> Error {
    Error::new(cause).context(Failure::at("cannot-write", path).help(Message::new("cannot-write-help")))
}

/// What tells a file from another one that takes its name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    /// The disk and the number of the file on it; zeros where `std` does not tell them.
    identity: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt as _;
            (metadata.dev(), metadata.ino())
        };
        #[cfg(not(unix))]
        let identity = (0, 0);
        Self { identity, length: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// Permission to write a file: it may replace what stood there when it was given, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Permit(Option<Stamp>);

impl Permit {
    /// Looks at a place. Only a regular file is ever replaced, and one that is protected against writing only by force.
    pub fn of(path: &Path, force: bool) -> Result<Self> {
        let not_a_file = || Failure::at("output-not-a-file", path).help(Message::new("output-is-folder-help"));
        let Ok(metadata) = path.metadata() else {
            // A link that points nowhere has a name all the same. What else keeps the file from being written is told when it is.
            if path.symlink_metadata().is_ok() {
                bail!(not_a_file());
            }
            return Ok(Self(None));
        };
        if !metadata.is_file() {
            bail!(not_a_file());
        }
        if !force && is_protected(path, &metadata) {
            bail!(Failure::at("output-read-only", path).help(Message::new("output-not-ours-help")));
        }
        Ok(Self(Some(Stamp::of(&metadata))))
    }

    /// Whether what stands in a place now is what it may replace.
    pub(super) fn covers(&self, place: &Path) -> bool {
        let before = self.0.as_ref();
        before.is_some_and(|before| place.metadata().is_ok_and(|now| Stamp::of(&now) == *before))
    }

    pub fn replaces(&self) -> bool {
        self.0.is_some()
    }
}

/// Whether a file is protected against this user. The administrator may write to all: for them the mode alone counts.
fn is_protected(path: &Path, metadata: &Metadata) -> bool {
    let denied = || {
        let opened = OpenOptions::new().write(true).open(path);
        opened.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
    };
    // On Windows a file that another program has open cannot be opened either, which is no protection.
    metadata.permissions().readonly() || (cfg!(unix) && denied())
}
