//! One part of a workbook, compressed beside the others.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use libdeflater::{CompressionLvl, Compressor, Crc};
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ErrorKind, ZipArchiveWriter};
use std::cell::RefCell;
use std::io::{self, Seek as _, Write};
use std::mem;
use tempfile::SpooledTempFile;

/// How much XML is compressed as a whole, in bytes: that takes half the time. A longer part is compressed in pieces.
const WHOLE: usize = 1 << 20;
/// How much XML of such a part is gathered before it is compressed, in bytes.
const GATHERED: usize = 1 << 16;
/// How hard a part is compressed as a whole, from 0 to 12.
const HARDNESS: i32 = 1;
/// How hard it is compressed in pieces, from 0 to 9. Files are as long with the one as with the other.
pub(super) const HARDNESS_IN_PIECES: u8 = 2;
/// How much of a compressed part is kept in memory, in bytes: a longer one waits for its turn in a temporary file.
const KEPT: usize = 2 << 20;
/// The time of all parts: the first day of 1980, from which on archives know times, in seconds of Unix.
const TIME: i64 = 315_532_800;

/// Where the XML of a part goes: gathered, then compressed.
pub(super) struct Sink {
    gathered: Vec<u8>,
    in_pieces: Option<DeflateEncoder<SpooledTempFile>>,
    checksum: Crc,
    length: u64,
}

impl Sink {
    /// Where XML is added.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.gathered
    }

    /// Compresses what was gathered, if it is much.
    pub fn pass(&mut self) -> io::Result<()> {
        let much = if self.in_pieces.is_none() { WHOLE } else { GATHERED };
        if self.gathered.len() >= much { self.piece() } else { Ok(()) }
    }

    fn piece(&mut self) -> io::Result<()> {
        self.count();
        let new = || DeflateEncoder::new(waiting(), Compression::new(HARDNESS_IN_PIECES.into()));
        self.in_pieces.get_or_insert_with(new).write_all(&self.gathered)?;
        self.gathered.clear();
        Ok(())
    }

    fn count(&mut self) {
        self.checksum.update(&self.gathered);
        self.length += self.gathered.len() as u64;
    }

    fn finish(mut self) -> io::Result<Part> {
        let is_whole = self.in_pieces.is_none();
        if is_whole {
            self.count();
        } else {
            self.piece()?;
        }
        let Self { mut gathered, in_pieces, checksum, length } = self;
        let compressed = PRESS.with_borrow_mut(|press| {
            let compressed = in_pieces.map_or_else(|| press.whole(&gathered), DeflateEncoder::finish);
            gathered.clear();
            press.gathered = gathered;
            compressed
        })?;
        Ok(Part { compressed, checksum: checksum.sum(), length })
    }
}

fn waiting() -> SpooledTempFile {
    SpooledTempFile::new(KEPT)
}

thread_local! {
    /// What a thread makes its parts with, one after the other: new memory for each would cost as much as a short part.
    static PRESS: RefCell<Press> =
        const { RefCell::new(Press { gathered: Vec::new(), compressor: None, room: Vec::new() }) };
}

struct Press {
    /// Where the XML of the next part is gathered.
    gathered: Vec<u8>,
    compressor: Option<Compressor>,
    room: Vec<u8>,
}

impl Press {
    /// Room for the XML of a part: for all that is compressed as a whole, of which only what is used is ever touched.
    fn gathered(&mut self) -> Vec<u8> {
        let mut gathered = mem::take(&mut self.gathered);
        gathered.reserve(WHOLE + GATHERED);
        gathered
    }

    fn whole(&mut self, bytes: &[u8]) -> io::Result<SpooledTempFile> {
        // The library's error is no standard error; it says which level it refuses.
        let level = CompressionLvl::new(HARDNESS).map_err(|error| io::Error::other(format!("{error:?}")))?;
        let compressor = self.compressor.get_or_insert_with(|| Compressor::new(level));
        let most = compressor.deflate_compress_bound(bytes.len().max(WHOLE));
        if self.room.len() < most {
            self.room = vec![0; most];
        }
        let length = compressor.deflate_compress(bytes, &mut self.room).map_err(io::Error::other)?;
        let mut compressed = waiting();
        compressed.write_all(&self.room[..length])?;
        Ok(compressed)
    }
}

/// A part that is compressed and waits to be written.
pub(super) struct Part {
    compressed: SpooledTempFile,
    /// The CRC-32 of its XML.
    checksum: u32,
    /// How long its XML is, in bytes.
    length: u64,
}

impl Part {
    /// A part, filled by a function.
    pub fn filled(fill: impl FnOnce(&mut Sink) -> io::Result<()>) -> io::Result<Self> {
        let gathered = PRESS.with_borrow_mut(Press::gathered);
        let mut out = Sink { gathered, in_pieces: None, checksum: Crc::new(), length: 0 };
        fill(&mut out)?;
        out.finish()
    }

    /// Adds the part to an archive.
    pub fn add(mut self, name: &str, archive: &mut ZipArchiveWriter<impl Write>) -> io::Result<()> {
        self.compressed.rewind()?;
        add(name, &mut self.compressed, self.checksum, self.length, archive)
    }
}

/// Adds what is compressed already to an archive.
pub(super) fn add(
    name: &str,
    mut compressed: impl io::Read,
    checksum: u32,
    length: u64,
    archive: &mut ZipArchiveWriter<impl Write>,
) -> io::Result<()> {
    let file = archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
    let file = file.unix_permissions(0o600).last_modified(UtcDateTime::from_unix(TIME));
    let (mut entry, _) = file.start().map_err(refused)?;
    io::copy(&mut compressed, &mut entry)?;
    entry.finish(DataDescriptorOutput::new(checksum, length)).map_err(refused)?;
    Ok(())
}

/// What the system said, where it is the reason.
pub(super) fn refused(error: rawzip::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::IO(error) => error,
        kind => io::Error::other(rawzip::Error::from(kind)),
    }
}

/// The value of the first attribute of this name.
pub(super) fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, value) = xml.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    /// The part, read back, and whether it waited in a file.
    fn read_back(part: Part) -> (Vec<u8>, bool) {
        let is_rolled = part.compressed.is_rolled();
        let mut archive = ZipArchiveWriter::new(Vec::new());
        part.add("a", &mut archive).unwrap();
        let archive = archive.finish().unwrap();
        let mut read = Vec::new();
        let mut archive = zip::ZipArchive::new(io::Cursor::new(archive)).unwrap();
        archive.by_name("a").unwrap().read_to_end(&mut read).unwrap();
        (read, is_rolled)
    }

    #[test]
    fn a_part_of_any_length_loses_nothing() {
        let mut seed = 1_u64;
        // What looks like chance is not made shorter by compressing it.
        let long: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            seed.to_be_bytes()[0]
        })
        .take(2 * KEPT)
        .collect();
        for length in [0, 1, GATHERED, WHOLE - 1, WHOLE, WHOLE + 1, WHOLE + GATHERED, 2 * KEPT] {
            let part = Part::filled(|out| {
                for piece in long[..length].chunks(GATHERED / 2) {
                    out.buffer().extend_from_slice(piece);
                    out.pass()?;
                }
                Ok(())
            });
            let (read, is_rolled) = read_back(part.unwrap());
            assert!(read == long[..length], "{length}");
            assert_eq!(is_rolled, length > KEPT, "{length}");
        }
    }
}
