//! A run: all inputs in their order, with what governs it.

use crate::case::{Case, Configuration, Entry};
use crate::diag::Diagnostic;
use crate::method::Method;
use crate::report::in_force::InForce;
use jiff::civil::Date;

/// All inputs of a run, in their order.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// The inputs.
    pub entries: Vec<Entry<'a>>,
    /// The method.
    pub method: &'a Method,
    /// The configuration that governs the run, if there is one.
    pub configuration: Option<&'a Configuration>,
    /// The day that the documents speak of.
    pub as_of: Date,
    /// What was found about the run itself: its configuration.
    pub about_run: Vec<Diagnostic>,
}

impl<'a> Run<'a> {
    /// What governs the run besides its inputs.
    #[must_use]
    pub fn in_force(&self) -> InForce<'a> {
        InForce { configuration: self.configuration, method: self.method }
    }

    /// All findings: of each input in its order, then about the run.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.entries.iter().flat_map(|entry| entry.findings()).chain(&self.about_run)
    }

    /// The registers that were read.
    #[must_use]
    pub fn cases(&self) -> Vec<Case<'a>> {
        self.entries.iter().filter_map(Entry::case).collect()
    }
}
