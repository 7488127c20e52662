//! What makes a document a draft, and the mark that says so.

use crate::case::Case;
use crate::diag::{Severity, count};
use crate::locale::{Language, Message};

/// What makes the documents of registers drafts: situations that are not assessed, and errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// How many situations still have to be assessed.
    pub open: usize,
    /// Of how many.
    pub all: usize,
    /// How many errors are in force.
    pub errors: usize,
}

impl Unsettled {
    /// The mark with its counts; `None` where everything is settled.
    #[must_use]
    pub fn mark(self, language: Language) -> Option<String> {
        let Self { open, all, errors } = self;
        let of_open = Message::new("draft").with("open", open).with("all", all);
        let mark = match (open, errors) {
            (0, 0) => return None,
            (_, 0) => of_open,
            (0, _) => Message::new("draft-errors").with("errors", errors),
            _ => Message::new("draft-both").with("open", of_open).with("errors", errors),
        };
        Some(language.message(&mark))
    }
}

impl std::iter::Sum for Unsettled {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            open: sum.open + one.open,
            all: sum.all + one.all,
            errors: sum.errors + one.errors,
        })
    }
}

impl Case<'_> {
    /// What makes its documents drafts.
    #[must_use]
    pub fn unsettled(&self) -> Unsettled {
        Unsettled {
            open: self.open_situations(),
            all: self.assessment.outcomes.len(),
            errors: count(self.findings, Severity::Error),
        }
    }

    /// The mark of a draft, if the document is one.
    #[must_use]
    pub fn draft(&self) -> Option<String> {
        self.unsettled().mark(self.language)
    }
}
