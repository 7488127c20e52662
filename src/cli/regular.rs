//! Reads the files that a person names, and standard input as `-`, up to a size; never a device or a pipe: they may never end.

use super::failure::Failure;
use crate::locale::Message;
use crate::read::budget::{FILE, Unit};
use anyhow::{Context as _, Result, bail};
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a regular file that is not larger than any input may be; `-` is standard input.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        return limited(io::stdin().lock(), path);
    }
    if length(path)? > FILE.most {
        bail!(too_large(path));
    }
    limited(reader(path)?, path)
}

/// A regular file from its beginning, however large: for who reads no more of it than is needed.
pub(crate) fn reader(path: &Path) -> Result<impl Read + use<>> {
    length(path)?;
    Ok(io::BufReader::new(std::fs::File::open(path).with_context(|| Failure::at("cannot-read", path))?))
}

/// How long a regular file is. A folder is no file, and cannot be opened; it is told then.
fn length(path: &Path) -> Result<u64> {
    let known = path.metadata().with_context(|| Failure::at("cannot-read", path))?;
    if !known.is_file() && !known.is_dir() {
        bail!(Failure::at("not-a-file", path).help(Message::new("not-a-file-help")));
    }
    Ok(if known.is_file() { known.len() } else { 0 })
}

/// All bytes, if there are not too many.
fn limited(from: impl Read, path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(FILE.most + 1).read_to_end(&mut bytes);
    if read.is_ok() && bytes.len() as u64 > FILE.most {
        bail!(too_large(path));
    }
    read.with_context(|| Failure::at("cannot-read", path))?;
    Ok(bytes)
}

fn too_large(path: &Path) -> Failure {
    debug_assert_eq!(FILE.unit, Unit::Bytes);
    let most = usize::try_from(FILE.most >> 20).unwrap_or(usize::MAX);
    Failure::at("input-too-large", path).with("most", most).help(Message::new(FILE.help))
}

/// A path with forward slashes, as every document names files.
pub(crate) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
