//! The table of texts that all sheets of a workbook share.

use super::xlsx_cells::{Cells, SheetCells};
use super::xlsx_part::{Sink, attribute};
use super::xlsx_texts::{OwnTexts, shared_text};
use std::io;

/// The texts of all sheets of a workbook.
#[derive(Debug, Default)]
pub(super) struct Texts<'t> {
    texts: OwnTexts<'t>,
    uses: usize,
}

impl<'t> Texts<'t> {
    /// Takes the texts out of a sheet; its cells name them by their numbers here.
    pub fn take(&mut self, mut sheet: SheetCells<'t>) -> Cells {
        self.uses += sheet.uses;
        let texts = std::mem::take(&mut sheet.texts).in_order;
        let numbers: Vec<u32> = texts.into_iter().map(|(text, hash)| self.texts.number_of_hashed(text, hash)).collect();
        sheet.numbered(&numbers)
    }

    /// Lets go of what only the taking in of texts needs.
    pub fn finish(&mut self) {
        self.texts.finish();
    }

    /// The first text, if there is any.
    pub fn first(&self) -> Option<&str> {
        self.texts.in_order.first().map(|(text, _)| text.as_ref())
    }

    /// The number that the first text has in the workbook: so many texts are in the table that the library wrote.
    pub fn begin(table: &str) -> usize {
        attribute(table, "uniqueCount").and_then(|count| count.parse().ok()).unwrap_or_default()
    }

    /// The table of texts, after those that the library wrote into it.
    pub fn write(&self, table: &str, out: &mut Sink) -> io::Result<()> {
        let counted = |name: &str| attribute(table, name).unwrap_or_default();
        let (count, unique) = (counted("count"), counted("uniqueCount"));
        // One use is that of the text which stands for the cells of all these sheets.
        let uses = count.parse().unwrap_or(1_usize).saturating_sub(1) + self.uses;
        let head = format!(" count=\"{count}\" uniqueCount=\"{unique}\"");
        let counts = format!(" count=\"{uses}\" uniqueCount=\"{}\"", Self::begin(table) + self.texts.in_order.len());
        let texts = table.strip_suffix("</sst>").unwrap_or(table).replacen(&head, &counts, 1);
        out.buffer().extend_from_slice(texts.as_bytes());
        for (text, _) in &self.texts.in_order {
            shared_text(text, out.buffer())?;
            out.pass(false)?;
        }
        out.buffer().extend_from_slice(b"</sst>");
        Ok(())
    }
}
