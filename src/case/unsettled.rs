//! What makes the documents about registers drafts.

use super::Case;
use crate::diag::{Severity, count};

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
}
