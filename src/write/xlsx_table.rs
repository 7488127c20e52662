//! The table of texts that all sheets of a workbook share.

use super::xlsx_cells::{Cells, SheetCells};
use super::xlsx_part::{Part, Sink};
use super::xlsx_texts::{OwnTexts, shared_text};
use rust_xlsxwriter::Workbook;
use std::io;
use std::mem;

/// The part of a workbook that holds it.
pub(super) const TEXTS: &str = "xl/sharedStrings.xml";

/// The texts of all sheets of a workbook, those that the library writes among them: so the table can be made beside all
/// else.
#[derive(Debug, Default)]
pub(super) struct Texts<'t> {
    own: OwnTexts<'t>,
    uses: usize,
    /// The texts of the sheets that the library writes.
    of_library: Vec<u32>,
}

impl<'t> Texts<'t> {
    /// Takes the texts out of a sheet; its cells name them by their numbers here.
    pub fn take(&mut self, mut sheet: SheetCells<'t>) -> Cells {
        let numbers = self.numbers(mem::take(&mut sheet.texts));
        sheet.numbered(&numbers)
    }

    /// Takes the texts of a sheet that the library writes.
    pub fn take_of_library(&mut self, texts: OwnTexts<'t>) {
        let numbers = self.numbers(texts);
        self.of_library.extend(numbers);
    }

    fn numbers(&mut self, texts: OwnTexts<'t>) -> Vec<u32> {
        self.uses += texts.uses;
        self.own.numbers_of(texts)
    }

    /// Lets go of what only the taking in of texts needs, and tells the library the numbers of its own texts.
    pub fn finish(&mut self, workbook: &mut Workbook) {
        self.own.finish();
        self.of_library.sort_unstable();
        self.of_library.dedup();
        for number in &self.of_library {
            workbook.populate_string_table(&self.own.in_order[*number as usize], *number);
        }
    }

    /// A text for the library, if there is any text: only then does it name a table of texts among the parts.
    pub fn any(&mut self) -> Option<&str> {
        let text = self.own.in_order.first()?;
        self.of_library.push(0);
        Some(text)
    }

    /// How many texts the library was told.
    pub fn known_to_library(&self) -> usize {
        self.of_library.len()
    }

    /// The table as a part; `None` if there is no text.
    pub fn part(&self) -> io::Result<Option<Part>> {
        let is_any = !self.own.in_order.is_empty();
        is_any.then(|| Part::filled(|out| self.write(out))).transpose()
    }

    fn write(&self, out: &mut Sink) -> io::Result<()> {
        let begin = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{}\" uniqueCount=\"{}\">",
            self.uses,
            self.own.in_order.len()
        );
        out.buffer().extend_from_slice(begin.as_bytes());
        for text in &self.own.in_order {
            shared_text(text, out.buffer())?;
            out.pass()?;
        }
        out.buffer().extend_from_slice(b"</sst>");
        Ok(())
    }
}
