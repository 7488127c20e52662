//! Reading what a person names: files, and standard input as `-`, up to a size. A device may never end, a pipe may never
//! begin: neither is a file.

use super::failure::Failure;
use crate::locale::Message;
use crate::read::budget::{FILE, Unit};
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file; `-` is standard input.
///
/// # Errors
/// It cannot be read, is no regular file, or is larger than any input may be.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let cannot_read = |cause| Failure::at("cannot-read", path).cause(cause);
    if path == Path::new("-") {
        return limited(io::stdin().lock(), path)?.map_err(cannot_read);
    }
    let known = path.metadata().map_err(cannot_read)?;
    if !known.is_file() && !known.is_dir() {
        return Err(Failure::at("not-a-file", path).help(Message::new("not-a-file-help")));
    }
    if known.is_file() && known.len() > FILE.most {
        return Err(too_large(path));
    }
    limited(io::BufReader::new(std::fs::File::open(path).map_err(cannot_read)?), path)?.map_err(cannot_read)
}

/// The kind of the system's error because of which a file was not read, if that is why.
pub(crate) fn kind(failure: &Failure) -> Option<io::ErrorKind> {
    failure.cause.as_ref().map(io::Error::kind)
}

/// All bytes, if there are not too many.
fn limited(from: impl Read, path: &Path) -> Result<io::Result<Vec<u8>>, Failure> {
    let mut bytes = Vec::new();
    match from.take(FILE.most + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > FILE.most => Err(too_large(path)),
        read => Ok(read.map(|_| bytes)),
    }
}

fn too_large(path: &Path) -> Failure {
    debug_assert_eq!(FILE.unit, Unit::Bytes);
    let most = usize::try_from(FILE.most >> 20).unwrap_or(usize::MAX);
    let message = Message::new("input-too-large").with("path", path.display().to_string()).with("most", most);
    Failure::from(message).help(Message::new(FILE.help))
}
