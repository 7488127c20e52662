//! A file filled beside its place, synced, and renamed into it.

use super::folder::{UNFINISHED, folder_of, where_supported};
use super::permit::{Permit, cannot_write};
use crate::cli::failure::Failure;
use crate::cli::output::made_by_us;
use crate::locale::Message;
use anyhow::{Result, bail};
use std::fs::{File, Metadata, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, PersistError};

/// How often a file is begun again after another run took it for a leftover, which each run does once per folder.
const BEGINNINGS: usize = 8;

/// How much of a file is gathered before it is handed to the system, in bytes.
const GATHERED: usize = 1 << 16;

pub(crate) trait Output: Write + Seek + Send {}

impl<W: Write + Seek + Send> Output for W {}

pub(crate) type Out<'o> = dyn Output + 'o;

/// A file that is filled, but not in its place yet.
#[derive(Debug)]
pub(super) struct Filled {
    pub path: PathBuf,
    /// Where that really is.
    place: PathBuf,
    permit: Permit,
    before: Option<Metadata>,
    temporary: NamedTempFile,
}

impl Filled {
    pub fn new<T>(
        path: &Path,
        place: PathBuf,
        permit: &Permit,
        fill: impl FnOnce(&mut Out<'_>) -> Result<T>,
    ) -> Result<(Self, T)> {
        let failed = |cause| cannot_write(path, cause);
        let before = permit.replaces().then(|| place.metadata().ok()).flatten();
        let mut temporary = begun(folder_of(&place), before.as_ref()).map_err(failed)?;
        let mut out =
            Witness { out: BufWriter::with_capacity(GATHERED, temporary.as_file_mut()), at: 0, refused: None };
        let filled = fill(&mut out);
        let flushed = out.flush();
        let refused = out.refused.take();
        drop(out);
        if let Some(cause) = refused {
            return Err(failed(cause));
        }
        let filled = filled?;
        flushed.map_err(failed)?;
        Ok((Self { path: path.to_owned(), place, permit: permit.clone(), before, temporary }, filled))
    }

    /// Syncs the file and renames it into its place, unless another file than the permitted one stands there by now.
    pub fn finish(self) -> Result<()> {
        let Self { path, place, permit, before, temporary } = self;
        let failed = |cause| cannot_write(&path, cause);
        let synced = before.iter().try_for_each(|before| take_over(temporary.as_file(), before));
        synced.and_then(|()| where_supported(temporary.as_file().sync_all())).map_err(failed)?;
        if permit.covers(&place) {
            return replace(temporary, &place).map_err(failed);
        }
        let Err(PersistError { error, file }) = temporary.persist_noclobber(&place) else { return Ok(()) };
        match error.kind() {
            // Another run of this program was faster.
            ErrorKind::AlreadyExists if made_by_us(&place) => replace(file, &place).map_err(failed),
            ErrorKind::AlreadyExists => {
                bail!(Failure::at("output-appeared", &path).help(Message::new("output-appeared-help")))
            }
            // A file system that cannot rename so; whether something stands there is asked once more.
            ErrorKind::Unsupported | ErrorKind::InvalidInput | ErrorKind::PermissionDenied
                if place.symlink_metadata().is_err() =>
            {
                replace(file, &place).map_err(failed)
            }
            _ => Err(failed(error)),
        }
    }
}

/// A new file beside the place: nobody can read it who cannot read the file that it replaces.
fn begun(folder: &Path, before: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As for any new file, less what the user's mask takes away.
        let mode = before.map_or(0o666, |before| (before.permissions().mode() & 0o777) | 0o600);
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = before;
    for _ in 0..BEGINNINGS {
        let temporary = builder.tempfile_in(folder)?;
        let locked = temporary.as_file().try_lock();
        // Another run may have come between the two, taken it for a leftover and removed it.
        if !matches!(locked, Err(TryLockError::WouldBlock)) && temporary.path().symlink_metadata().is_ok() {
            return Ok(temporary);
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// Gives a file the mode of the one that it replaces, and the owners as far as the system lets this user.
fn take_over(file: &File, before: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (before.uid(), before.gid()) {
            // Only the administrator gives files away, and others give them to groups of their own: where that is refused,
            // the file is the writer's, as every one that they make.
            let _ = fchown(file, Some(before.uid()), Some(before.gid()))
                .or_else(|_| fchown(file, None, Some(before.gid())));
        }
        file.set_permissions(before.permissions())
    }
    #[cfg(not(unix))]
    {
        // Windows moves no file over a protected one: the protection is renewed behind it.
        let _ = (file, before);
        Ok(())
    }
}

#[cfg(not(windows))]
fn replace(temporary: NamedTempFile, place: &Path) -> io::Result<()> {
    Ok(temporary.persist(place).map(drop)?)
}

/// Windows replaces no file that is protected against writing: the protection is taken off, and put on the new file.
#[cfg(windows)]
fn replace(temporary: NamedTempFile, place: &Path) -> io::Result<()> {
    let protection = place.metadata().map(|metadata| metadata.permissions()).ok().filter(|kept| kept.readonly());
    if let Some(mut open) = protection.clone() {
        open.set_readonly(false);
        std::fs::set_permissions(place, open)?;
    }
    let replaced = temporary.persist(place).map(drop).map_err(|refused| in_use(place).unwrap_or(refused.error));
    protection.map_or(Ok(()), |kept| std::fs::set_permissions(place, kept)).and(replaced)
}

/// Windows answers a rename onto a file that a program holds open as if it were forbidden. Whether it is held is asked.
#[cfg(windows)]
fn in_use(place: &Path) -> Option<io::Error> {
    std::fs::OpenOptions::new().write(true).open(place).err().filter(crate::cli::failure::is_in_use)
}

/// Keeps what the system refused: writers of formats word it as an error of their own.
struct Witness<W> {
    out: W,
    /// How many bytes are written. Asking for the position does not flush the buffer.
    at: u64,
    refused: Option<io::Error>,
}

impl<W> Witness<W> {
    fn note<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|cause| {
            let kind = cause.kind();
            if kind != ErrorKind::Interrupted {
                self.refused.get_or_insert(cause);
            }
            kind.into()
        })
    }
}

impl<W: Write> Write for Witness<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.at += done.as_ref().map_or(0, |written| *written as u64);
        self.note(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.note(done)
    }
}

impl<W: Seek> Seek for Witness<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if matches!(to, SeekFrom::Current(0)) || to == SeekFrom::Start(self.at) {
            return Ok(self.at);
        }
        let done = self.out.seek(to);
        self.at = done.as_ref().map_or(self.at, |at| *at);
        self.note(done)
    }
}
