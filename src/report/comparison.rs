//! What a comparison of two assessments says: tables of a terminal, a workbook, a JSON document.

mod book;
mod document;
mod map;
mod screen;
mod words;

pub use book::comparison_workbook;
pub(in crate::report) use document::ComparisonDocument;
pub use document::comparison_document;
pub use screen::{comparison_line, comparison_tables};

use crate::case::{Case, Unsettled};
use crate::compare::Comparison;

impl Comparison<'_> {
    /// The mark of a draft, if the document is one: where either assessment is not settled.
    pub(in crate::report) fn draft(&self) -> Option<String> {
        let mut unsettled: Unsettled = [self.old, self.new].iter().map(Case::unsettled).sum();
        unsettled.errors += self.errors_named;
        unsettled.mark(self.new.language)
    }
}
