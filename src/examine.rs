//! Bytes become a case: read, assessed, checked by every rule, compared with their seal, and what was found adjusted by what a
//! user settled. There is one way, which the command line, the tests, the benchmarks and the fuzz targets go.
//!
//! Nothing is opened here: the caller hands in the bytes and looks for the seal beside a register ([`SealSource`]). For one
//! file, call [`examine`]. A run over many calls the halves, [`read`] and [`Input::examined`], and gives organisations that
//! claim one id names of their own in between.

mod conditions;
mod input;

pub use conditions::{Conditions, SealSource};
pub use input::Input;

use crate::assess::{Assessment, assess};
use crate::case::{Case, Entry, PlanCase, Refused};
use crate::diag::{self, Diagnostic, Sink};
use crate::locale::Language;
use crate::read::read_file;
use crate::rules::repeats::{self, Reports};
use crate::rules::seal::{self, Beside};
use crate::rules::{self, plans, policy};
use crate::source::Origins;
use rayon::prelude::*;
use std::borrow::Cow;

/// A file with what was made of it.
#[derive(Debug)]
pub struct Examined {
    /// What it was read as.
    pub input: Input,
    /// What the method says of it; `None` for all that is no register.
    pub assessment: Option<Assessment>,
    /// What the reader and the rules found.
    pub findings: Vec<Diagnostic>,
}

/// Examines the bytes of a file, whatever it is. Its path tells its format, and stands in what is said of it.
#[must_use]
pub fn examine<'b>(path: &str, bytes: impl Into<Cow<'b, [u8]>>, by: &Conditions<'_>) -> Examined {
    read(path, bytes, by).examined(by)
}

/// The first half: what a file is read as.
#[must_use]
pub fn read<'b>(path: &str, bytes: impl Into<Cow<'b, [u8]>>, by: &Conditions<'_>) -> Input {
    read_file(path, bytes, by.method, &by.asked).map_or_else(Input::from, Input::from)
}

impl Input {
    /// The second half: what was read, assessed and checked.
    #[must_use]
    pub fn examined(mut self, by: &Conditions<'_>) -> Examined {
        let assessment = match &self {
            Self::Register(loaded) => Some(assess(&loaded.register, by.method)),
            Self::Plan(_) | Self::Refused { .. } => None,
        };
        let findings = match &mut self {
            // Nothing is found in it on another day.
            Self::Refused { findings, .. } => by.adjustment.apply(std::mem::take(findings), &[], true, by.as_of),
            Self::Register(_) | Self::Plan(_) => self.found(assessment.as_ref(), by),
        };
        Examined { input: self, assessment, findings }
    }

    /// What the reader and the rules find in a register or a plan, adjusted.
    fn found(&self, assessment: Option<&Assessment>, by: &Conditions<'_>) -> Vec<Diagnostic> {
        let mut sink = Sink::new(self.file());
        let mut repeated = Vec::new();
        match self.entry(assessment, self.findings(), by, None) {
            Entry::Case(case) => {
                policy::check(&case, by.policy, &mut sink);
                if self.is_checked() {
                    return self.found_again(sink.finish(), by);
                }
                rules::check(&case, &mut sink);
                let seal = by.seals.map_or(Beside::NotAsked, |seals| seals.beside(case.path()));
                seal::look(&case, seal, &mut sink);
                repeated.extend(by.before.iter().flat_map(|before| before.repeated(&case)));
            }
            Entry::Plan(plan) => {
                plans::check(&plan, &mut sink);
                repeated.extend(by.before.iter().flat_map(|before| before.repeated_in_plan(&plan)));
            }
            Entry::Refused(_) => {}
        }
        let mut findings = self.findings().to_vec();
        findings.extend(sink.finish());
        repeats::join(&mut findings, repeated);
        diag::sort(&mut findings);
        by.adjustment.apply(findings, &self.names(), false, by.as_of)
    }

    /// What an earlier run found, and what is demanded now and was not then.
    fn found_again(&self, demands: Vec<Diagnostic>, by: &Conditions<'_>) -> Vec<Diagnostic> {
        let mut findings = self.findings().to_vec();
        let is_new = |new: &Diagnostic| {
            let is_it = |known: &Diagnostic| known.code == new.code && known.situation == new.situation;
            !self.findings().iter().any(is_it)
        };
        findings.extend(demands.into_iter().filter(is_new));
        by.adjustment.apply(findings, &self.names(), false, by.as_of)
    }

