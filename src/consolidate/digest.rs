//! What a consolidation keeps of a file once the file's own documents are written: the register and what the method says of it,
//! neither its bytes nor the places of its fields.

use crate::assess::Assessment;
use crate::case::{Case, Keys, PlanCase, Refused, Row, Unsettled};
use crate::diag::{Diagnostic, Severity, count};
use crate::locale::Language;
use crate::method::Method;
use crate::model::{AssessmentRecord, Organization, Register};
use crate::source::{Origins, SourceFile};
use jiff::civil::Date;

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
    register: Register,
    /// The numbers of a situation's function, and of the situation in it.
    places: Vec<(u32, u32)>,
    assessment: Assessment,
    /// The file's name, fingerprint and columns.
    file: SourceFile,
    origins: Origins,
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
    /// The first of the errors.
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
            places: (0..)
                .zip(functions)
                .flat_map(|(number, function)| (0..).zip(&function.situations).map(move |(own, _)| (number, own)))
                .collect(),
            assessment: case.assessment.clone(),
            file: {
                let file = SourceFile::known(case.path(), case.file.sha256().to_owned(), case.file.medium());
                file.note_columns(case.file.columns().to_vec());
                file
            },
            origins: Origins::default(),
            register: case.register.packed(),
        }
    }

    /// Lets its organisation go by an id in the run.
    pub fn go_by(&mut self, id: &str) {
        id.clone_into(&mut self.organization.id);
        id.clone_into(&mut self.register.organization.id);
    }

    /// Says who is above its organisation, whatever its register says.
    pub fn is_below(&mut self, parent: &str) {
        for organization in [&mut self.organization, &mut self.register.organization] {
            organization.parent = Some(parent.to_owned());
        }
    }

    /// The register as its own documents show it, with these of its findings.
    #[must_use]
    pub fn case<'a>(&'a self, method: &'a Method, findings: &'a [Diagnostic], as_of: Date) -> Case<'a> {
        Case {
            file: &self.file,
            register: &self.register,
            origins: &self.origins,
            assessment: &self.assessment,
            method,
            findings,
            language: self.organization.language.unwrap_or(Language::Ky),
            as_of,
        }
    }

    /// What makes its documents drafts.
    #[must_use]
    pub fn unsettled(&self) -> Unsettled {
        Unsettled { open: self.open, all: self.situations().len(), errors: self.findings[0] }
    }

    /// The situations in the register's order.
    #[must_use]
    pub fn situations(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.places.len()).map(|number| self.situation(number))
    }

    /// When, by which order and by whom the register was assessed.
    #[must_use]
    pub fn record(&self) -> &AssessmentRecord {
        &self.register.assessment
    }

    /// The key of a situation by its number in the register.
    pub(crate) fn key(&self, number: usize) -> String {
        self.keys.key(&self.organization.id, number, &self.situation(number).situation.id)
    }

    /// A situation by its 0-based number in the register.
    #[must_use]
    pub fn situation(&self, number: usize) -> Row<'_> {
        let (of_function, own) = self.places[number];
        let function = &self.register.functions[of_function as usize];
        Row {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            function,
            situation: &function.situations[own as usize],
            outcome: self.assessment.outcomes[number].as_ref(),
        }
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

    /// A plan of measures with errors; `None` if it has none: not to be a register is no fault.
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
