//! One part of a workbook, compressed beside the others.

use rust_xlsxwriter::XlsxError;
use std::io::{self, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;
use zip::write::{PreparedZipFile, SimpleFileOptions, ZipFileBuilder};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// How much XML is gathered before it is compressed, in bytes.
const GATHERED: usize = 1 << 16;
/// How much of a part that waits for others is kept in memory, in bytes: a longer one waits in a temporary file.
const KEPT: usize = 2 << 20;

/// Where the XML of a part goes: gathered, then compressed.
pub(super) struct Sink<'p> {
    part: &'p mut dyn Write,
    gathered: Vec<u8>,
}

impl<'p> Sink<'p> {
    fn new(part: &'p mut dyn Write) -> Self {
        Self { part, gathered: Vec::with_capacity(GATHERED + 4096) }
    }

    /// Where XML is added.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.gathered
    }

    /// Compresses what was gathered: if it is much, or at the end.
    pub fn pass(&mut self, at_end: bool) -> io::Result<()> {
        if at_end || self.gathered.len() >= GATHERED {
            self.part.write_all(&self.gathered)?;
            self.gathered.clear();
        }
        Ok(())
    }
}

/// A part that is written as soon as it is made, filled by a function and compressed at a level.
pub(super) fn part(
    name: &str,
    level: u8,
    fill: impl FnOnce(&mut Sink<'_>) -> io::Result<()>,
) -> Result<PreparedZipFile, XlsxError> {
    let mut part = ZipFileBuilder::new(name, options(level))?;
    let mut out = Sink::new(&mut part);
    fill(&mut out)?;
    out.pass(true)?;
    Ok(part.finish()?)
}

/// A part that waits, in an archive of its own, until others are written.
pub(super) type Waiting = ZipArchive<SpooledTempFile>;

/// The same as [`part`], of a part that waits.
pub(super) fn waiting(
    name: &str,
    level: u8,
    fill: impl FnOnce(&mut Sink<'_>) -> io::Result<()>,
) -> Result<Waiting, XlsxError> {
    let mut part = ZipWriter::new(SpooledTempFile::new(KEPT));
    part.start_file(name, options(level))?;
    let mut out = Sink::new(&mut part);
    fill(&mut out)?;
    out.pass(true)?;
    let mut archive = part.finish()?;
    archive.seek(SeekFrom::Start(0))?;
    Ok(ZipArchive::new(archive)?)
}

fn options(level: u8) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level.into()))
        .unix_permissions(0o600)
        .last_modified_time(DateTime::default())
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

    #[test]
    fn a_part_too_long_for_memory_waits_in_a_file_and_loses_nothing() {
        let mut seed = 1_u64;
        // What looks like chance is not made shorter by compressing it.
        let long: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            seed.to_be_bytes()[0]
        })
        .take(2 * KEPT)
        .collect();
        let mut part = waiting("a", 2, |out| {
            for piece in long.chunks(GATHERED / 2) {
                out.buffer().extend_from_slice(piece);
                out.pass(false)?;
            }
            Ok(())
        })
        .unwrap();
        assert!(part.by_index_raw(0).unwrap().compressed_size() > KEPT as u64);
        let mut read = Vec::new();
        part.by_index(0).unwrap().read_to_end(&mut read).unwrap();
        assert!(read == long);
        assert!(part.into_inner().is_rolled());
    }
}
