//! Finishes the files of a run on threads of their own; the run settles them before it reports.

use super::filled::{Filled, Out};
use super::folder::{folder_of, remove_leftovers, sync_folder};
use super::permit::Permit;
use crate::cli::failure::Failure;
use crate::locale::Message;
use anyhow::{Context as _, Error, Result};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SendError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// The files that a run puts in their places.
#[derive(Debug, Default)]
pub(crate) struct Placing {
    /// The folders that are written in, and not synced yet.
    folders: Mutex<BTreeSet<PathBuf>>,
    finishers: Mutex<Option<Finishers>>,
}

/// Whether a file is at a path or below it, links followed.
pub(crate) fn lies_in(file: &Path, path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(file).starts_with(real(path))
}

/// What could not be put in its place durably (a file, or all that was written in a folder), and why.
pub(crate) struct Lost {
    pub path: PathBuf,
    pub error: Error,
}

impl Placing {
    pub fn make(&self, folder: &Path) -> Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        // The names of new folders stand in the folders above them.
        let above = folder.ancestors().skip(1).map(|above| if above == Path::new("") { Path::new(".") } else { above });
        let mut until_there_is_one = true;
        let changed = above.take_while(|above| std::mem::replace(&mut until_there_is_one, !above.is_dir()));
        let changed: Vec<PathBuf> = changed.map(Path::to_owned).collect();
        let failed = || Failure::at("cannot-write", folder).help(Message::new("cannot-write-help"));
        std::fs::create_dir_all(folder).with_context(failed)?;
        unlocked(&self.folders).extend(changed);
        Ok(())
    }

    /// Fills a file and puts it in its place whole; not at all if filling it failed. It is durable once the run has settled.
    pub fn place<T>(&self, path: &Path, permit: &Permit, fill: impl FnOnce(&mut Out<'_>) -> Result<T>) -> Result<T> {
        let (made, filled) = self.filled(path, permit, fill)?;
        made.finish().map(|()| filled)
    }

    /// The same, but the file is synced and renamed while the caller makes the next: whether that succeeded is known when the
    /// run is settled. Where the system has no more threads, it is done at once.
    pub fn place_later<T>(
        &self,
        path: &Path,
        permit: &Permit,
        fill: impl FnOnce(&mut Out<'_>) -> Result<T>,
    ) -> Result<T> {
        let (made, filled) = self.filled(path, permit, fill)?;
        let queue = {
            let mut finishers = unlocked(&self.finishers);
            if finishers.is_none() {
                *finishers = Finishers::start().ok();
            }
            finishers.as_ref().map(|finishers| finishers.queue.clone())
        };
        let left = match queue {
            Some(queue) => queue.send(made).err().map(|SendError(made)| made),
            None => Some(made),
        };
        left.map_or(Ok(()), Filled::finish).map(|()| filled)
    }

    /// Fills a file beside its place. What killed runs left in a folder is removed when the run first comes there.
    fn filled<T>(
        &self,
        path: &Path,
        permit: &Permit,
        fill: impl FnOnce(&mut Out<'_>) -> Result<T>,
    ) -> Result<(Filled, T)> {
        // What a link points at is replaced, not the link.
        let place = real(path);
        let mut folders = unlocked(&self.folders);
        if folders.insert(folder_of(&place).to_owned()) {
            remove_leftovers(folder_of(&place));
        }
        drop(folders);
        Filled::new(path, place, permit, fill)
    }

    /// Makes sure that all files written so far are in their places, and that their names outlast a loss of power.
    pub fn settle(&self) -> Vec<Lost> {
        let finishers = unlocked(&self.finishers).take();
        let mut lost = finishers.map(Finishers::join).unwrap_or_default();
        // In one order, whichever thread it was.
        lost.sort_by(|one, other| one.path.cmp(&other.path));
        for folder in std::mem::take(&mut *unlocked(&self.folders)) {
            if let Err(cause) = sync_folder(&folder) {
                let failure = Failure::at("cannot-sync", &folder).help(Message::new("cannot-write-help"));
                lost.push(Lost { path: folder, error: Error::new(cause).context(failure) });
            }
        }
        lost
    }
}

impl Drop for Placing {
    /// A run that ends early waits for the files that are on their way: none of them is left unfinished. What is lost of them
    /// was never said to be written; why the run ends is told.
    fn drop(&mut self) {
        let finishers = unlocked(&self.finishers).take();
        drop(finishers.map(Finishers::join));
    }
}

/// Where a file really stands. On Windows also that of a new one, in the form in which a path may be of any length: the
/// library that renames files knows no other.
fn real(path: &Path) -> PathBuf {
    let beside = || {
        let folder = folder_of(path).canonicalize().ok().filter(|_| cfg!(windows));
        folder.zip(path.file_name()).map(|(folder, name)| folder.join(name))
    };
    path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_owned())
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
                    file.finish().err().map(|error| Lost { path, error })
                });
                lost.collect()
            })
        };
        Ok(Self { queue, threads: (0..FINISHERS).map(thread).collect::<io::Result<_>>()? })
    }

    fn join(self) -> Vec<Lost> {
        drop(self.queue);
        let panicked = |_| vec![Lost { path: PathBuf::new(), error: Failure::new("internal-error").into() }];
        self.threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(panicked)).collect()
    }
}
