//! Reads the files that a person names, and standard input as `-`, up to a size; never a device or a pipe: they may never end.

use super::failure::Failure;
use crate::locale::Message;
use crate::read::budget::{FILE, Unit};
use anyhow::{Context as _, Result, bail};
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a regular file that is not larger than any input may be; `-` is standard input.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let cannot_read = || Failure::at("cannot-read", path);
    if path == Path::new("-") {
        return limited(io::stdin().lock(), path);
    }
    let known = path.metadata().with_context(cannot_read)?;
    if !known.is_file() && !known.is_dir() {
        bail!(Failure::at("not-a-file", path).help(Message::new("not-a-file-help")));
    }
    if known.is_file() && known.len() > FILE.most {
        bail!(too_large(path));
    }
    limited(io::BufReader::new(std::fs::File::open(path).with_context(cannot_read)?), path)
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
