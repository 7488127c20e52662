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
use std::sync::mpsc::{SendError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
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

/// The files that a run puts in their places.
#[derive(Debug, Default)]
pub(crate) struct Placing {
    /// The folders that are written in, and not synced yet.
    folders: Mutex<BTreeSet<PathBuf>>,
    finishers: Mutex<Option<Finishers>>,
}

/// Whether a file is at a path or below it, links followed.
pub(super) fn lies_in(file: &Path, path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(file).starts_with(real(path))
}

/// What is not in its place for good, a file or all that was written in a folder, and why.
pub(crate) struct Lost {
    pub path: PathBuf,
    pub failure: Failure,
}

impl Placing {
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
        unlocked(&self.folders).extend(changed);
        Ok(())
    }

    /// Notes that a folder is written in; what killed runs left in it is removed when the run first comes there.
    fn enter(&self, folder: &Path) {
        let mut folders = unlocked(&self.folders);
        if folders.insert(folder.to_owned()) {
            remove_leftovers(folder);
        }
    }

    /// Makes sure that all files written so far are in their places, and that their names outlast a loss of power.
    pub fn settle(&self) -> Vec<Lost> {
        let finishers = unlocked(&self.finishers).take();
        let mut lost = finishers.map(Finishers::join).unwrap_or_default();
        for folder in std::mem::take(&mut *unlocked(&self.folders)) {
            if let Err(cause) = sync_folder(&folder) {
                let failure = Failure::at("cannot-sync", &folder).cause(cause);
                lost.push(Lost { path: folder, failure: failure.help(Message::new("cannot-write-help")) });
            }
        }
        lost
    }
}

fn unlocked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many threads finish files beside those that make them. A disk syncs several files in hardly more time than one.
const FINISHERS: usize = 4;
/// How many files wait for them at the most: each is open.
const WAITING: usize = 16;

/// Threads that sync and rename files: to wait for the disk takes no processor, and the next file is made meanwhile.
#[derive(Debug)]
struct Finishers {
    queue: SyncSender<Filled>,
    threads: Vec<JoinHandle<Vec<Lost>>>,
}

impl Finishers {
    fn start() -> io::Result<Self> {
        let (queue, files) = sync_channel::<Filled>(WAITING);
        let files = Arc::new(Mutex::new(files));
        let thread = |_| {
            let files = Arc::clone(&files);
            let next = move || unlocked(&files).recv().ok();
            std::thread::Builder::new().spawn(move || {
                let lost = std::iter::from_fn(next).filter_map(|file| {
                    let path = file.path.clone();
                    file.finish().err().map(|failure| Lost { path, failure })
                });
                lost.collect()
            })
        };
        Ok(Self { queue, threads: (0..FINISHERS).map(thread).collect::<io::Result<_>>()? })
    }

    fn join(self) -> Vec<Lost> {
        drop(self.queue);
        let panicked = |_| vec![Lost { path: PathBuf::new(), failure: Failure::new("internal-error") }];
        self.threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(panicked)).collect()
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

/// Lets a file be filled, and puts it in its place whole, or not at all if the filling failed. It is there for good once the
/// run has settled.
pub(crate) fn place_with<T>(
    path: &Path,
    permit: &Permit,
    placing: &Placing,
    fill: impl FnOnce(&mut Out<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (file, filled) = filled(path, permit, placing, fill)?;
    file.finish().map(|()| filled)
}

/// The same, but for what is left to do once the file is filled: that goes on while the next is made, and when the run is
/// settled it is known whether it succeeded.
pub(crate) fn place_later<T>(
    path: &Path,
    permit: &Permit,
    placing: &Placing,
    fill: impl FnOnce(&mut Out<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (file, filled) = filled(path, permit, placing, fill)?;
    let queue = {
        let mut finishers = unlocked(&placing.finishers);
        if finishers.is_none() {
            *finishers = Finishers::start().ok();
        }
        finishers.as_ref().map(|finishers| finishers.queue.clone())
    };
    // Where the system has no more threads, and where those have ended, this one does it.
    let left = match queue {
        Some(queue) => queue.send(file).err().map(|SendError(file)| file),
        None => Some(file),
    };
    left.map_or(Ok(()), Filled::finish).map(|()| filled)
}

/// A file that holds all that it is to hold, and is not in its place yet.
#[derive(Debug)]
struct Filled {
    path: PathBuf,
    /// Where that really is.
    place: PathBuf,
    permit: Permit,
    before: Option<Metadata>,
    temporary: NamedTempFile,
}

fn cannot_write(path: &Path, cause: io::Error) -> Failure {
    Failure::at("cannot-write", path).cause(cause).help(Message::new("cannot-write-help"))
}

fn filled<T>(
    path: &Path,
    permit: &Permit,
    placing: &Placing,
    fill: impl FnOnce(&mut Out<'_>) -> Result<T, Failure>,
) -> Result<(Filled, T), Failure> {
    // What a link points at is replaced, not the link.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&place);
    placing.enter(folder);
    let failed = |cause| cannot_write(path, cause);
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
    Ok((Filled { path: path.to_owned(), place, permit: permit.clone(), before, temporary }, filled))
}

impl Filled {
    /// Syncs the file and renames it into its place.
    fn finish(self) -> Result<(), Failure> {
        let Self { path, place, permit, before, temporary } = self;
        let synced = before.iter().try_for_each(|before| take_over(temporary.as_file(), before));
        let synced = synced.and_then(|()| where_supported(temporary.as_file().sync_all()));
        synced.map_err(|cause| cannot_write(&path, cause))?;
        put(temporary, &place, &permit).map_err(|error| match error {
            Refused::Another => Failure::at("output-appeared", &path).help(Message::new("output-appeared-help")),
            Refused::BySystem(cause) => cannot_write(&path, cause),
        })
    }
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
