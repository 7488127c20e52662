//! The folders that are written in: their names synced, and what killed runs left in them removed.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// How the names of files begin and end that are still being written.
pub(super) const UNFINISHED: (&str, &str) = (".tobokel-", ".tmp");

/// The folder in which a file stands.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Syncs the names in a folder. Windows and some file systems offer no such thing, and a folder that nobody may read cannot
/// be opened: there the system does it in its own time.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder) {
        Ok(folder) => where_supported(folder.sync_all()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(error),
    }
}

/// `ENOTTY` on Linux and macOS, a shared folder's answer to a sync that it does not know; `std` has no kind for it.
const NO_SUCH_CALL: i32 = 25;

/// What a file system does not know is no failure.
pub(super) fn where_supported(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| match error.kind() {
        ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
        _ if cfg!(unix) && error.raw_os_error() == Some(NO_SUCH_CALL) => Ok(()),
        _ => Err(error),
    })
}

/// Removes files that were being written when their run was killed.
pub(super) fn remove_leftovers(folder: &Path) {
    // If the folder cannot be read or cleared, and that matters, writing the next file says so.
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1);
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        // It stays locked until it is removed: a run that begins a file of this name meanwhile notices.
        if let Some(_locked) = (is_ours && is_file).then(|| nobodys(&entry.path())).flatten() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// An unfinished file that no running process writes, locked.
fn nobodys(path: &Path) -> Option<File> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    file.try_lock().is_ok().then_some(file)
}
