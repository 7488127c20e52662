//! Which file may be replaced: the one that was looked at when the run began, and no other.

use super::super::failure::Failure;
use crate::locale::Message;
use anyhow::{Result, bail};
use std::fs::{Metadata, OpenOptions};
use std::io::ErrorKind;
use std::path::Path;
use std::time::SystemTime;

/// What tells a file from another one that takes its name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    /// The disk and the number of the file on it; where the standard library does not tell them, noughts.
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

/// That a file may be written: it replaces what stood in its place when that was allowed, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Permit(Option<Stamp>);

impl Permit {
    /// Looks at a place. Only a regular file is ever replaced, and one that is protected against writing only by force.
    pub fn of(path: &Path, force: bool) -> Result<Self> {
        let metadata = match path.metadata() {
            Ok(metadata) => metadata,
            // A link that points nowhere has a name all the same.
            Err(_) if path.symlink_metadata().is_ok() => bail!(not_a_file(path)),
            // What keeps the file from being written is told when it is.
            Err(_) => return Ok(Self(None)),
        };
        if !metadata.is_file() {
            bail!(not_a_file(path));
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

    /// Whether a file stood there.
    pub fn replaces(&self) -> bool {
        self.0.is_some()
    }
}

fn not_a_file(path: &Path) -> Failure {
    Failure::at("output-not-a-file", path).help(Message::new("output-is-folder-help"))
}

/// Whether nobody, or not this user, may write into a file. The administrator may write into every one: there the file's own
/// word counts.
fn is_protected(path: &Path, metadata: &Metadata) -> bool {
    let denied = || {
        let opened = OpenOptions::new().write(true).open(path);
        opened.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
    };
    // On Windows a file that another program has open cannot be opened either, which is no protection.
    metadata.permissions().readonly() || (cfg!(unix) && denied())
}
