//! The workbook as an archive: every part is compressed here, beside the others, under headers that say the same on every
//! system.
//!
//! The library's own archive is only read: it says on which system it was made.

use rust_xlsxwriter::XlsxError;
use std::io::{self, Cursor, Read as _, Seek, Write};
use zip::result::ZipError;
use zip::write::{PreparedZipFile, SimpleFileOptions, ZipFileBuilder};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// How hard a part is compressed, from 1 to 9.
const HARDNESS: i64 = 2;
/// How hard the library compresses the frame, which is read at once: as little as it can.
pub(super) const LEAST: u8 = 1;
/// How much XML of a part is gathered before it is compressed, in bytes.
const GATHERED: usize = 1 << 16;

/// What the headers of all parts say: neither the time nor the system.
fn headers() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(HARDNESS))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o600)
}

/// What the system said, where it is the reason.
fn refused(error: ZipError) -> XlsxError {
    match error {
        ZipError::Io(error) => error.into(),
        error => error.into(),
    }
}

/// A part that is compressed and waits to be written.
pub(super) struct Part(PreparedZipFile);

impl Part {
    /// A part, filled by a function.
    pub fn filled(name: &str, fill: impl FnOnce(&mut Sink) -> io::Result<()>) -> Result<Self, XlsxError> {
        let compressed = ZipFileBuilder::new(name, headers()).map_err(refused)?;
        let mut out = Sink { gathered: Vec::with_capacity(2 * GATHERED), compressed };
        fill(&mut out)?;
        out.piece()?;
        Ok(Self(out.compressed.finish().map_err(refused)?))
    }
}

/// Where the XML of a part goes: gathered, then compressed.
pub(super) struct Sink {
    gathered: Vec<u8>,
    compressed: ZipFileBuilder,
}

impl Sink {
    /// Where XML is added.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.gathered
    }

    /// Compresses what was gathered, if it is much.
    pub fn pass(&mut self) -> io::Result<()> {
        if self.gathered.len() >= GATHERED { self.piece() } else { Ok(()) }
    }

    fn piece(&mut self) -> io::Result<()> {
        self.compressed.write_all(&self.gathered)?;
        self.gathered.clear();
        Ok(())
    }
}

/// A workbook that is being written.
pub(super) struct Package<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Package<W> {
    pub fn new(out: W) -> Self {
        Self(ZipWriter::new(out))
    }

    /// Adds a part that is compressed already.
    pub fn add(&mut self, part: Part) -> Result<(), XlsxError> {
        self.0.add_prepared_file(part.0).map_err(refused)
    }

    /// Compresses a short part and adds it.
    pub fn add_short(&mut self, name: &str, bytes: &[u8]) -> Result<(), XlsxError> {
        // As a whole: a part that is compressed on its way would have its header mended, by going back, once its length is known.
        let part = Part::filled(name, |out| {
            out.buffer().extend_from_slice(bytes);
            Ok(())
        });
        self.add(part?)
    }

    /// Writes the end.
    pub fn finish(self) -> Result<(), XlsxError> {
        self.0.finish().map_err(refused)?;
        Ok(())
    }
}

/// The parts of a workbook that the library made, in their order: name and bytes.
pub(super) fn parts(workbook: &[u8]) -> Result<Vec<(String, Vec<u8>)>, XlsxError> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).map_err(refused)?;
    let count = archive.len();
    let read = |number| {
        let mut part = archive.by_index(number).map_err(refused)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        Ok((part.name().map_err(refused)?.into_owned(), bytes))
    };
    (0..count).map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_any_length_loses_nothing() {
        let mut seed = 1_u64;
        // What looks like chance is not made shorter by compressing it.
        let long: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            seed.to_be_bytes()[0]
        })
        .take(4 * GATHERED)
        .collect();
        for length in [0, 1, GATHERED - 1, GATHERED, GATHERED + 1, 4 * GATHERED] {
            let part = Part::filled("a", |out| {
                for piece in long[..length].chunks(GATHERED / 2) {
                    out.buffer().extend_from_slice(piece);
                    out.pass()?;
                }
                Ok(())
            });
            let mut archive = Cursor::new(Vec::new());
            let mut package = Package::new(&mut archive);
            package.add(part.unwrap()).unwrap();
            package.finish().unwrap();
            let read = parts(archive.get_ref()).unwrap();
            assert!(read == [("a".to_owned(), long[..length].to_vec())], "{length}");
        }
    }
}