    /// The file as rules and documents see it.
    fn entry<'a>(
        &'a self,
        assessment: Option<&'a Assessment>,
        findings: &'a [Diagnostic],
        by: &Conditions<'a>,
        asked: Option<Language>,
    ) -> Entry<'a> {
        let language = asked.or(self.language()).unwrap_or(Language::Ky);
        match (self, assessment) {
            (Self::Register(loaded), Some(assessment)) => Entry::Case(Case {
                file: &loaded.file,
                register: &loaded.register,
                origins: &loaded.origins,
                assessment,
                method: by.method,
                findings,
                language,
                as_of: by.as_of,
            }),
            (Self::Plan(loaded), _) => Entry::Plan(PlanCase {
                file: &loaded.file,
                plan: &loaded.plan,
                origins: &loaded.origins,
                findings,
                language,
                as_of: by.as_of,
            }),
            (input, _) => Entry::Refused(Refused {
                file: input.file(),
                readable: !matches!(input, Self::Refused { readable: false, .. }),
                findings,
                language,
            }),
        }
    }
}

/// Adds what the files of a run report that a file of another body before them reported, too.
pub fn compare_bodies(all: &mut [Examined], by: &Conditions<'_>) {
    if all.len() < 2 {
        return;
    }
    let reports: Vec<Option<Reports>> = all.par_iter().map(|examined| examined.reports(by)).collect();
    for (examined, found) in all.iter_mut().zip(repeats::elsewhere(&reports)) {
        examined.add_repeats(found, by);
    }
}

impl Examined {
    /// What its measures report; `None` where nothing more is to be found in it.
    #[must_use]
    pub fn reports(&self, by: &Conditions<'_>) -> Option<Reports> {
        if self.input.is_checked() { None } else { self.reports_of_any(by) }
    }

    /// The same also of a register that an earlier run checked.
    #[must_use]
    pub fn reports_of_any(&self, by: &Conditions<'_>) -> Option<Reports> {
        match self.entry(by, None) {
            Entry::Case(case) => Some(Reports::of(&case)),
            Entry::Plan(plan) => Some(Reports::of_plan(&plan)),
            Entry::Refused(_) => None,
        }
    }

    /// Adds repeats that were found by other files, adjusted.
    pub fn add_repeats(&mut self, found: Vec<Diagnostic>, by: &Conditions<'_>) {
        if !found.is_empty() {
            let found = by.adjustment.apply(found, &self.input.names(), false, by.as_of);
            repeats::join(&mut self.findings, found);
            diag::sort(&mut self.findings);
        }
    }

    /// The file as documents see it, in the language that was asked for, else in its own, else in Kyrgyz.
    #[must_use]
    pub fn entry<'a>(&'a self, by: &Conditions<'a>, asked: Option<Language>) -> Entry<'a> {
        self.input.entry(self.assessment.as_ref(), &self.findings, by, asked)
    }

    /// The register as documents see it; `None` for all that is none.
    #[must_use]
    pub fn case<'a>(&'a self, by: &Conditions<'a>) -> Option<Case<'a>> {
        self.entry(by, None).case()
    }

    /// Whether it was read as a register or as a plan.
    #[must_use]
    pub fn is_read(&self) -> bool {
        !matches!(self.input, Input::Refused { .. })
    }

    /// Whether a demand of the policy is not met.
    #[must_use]
    pub fn breaks_a_demand(&self) -> bool {
        self.findings.iter().any(|found| policy::Policy::owns(found.code) && found.waived.is_none())
    }

    /// Finds anew what is to be found on another day.
    pub fn look_again(&mut self, by: &Conditions<'_>) {
        if self.is_read() {
            self.findings = self.input.found(self.assessment.as_ref(), by);
        }
    }

    /// Forgets where each field was read: the findings know their places, and what is written needs the room.
    pub fn forget_places(&mut self) {
        if let Input::Register(loaded) = &mut self.input {
            loaded.origins = Origins::default();
        }
    }
}
