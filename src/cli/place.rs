//! Files put in their place whole and for good: written beside it under another name, synced to the disk, then renamed; the
//! folder is synced before anybody is told. Whatever happens, the place holds the old file or the new one.
//!
//! What a run leaves when it is killed is removed by the next one that writes in the folder. A file that is being written is
//! locked, and the system takes a lock away with its process: whatever can be locked is nobody's any more. That holds for
//! several runs at once, and for machines that share a folder; where a file system knows no locks, leftovers stay.

use super::failure::Failure;
use super::output::made_by_us;
use crate::locale::Message;
use std::collections::BTreeSet;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;
use tempfile::NamedTempFile;

/// How the names of files begin and end that are still being written.
const UNFINISHED: (&str, &str) = (".tobokel-", ".tmp");

/// How often a file is begun anew because another run took its beginning for a leftover: that run does so once a folder.
const BEGINNINGS: usize = 8;

/// How much of a file is gathered before it is handed to the system, in bytes.
const GATHERED: usize = 1 << 16;

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
    pub fn of(path: &Path, force: bool) -> Result<Self, Failure> {
        let metadata = match path.metadata() {
            Ok(metadata) => metadata,
            // A link that points nowhere has a name all the same.
            Err(_) if path.symlink_metadata().is_ok() => return Err(not_a_file(path)),
            // What keeps the file from being written is told when it is.
            Err(_) => return Ok(Self(None)),
        };
        if !metadata.is_file() {
            return Err(not_a_file(path));
        }
        if !force && is_protected(path, &metadata) {
            return Err(Failure::at("output-read-only", path).help(Message::new("output-not-ours-help")));
        }
        Ok(Self(Some(Stamp::of(&metadata))))
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

/// The folders in which a run writes.
#[derive(Debug, Default)]
pub(crate) struct Folders(Mutex<BTreeSet<PathBuf>>);

impl Folders {
    /// Makes a folder with those above it.
    pub fn make(&self, folder: &Path) -> Result<(), Failure> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        // The names of new folders stand in the folders above them.
        let above = folder.ancestors().skip(1).map(|above| if above == Path::new("") { Path::new(".") } else { above });
        let mut until_there_is_one = true;
        let changed = above.take_while(|above| std::mem::replace(&mut until_there_is_one, !above.is_dir()));
        let changed: Vec<PathBuf> = changed.map(Path::to_owned).collect();
        let failed = |cause| Failure::at("cannot-write", folder).cause(cause).help(Message::new("cannot-write-help"));
        std::fs::create_dir_all(folder).map_err(failed)?;
        self.known().extend(changed);
        Ok(())
    }

    /// Notes that a folder is written in; what killed runs left in it is removed when the run first comes there.
    fn enter(&self, folder: &Path) {
        if self.known().insert(folder.to_owned()) {
            remove_leftovers(folder);
        }
    }

    /// Makes sure that the names of all files written so far outlast a loss of power; which folders refused that.
    pub fn sync(&self) -> Vec<(PathBuf, Failure)> {
        let folders = std::mem::take(&mut *self.known());
        let refused = folders.into_iter().filter_map(|folder| {
            let cause = sync_folder(&folder).err()?;
            let help = Message::new("cannot-write-help");
            let failure = Failure::at("cannot-sync", &folder).cause(cause).help(help);
            Some((folder, failure))
        });
        refused.collect()
    }

    fn known(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Syncs the names in a folder. Windows and some file systems offer no such thing, and a folder that nobody may read cannot
/// be opened: there the system does it in its own time.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder) {
        Ok(folder) => where_supported(folder.sync_all()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(error),
    }
}

/// What a file system does not know is no failure.
fn where_supported(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| match error.kind() {
        ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
        _ => Err(error),
    })
}

