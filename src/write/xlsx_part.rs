//! One part of a workbook as a compressed file of its own.

use rust_xlsxwriter::XlsxError;
use std::io::{self, Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// How much XML is gathered before it is compressed, in bytes.
const GATHERED: usize = 1 << 16;

type Part = ZipWriter<Cursor<Vec<u8>>>;

/// Where the XML of a part goes: gathered, then compressed.
pub(super) struct Sink<'p> {
    part: &'p mut Part,
    gathered: Vec<u8>,
}

impl Sink<'_> {
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

/// An archive of one part, filled by a function and compressed at a level.
pub(super) fn part(
    name: &str,
    level: u8,
    fill: impl FnOnce(&mut Sink<'_>) -> io::Result<()>,
) -> Result<Vec<u8>, XlsxError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(level.into()))
        .unix_permissions(0o600)
        .last_modified_time(DateTime::default());
    let mut part = ZipWriter::new(Cursor::new(Vec::new()));
    part.start_file(name, options)?;
    let mut out = Sink { part: &mut part, gathered: Vec::with_capacity(GATHERED + 4096) };
    fill(&mut out)?;
    out.pass(true)?;
    Ok(part.finish()?.into_inner())
}

/// The value of the first attribute of this name.
pub(super) fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, value) = xml.split_once(&format!(" {name}=\""))?;
    Some(value.split_once('"')?.0)
}
