//! One part of a workbook, compressed beside the others.

use rust_xlsxwriter::XlsxError;
use std::io::{self, Write as _};
use zip::write::{PreparedZipFile, SimpleFileOptions, ZipFileBuilder};
use zip::{CompressionMethod, DateTime};

/// How much XML is gathered before it is compressed, in bytes.
const GATHERED: usize = 1 << 16;

/// Where the XML of a part goes: gathered, then compressed.
pub(super) struct Sink {
    part: ZipFileBuilder,
    gathered: Vec<u8>,
}

impl Sink {
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

/// A part, filled by a function and compressed at a level.
pub(super) fn part(
    name: &str,
    level: u8,
    fill: impl FnOnce(&mut Sink) -> io::Result<()>,
) -> Result<PreparedZipFile, XlsxError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level.into()))
        .unix_permissions(0o600)
        .last_modified_time(DateTime::default());
    let part = ZipFileBuilder::new(name, options)?;
    let mut out = Sink { part, gathered: Vec::with_capacity(GATHERED + 4096) };
    fill(&mut out)?;
    out.pass(true)?;
    Ok(out.part.finish()?)
}

/// The value of the first attribute of this name.
pub(super) fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, value) = xml.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}