/// Removes files that were being written when their run was killed.
fn remove_leftovers(folder: &Path) {
    // What keeps the folder from being read or cleared is told by what is to be written there, if it matters.
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) && is_nobodys(&entry.path()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether no running process is at work on an unfinished file.
fn is_nobodys(path: &Path) -> bool {
    let file = OpenOptions::new().read(true).write(true).open(path);
    file.is_ok_and(|file| file.try_lock().is_ok())
}

/// What is written to while a file is made.
pub(crate) trait Output: Write + Seek + Send {}

impl<W: Write + Seek + Send> Output for W {}

/// The same, whatever it is.
pub(crate) type Out<'o> = dyn Output + 'o;

/// The folder in which a file stands.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Lets a file be filled, and puts it in its place whole, or not at all if the filling failed. It is there for good once its
/// folder is synced, too.
pub(crate) fn place_with<T>(
    path: &Path,
    permit: &Permit,
    folders: &Folders,
    fill: impl FnOnce(&mut Out<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    // What a link points at is replaced, not the link.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&place);
    folders.enter(folder);
    let failed = |cause| Failure::at("cannot-write", path).cause(cause).help(Message::new("cannot-write-help"));
    let before = permit.0.as_ref().and_then(|_| place.metadata().ok());
    let mut temporary = begun(folder, before.as_ref()).map_err(failed)?;
    let mut out = Witness { out: BufWriter::with_capacity(GATHERED, temporary.as_file_mut()), refused: None };
    let filled = fill(&mut out);
    let flushed = out.flush();
    let refused = out.refused.take();
    drop(out);
    if let Some(cause) = refused {
        return Err(failed(cause));
    }
    let filled = filled?;
    flushed.map_err(failed)?;
    before.iter().try_for_each(|before| take_over(temporary.as_file(), before)).map_err(failed)?;
    where_supported(temporary.as_file().sync_all()).map_err(failed)?;
    put(temporary, &place, permit).map_err(|error| match error {
        Refused::Another => Failure::at("output-appeared", path).help(Message::new("output-appeared-help")),
        Refused::BySystem(cause) => failed(cause),
    })?;
    Ok(filled)
}

/// A new file beside the place, open to nobody to whom the file that it replaces is not.
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
            let _ = fchown(file, Some(before.uid()), Some(before.gid())).or_else(|_| fchown(file, None, Some(before.gid())));
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

/// Why a finished file does not stand in its place.
enum Refused {
    /// Somebody else's file stands there since it was looked at.
    Another,
    BySystem(io::Error),
}

/// Renames a finished file into its place, unless another file than the permitted one stands there by now.
fn put(temporary: NamedTempFile, place: &Path, permit: &Permit) -> Result<(), Refused> {
    let replaces = permit.0.as_ref().is_some_and(|before| {
        let now = place.metadata();
        now.is_ok_and(|now| Stamp::of(&now) == *before)
    });
    if replaces {
        return replace(temporary, place);
    }
    let Err(refused) = temporary.persist_noclobber(place) else { return Ok(()) };
    match refused.error.kind() {
        // Another run of this program was faster.
        ErrorKind::AlreadyExists if made_by_us(place) => replace(refused.file, place),
        ErrorKind::AlreadyExists => Err(Refused::Another),
        // A file system that cannot rename so; whether something stands there is asked once more.
        ErrorKind::Unsupported | ErrorKind::InvalidInput | ErrorKind::PermissionDenied
            if place.symlink_metadata().is_err() =>
        {
            replace(refused.file, place)
        }
        _ => Err(Refused::BySystem(refused.error)),
    }
}

#[cfg(not(windows))]
fn replace(temporary: NamedTempFile, place: &Path) -> Result<(), Refused> {
    temporary.persist(place).map(drop).map_err(|error| Refused::BySystem(error.error))
}

/// Windows replaces no file that is protected against writing: the protection is taken off, and put on the new file.
#[cfg(windows)]
fn replace(temporary: NamedTempFile, place: &Path) -> Result<(), Refused> {
    let protection = place.metadata().map(|metadata| metadata.permissions()).ok().filter(|kept| kept.readonly());
    if let Some(mut open) = protection.clone() {
        open.set_readonly(false);
        std::fs::set_permissions(place, open).map_err(Refused::BySystem)?;
    }
    let replaced = temporary.persist(place).map(drop).map_err(|error| Refused::BySystem(error.error));
    protection.map_or(Ok(()), |kept| std::fs::set_permissions(place, kept).map_err(Refused::BySystem)).and(replaced)
}

/// Keeps what the system refused: writers of formats word it as an error of their own.
struct Witness<W> {
    out: W,
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
        self.note(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.note(done)
    }
}

impl<W: Seek> Seek for Witness<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let done = self.out.seek(to);
        self.note(done)
    }
}
