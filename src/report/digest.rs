//! What a consolidation keeps of a register once its own documents are written: enough for the ranking, the map, the plan and
//! the comparison of situations over all, and no more, so that hundreds of registers fit into memory.

mod kept;

pub use kept::{ControlDigest, MeasureDigest, MeasureDigests, ScoreDigest, SituationDigest, TextList};

use super::Unsettled;
use super::key::Keys;
use crate::case::{Case, PlanCase, Refused};
use crate::diag::{Diagnostic, Severity, count};
use crate::locale::Language;
use crate::model::Organization;
use jiff::civil::Date;
use kept::Kept;

/// A register, digested.
#[derive(Clone, Debug)]
pub struct Digest {
    /// The file, as the user named it, with forward slashes.
    pub path: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// Whose register it is. Its id is the one that it goes by in the run.
    pub organization: Organization,
    /// The id that the register itself has.
    pub own_id: String,
    /// The day of the assessment.
    pub assessed_on: Option<Date>,
    /// How many findings there are in force: errors, warnings, information.
    pub findings: [usize; 3],
    /// How many functions the register names, and how many of them have a situation.
    pub functions: [usize; 2],
    /// How many situations still have to be assessed.
    pub open: usize,
    keys: Keys,
    kept: Kept,
}

/// A file with errors, or one that is no register.
#[derive(Clone, Debug)]
pub struct Faulty {
    /// The file.
    pub path: String,
    /// Whether it could not be read as a register at all.
    pub refused: bool,
    /// The organisation's id, the file's stem if it was refused.
    pub id: String,
    /// The language of the register.
    pub language: Language,
    /// How many errors there are.
    pub errors: usize,
    /// The errors, the first few.
    pub findings: Vec<Diagnostic>,
}

/// How many errors of a file a consolidation shows.
const SHOWN: usize = 20;

impl Digest {
    /// What is kept of a case.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Self {
        let functions = &case.register.functions;
        Self {
            path: case.path().to_owned(),
            sha256: case.file.sha256().to_owned(),
            organization: case.register.organization.clone(),
            own_id: case.register.organization.id.clone(),
            assessed_on: case.register.assessment.date,
            findings: Severity::ALL.map(|severity| count(case.findings, severity)),
            open: case.open_situations(),
            functions: [functions.len(), functions.iter().filter(|function| !function.situations.is_empty()).count()],
            keys: Keys::of(case.register.situations().map(|(_, situation)| situation.id.as_str())),
            kept: Kept::of(case),
        }
    }

    /// What makes its documents drafts.
    #[must_use]
    pub fn unsettled(&self) -> Unsettled {
        Unsettled { open: self.open, all: self.situations().len(), errors: self.findings[0] }
    }

    /// The situations in the register's order.
    #[must_use]
    pub fn situations(&self) -> impl ExactSizeIterator<Item = SituationDigest<'_>> {
        self.kept.situations()
    }

    /// The key of a situation by its number in the register.
    pub(super) fn key(&self, number: usize) -> String {
        self.keys.key(&self.organization.id, number, self.situation(number).id())
    }

    /// A situation by its 0-based number in the register.
    #[must_use]
    pub fn situation(&self, number: usize) -> SituationDigest<'_> {
        self.kept.situation(number)
    }
}

impl Faulty {
    /// A file that is no register.
    #[must_use]
    pub fn refused(refused: &Refused<'_>) -> Self {
        Self::new(&refused.file.path, refused.file.stem(), refused.language, refused.findings, true)
    }

    /// A register with errors; `None` if it has none.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Option<Self> {
        let faulty = Self::new(case.path(), &case.register.organization.id, case.language, case.findings, false);
        (faulty.errors > 0).then_some(faulty)
    }

    /// A plan of measures with errors; `None` if it has none: that it is no register is no fault of it.
    #[must_use]
    pub fn planned(planned: &PlanCase<'_>) -> Option<Self> {
        let id = &planned.plan.organization.id;
        let faulty = Self::new(&planned.file.path, id, planned.language, planned.findings, false);
        (faulty.errors > 0).then_some(faulty)
    }

    fn new(path: &str, id: &str, language: Language, findings: &[Diagnostic], refused: bool) -> Self {
        let errors = || findings.iter().filter(|found| found.severity == Severity::Error && found.waived.is_none());
        Self {
            path: path.to_owned(),
            refused,
            id: id.to_owned(),
            language,
            errors: errors().count(),
            findings: errors().take(SHOWN).cloned().collect(),
        }
    }
}
