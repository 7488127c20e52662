//! The document as an archive: its headers name neither the time nor the system.

use std::io::{self, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// How hard parts are compressed, from 1 to 9.
const HARDNESS: i64 = 6;
/// How much XML is gathered before it is compressed, in bytes.
const GATHERED: usize = 1 << 16;

fn headers() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(HARDNESS))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o600)
}

/// A document that is being written, part by part.
pub(super) struct Package<W: Write + Seek> {
    archive: ZipWriter<W>,
    gathered: String,
}

impl<W: Write + Seek> Package<W> {
    pub fn new(out: W) -> Self {
        Self { archive: ZipWriter::new(out), gathered: String::new() }
    }

    /// Adds a part.
    pub fn add(&mut self, name: &str, part: &str) -> io::Result<()> {
        self.begin(name)?;
        self.archive.write_all(part.as_bytes())
    }

    /// Begins a part that is written in pieces.
    pub fn begin(&mut self, name: &str) -> io::Result<()> {
        self.pass(0)?;
        Ok(self.archive.start_file(name, headers())?)
    }

    /// Where the XML of the last part is added; what was gathered is compressed, if it is much.
    pub fn xml(&mut self) -> io::Result<&mut String> {
        self.pass(GATHERED)?;
        Ok(&mut self.gathered)
    }

    fn pass(&mut self, most: usize) -> io::Result<()> {
        if self.gathered.len() > most {
            self.archive.write_all(self.gathered.as_bytes())?;
            self.gathered.clear();
        }
        Ok(())
    }

    /// Writes the end.
    pub fn finish(mut self) -> io::Result<()> {
        self.pass(0)?;
        self.archive.finish()?;
        Ok(())
    }
}
