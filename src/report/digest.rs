//! What a consolidation keeps of a register once its own documents are written: enough for the ranking, the map, the plan and
//! the comparison of situations over all, and no more, so that hundreds of registers fit into memory.

use super::{Case, Refused};
use crate::assess::Outcome;
use crate::diag::{Diagnostic, Severity, count};
use crate::locale::Language;
use crate::model::{Level, Organization, Period};
use jiff::civil::Date;
use std::sync::Arc;

/// A register, digested.
#[derive(Clone, Debug)]
pub struct Digest {
    /// The file, as the user named it, with forward slashes.
    pub path: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// Whose register it is.
    pub organization: Organization,
    /// The day of the assessment.
    pub assessed_on: Option<Date>,
    /// How many findings there are in force: errors, warnings, information.
    pub findings: [usize; 3],
    /// How many functions the register names, and how many of them have a situation.
    pub functions: [usize; 2],
    /// How many situations still have to be assessed.
    pub open: usize,
    /// The situations in the register's order.
    pub situations: Vec<SituationDigest>,
}

/// A situation, digested.
#[derive(Clone, Debug)]
pub struct SituationDigest {
    /// Its id.
    pub id: String,
    /// The heading under which its function stands.
    pub group: Option<Arc<str>>,
    /// The function's name.
    pub function: Arc<str>,
    /// What can happen.
    pub text: String,
    /// The structural unit.
    pub unit: Option<String>,
    /// The exposed positions.
    pub positions: Vec<String>,
    /// Whether, and where, it may arise in other bodies.
    pub elsewhere: Option<String>,
    /// What the method says of it; `None` if it is not assessed.
    pub outcome: Option<Outcome>,
    /// The level that the treatment follows.
    pub treated: Option<Level>,
    /// The measures.
    pub measures: Vec<MeasureDigest>,
}

/// A measure, digested.
#[derive(Clone, Debug)]
pub struct MeasureDigest {
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due: Option<Period>,
    /// Who does it; the first is the lead.
    pub responsible: Vec<String>,
    /// What will be different.
    pub expected_result: Option<String>,
    /// The source of funds.
    pub funding: Option<String>,
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
        let mut situations = Vec::with_capacity(case.assessment.outcomes.len());
        let mut outcomes = case.assessment.outcomes.iter();
        for function in &case.register.functions {
            let (name, group): (Arc<str>, _) =
                (function.name.as_str().into(), function.group.as_deref().map(Arc::from));
            for (situation, outcome) in function.situations.iter().zip(outcomes.by_ref()) {
                situations.push(SituationDigest {
                    id: situation.id.clone(),
                    group: group.clone(),
                    function: Arc::clone(&name),
                    text: situation.text.clone(),
                    unit: situation.unit.clone(),
                    positions: situation.positions.clone(),
                    elsewhere: situation.elsewhere.clone(),
                    outcome: *outcome,
                    treated: outcome.as_ref().map(|outcome| outcome.treated_level(case.method)),
                    measures: situation
                        .measures
                        .iter()
                        .map(|measure| MeasureDigest {
                            text: measure.text.clone(),
                            due: measure.due.clone(),
                            responsible: measure.responsible.clone(),
                            expected_result: measure.expected_result.clone(),
                            funding: measure.funding.clone(),
                        })
                        .collect(),
                });
            }
        }
        let functions = &case.register.functions;
        Self {
            path: case.path.to_owned(),
            sha256: case.sha256.to_owned(),
            organization: case.register.organization.clone(),
            assessed_on: case.register.assessment.date,
            findings: Severity::ALL.map(|severity| count(case.findings, severity)),
            open: case.open_situations(),
            functions: [functions.len(), functions.iter().filter(|function| !function.situations.is_empty()).count()],
            situations,
        }
    }
}

impl Faulty {
    /// A file that is no register.
    #[must_use]
    pub fn refused(refused: &Refused<'_>) -> Self {
        Self::new(refused.path, refused.id, refused.language, refused.findings, true)
    }

    /// A register with errors; `None` if it has none.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Option<Self> {
        let faulty = Self::new(case.path, &case.register.organization.id, case.language, case.findings, false);
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
