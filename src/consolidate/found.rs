//! The findings of a file that are kept for the table of all findings of a run.

use crate::case::Entry;
use crate::diag::Diagnostic;

/// A file with what was found in it.
#[derive(Clone, Debug)]
pub struct FoundIn {
    /// The file, as the user named it, with forward slashes.
    pub path: String,
    /// The id by which its organisation goes in the run; `None` where that is not known.
    pub organization: Option<String>,
    /// What was found, in the order in which it is shown.
    pub findings: Vec<Diagnostic>,
}

impl FoundIn {
    /// What was found in a file.
    #[must_use]
    pub fn of(entry: &Entry<'_>) -> Self {
        Self {
            path: entry.path().to_owned(),
            organization: entry.case().map(|case| case.register.organization.id.clone()),
            findings: entry.findings().to_vec(),
        }
    }
}
