//! A file that is read, or is none that can be.

use super::failure::Failure;
use crate::diag::Sink;
use crate::examine::Input;
use crate::source::SourceFile;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that is taken for a register, and its place below the folder that was searched.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The file, as the user named it or its folder.
    pub path: PathBuf,
    /// Its path from the folder that was named; of a file that was named itself, its name.
    pub below: PathBuf,
    /// Why it is known beforehand that nothing can be read there.
    pub unread: Option<Failure>,
    /// Where it stands in a document of registers; its path is then that of the document with its own behind it.
    pub part: Option<InDocument>,
}

/// Where a register stands in a document.
#[derive(Clone, Debug)]
pub(crate) struct InDocument {
    pub document: Arc<Path>,
    pub span: Range<usize>,
    /// SHA-256 of the file that it was read from.
    pub sha256: String,
}

impl Found {
    pub fn named(path: PathBuf) -> Self {
        let below = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
        Self { path, below, unread: None, part: None }
    }

    /// A place where nothing can be read.
    pub fn unread(path: PathBuf, why: Failure) -> Self {
        Self { unread: Some(why), ..Self::named(path) }
    }
}

/// A file that is no input, and why.
pub(crate) fn refuse(path: &Path, report: impl FnOnce(&mut Sink<'_>)) -> Input {
    let file = SourceFile::new(&path.to_string_lossy(), String::new());
    let mut sink = Sink::new(&file);
    report(&mut sink);
    let findings = sink.finish();
    Input::Refused { file: Box::new(file), readable: false, tells: false, findings }
}
