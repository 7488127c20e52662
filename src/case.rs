//! A register or a plan with where its fields were read, what the method says of it, and what was found: what rules look at
//! and every document speaks of.
//!
//! A case borrows all that it shows; whoever examined the file ([`crate::examine`]) owns it. While the rules are at work the
//! findings of a case are those of the reader; for the documents they are all that count. Nothing is computed here: scores
//! are the assessment's, judgements the rules', words the reports'.

mod configuration;
mod key;

pub use configuration::{Configuration, FieldOf, SeverityOf};
pub(crate) use key::Keys;

use crate::assess::{Assessment, Outcome};
use crate::diag::{Diagnostic, Severity, count};
use crate::locale::Language;
use crate::method::Method;
use crate::model::{Function, Plan, Register, Situation};
use crate::source::{ColumnReading, Origins, SourceFile};
use jiff::civil::Date;

/// A register with everything that is known about it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// The register.
    pub register: &'a Register,
    /// Where its fields were read; none for a register that stood in a document of many.
    pub origins: &'a Origins,
    /// What the method says of it.
    pub assessment: &'a Assessment,
    /// The method.
    pub method: &'a Method,
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// The language of documents about it.
    pub language: Language,
    /// The day on which it is looked at.
    pub as_of: Date,
}

/// A plan of measures that is not tied to risks, with everything that is known about it.
#[derive(Clone, Copy, Debug)]
pub struct PlanCase<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// The plan.
    pub plan: &'a Plan,
    /// Where its fields were read.
    pub origins: &'a Origins,
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// The language of documents about it.
    pub language: Language,
    /// The day on which it is looked at.
    pub as_of: Date,
}

/// A file that is neither, and why.
#[derive(Clone, Copy, Debug)]
pub struct Refused<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// Whether its bytes could be read at all.
    pub readable: bool,
    /// Why it was refused.
    pub findings: &'a [Diagnostic],
    /// The language of documents about it.
    pub language: Language,
}

/// What a file was found to be.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// A register that was read.
    Case(Case<'a>),
    /// A plan of measures that was read.
    Plan(PlanCase<'a>),
    /// A file that is neither.
    Refused(Refused<'a>),
}

/// A situation with all that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The situation's 0-based number in the register.
    pub number: u32,
    /// The function in which it arises.
    pub function: &'a Function,
    /// The situation.
    pub situation: &'a Situation,
    /// What the method says of it; `None` where it is not assessed.
    pub outcome: Option<&'a Outcome>,
}

impl<'a> Case<'a> {
    /// The file, as the user named it, with forward slashes.
    #[must_use]
    pub fn path(&self) -> &'a str {
        &self.file.path
    }

    /// The situations in the register's order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let outcomes = self.assessment.outcomes.iter();
        (0..).zip(self.register.situations()).zip(outcomes).map(|((number, (function, situation)), outcome)| Row {
            number,
            function,
            situation,
            outcome: outcome.as_ref(),
        })
    }

    /// How many situations still have to be assessed: those without an outcome whose level is not declared without points.
    #[must_use]
    pub fn open_situations(&self) -> usize {
        let declared =
            |row: &Row<'_>| row.situation.declared_without_points(|level| self.method.level(level).declared_only);
        self.rows().filter(|row| row.outcome.is_none() && !declared(row)).count()
    }

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

impl<'a> Entry<'a> {
    /// The file.
    #[must_use]
    pub fn file(&self) -> &'a SourceFile {
        match self {
            Self::Case(case) => case.file,
            Self::Plan(plan) => plan.file,
            Self::Refused(refused) => refused.file,
        }
    }

    /// The file, as the user named it, with forward slashes.
    #[must_use]
    pub fn path(&self) -> &'a str {
        &self.file().path
    }

    /// SHA-256 of the file, lower-case hexadecimal, if it could be read at all.
    #[must_use]
    pub fn sha256(&self) -> Option<&'a str> {
        match self {
            Self::Refused(refused) => refused.sha256(),
            Self::Case(_) | Self::Plan(_) => Some(self.file().sha256()),
        }
    }

    /// What the columns of its tables were read as.
    #[must_use]
    pub fn columns(&self) -> &'a [ColumnReading] {
        self.file().columns()
    }

    /// The organisation's id; of a file that is neither register nor plan, its stem.
    #[must_use]
    pub fn id(&self) -> &'a str {
        match self {
            Self::Case(case) => &case.register.organization.id,
            Self::Plan(plan) => &plan.plan.organization.id,
            Self::Refused(refused) => refused.file.stem(),
        }
    }

    /// What was found.
    #[must_use]
    pub fn findings(&self) -> &'a [Diagnostic] {
        match self {
            Self::Case(case) => case.findings,
            Self::Plan(plan) => plan.findings,
            Self::Refused(refused) => refused.findings,
        }
    }

    /// The register, if it is one.
    #[must_use]
    pub fn case(&self) -> Option<Case<'a>> {
        match self {
            Self::Case(case) => Some(*case),
            Self::Plan(_) | Self::Refused(_) => None,
        }
    }

    /// The same, spoken of in a language.
    #[must_use]
    pub fn in_language(mut self, wanted: Language) -> Self {
        match &mut self {
            Self::Case(case) => case.language = wanted,
            Self::Plan(plan) => plan.language = wanted,
            Self::Refused(refused) => refused.language = wanted,
        }
        self
    }

    /// The language of documents about it.
    #[must_use]
    pub fn language(&self) -> Language {
        match self {
            Self::Case(case) => case.language,
            Self::Plan(plan) => plan.language,
            Self::Refused(refused) => refused.language,
        }
    }
}

impl<'a> Refused<'a> {
    /// SHA-256 of the file, lower-case hexadecimal, if it could be read at all.
    #[must_use]
    pub fn sha256(&self) -> Option<&'a str> {
        self.readable.then(|| self.file.sha256())
    }
}
