//! From inputs to cases: each register assessed and checked, in parallel, in the order of the inputs.

use super::Ending;
use super::args::FailOn;
use super::console::Console;
use super::failure::Failure;
use super::input::{Input, Inputs, load};
use super::options::Options;
use crate::assess::{Assessment, assess};
use crate::config::codes::{WAIVER_EXPIRED, WAIVER_UNUSED};
use crate::diag::{self, Diagnostic, Severity, Sink, Waiver};
use crate::locale::Message;
use crate::read::Loaded;
use crate::report::{Case, Entry, Refused, Run};
use crate::rules::policy::Policy;
use crate::rules::{self, Subject};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// An input with what was made of it.
#[derive(Debug)]
pub(crate) struct Assessed {
    pub input: Input,
    /// `None` for a file that could not be read as a register.
    pub assessment: Option<Assessment>,
    /// What the reader and the rules found.
    pub findings: Vec<Diagnostic>,
}

impl Assessed {
    /// Finds anew what is to be found on another day.
    pub fn look_again(&mut self, options: &Options, as_of: Date) {
        if let (Input::Register(loaded), Some(assessment)) = (&self.input, &self.assessment) {
            self.findings = findings_of(loaded, assessment, options, as_of);
        }
    }
}

/// Reads, assesses and checks everything that the paths name.
pub(crate) fn assess_paths(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Vec<Assessed>, Failure> {
    let Inputs { inputs, skipped } = load(paths, &options.method, options.sheet.as_deref())?;
    if skipped > 0 {
        console.say(&Message::new("files-skipped").with("count", skipped), console.language(None));
    }
    for input in &inputs {
        console.hear(input.language());
    }
    Ok(inputs.into_par_iter().map(|input| one(input, options)).collect())
}

fn one(input: Input, options: &Options) -> Assessed {
    match input {
        Input::Register(loaded) => {
            let assessment = assess(&loaded.register, &options.method);
            let findings = findings_of(&loaded, &assessment, options, options.as_of);
            Assessed { input: Input::Register(loaded), assessment: Some(assessment), findings }
        }
        Input::Refused { file, readable, findings } => {
            let findings = options.adjustment.apply(findings, None, true, options.as_of);
            Assessed { input: Input::Refused { file, readable, findings: Vec::new() }, assessment: None, findings }
        }
    }
}

/// What the reader and the rules find in a register on a day, adjusted.
pub(crate) fn findings_of(loaded: &Loaded, assessment: &Assessment, options: &Options, as_of: Date) -> Vec<Diagnostic> {
    let (register, origins, method) = (&loaded.register, &loaded.origins, &options.method);
    let subject = Subject { register, origins, method, assessment, as_of };
    let mut sink = Sink::new(&loaded.file);
    rules::check(&subject, &mut sink);
    rules::policy::check(&subject, &options.policy, &mut sink);
    let mut findings = loaded.findings.clone();
    findings.extend(sink.finish());
    diag::sort(&mut findings);
    options.adjustment.apply(findings, Some(&register.organization.id), false, as_of)
}

/// The inputs as reports see them.
pub(crate) fn run_of<'a>(assessed: &'a [Assessed], options: &'a Options, as_of: Date, console: &Console) -> Run<'a> {
    let method = &options.method;
    let entries = assessed.iter().map(|assessed| {
        let file = assessed.input.file();
        let language = console.language(assessed.input.language());
        match (&assessed.input, &assessed.assessment) {
            (Input::Register(loaded), Some(assessment)) => Entry::Case(Case {
                path: &file.path,
                sha256: &file.sha256,
                register: &loaded.register,
                assessment,
                method,
                findings: &assessed.findings,
                language,
                as_of,
            }),
            (input, _) => Entry::Refused(Refused {
                path: &file.path,
                sha256: matches!(input, Input::Refused { readable: true, .. }).then_some(file.sha256.as_str()),
                id: file.stem(),
                findings: &assessed.findings,
                language,
            }),
        }
    });
    Run { entries: entries.collect(), method, as_of, about_run: about_run(assessed, options, as_of) }
}

/// What is found about the configuration: waivers that are not in force and those that let nothing pass.
fn about_run(assessed: &[Assessed], options: &Options, as_of: Date) -> Vec<Diagnostic> {
    let Some(configured) = &options.configured else { return Vec::new() };
    let mut sink = Sink::new(&configured.file);
    let in_run = |organization: &str| {
        assessed.iter().any(|input| match &input.input {
            Input::Register(loaded) => loaded.register.organization.id == organization,
            Input::Refused { .. } => false,
        })
    };
    let used = |waiver: &Arc<Waiver>| {
        let mut findings = assessed.iter().flat_map(|input| &input.findings);
        findings.any(|found| found.waived.as_ref().is_some_and(|by| Arc::ptr_eq(by, waiver)))
    };
    for (waiver, spot) in &configured.waivers {
        if waiver.until < as_of {
            let message = Message::new("expired-waiver").with("code", waiver.code.as_str()).with("until", waiver.until);
            sink.report(&WAIVER_EXPIRED, *spot, message).help = Some(Message::new("expired-waiver-help"));
        } else if waiver.organization.as_deref().is_none_or(in_run) && !used(waiver) {
            let message = Message::new("unused-waiver").with("code", waiver.code.as_str());
            sink.report(&WAIVER_UNUSED, *spot, message).help = Some(Message::new("unused-waiver-help"));
        }
    }
    let mut findings = configured.findings.clone();
    findings.extend(sink.finish());
    diag::sort(&mut findings);
    options.adjustment.apply(findings, None, false, as_of)
}

/// Shows all findings, says how many there are, and how the run therefore ends.
pub(crate) fn conclude(assessed: &[Assessed], options: &Options, fail_on: FailOn, console: &Console) -> Ending {
    for input in assessed {
        console.findings(&input.findings, input.input.file(), console.language(input.input.language()));
    }
    let about_run = about_run(assessed, options, options.as_of);
    if let Some(configured) = &options.configured {
        console.findings(&about_run, &configured.file, console.language(None));
    }
    let counts = counts(assessed, &about_run);
    if counts.iter().sum::<usize>() > 0 {
        let language = console.language(assessed.first().and_then(|input| input.input.language()));
        console.say(&counts_message(counts), language);
    }
    ending(assessed, options, fail_on)
}

/// Prints how many findings there are, and how many were let pass.
pub(crate) fn tell_counts(assessed: &[Assessed], about_run: &[Diagnostic], console: &Console) -> Result<(), Failure> {
    let language = console.language(assessed.first().and_then(|input| input.input.language()));
    let mut lines = language.message(&counts_message(counts(assessed, about_run))) + "\n";
    let waived = assessed.iter().flat_map(|input| &input.findings).filter(|found| found.waived.is_some()).count();
    if waived > 0 {
        lines.push_str(&(language.message(&Message::new("waived-count").with("count", waived)) + "\n"));
    }
    console.print_sentences(&lines)
}

fn counts_message([errors, warnings, information]: [usize; 3]) -> Message {
    Message::new("findings-count").with("errors", errors).with("warnings", warnings).with("information", information)
}

fn counts(assessed: &[Assessed], about_run: &[Diagnostic]) -> [usize; 3] {
    let count = |severity| {
        assessed.iter().map(|input| diag::count(&input.findings, severity)).sum::<usize>()
            + diag::count(about_run, severity)
    };
    Severity::ALL.map(count)
}

/// How a run ends: a broken demand fails it whatever the threshold.
pub(crate) fn ending(assessed: &[Assessed], options: &Options, fail_on: FailOn) -> Ending {
    let [errors, warnings, _] = counts(assessed, &about_run(assessed, options, options.as_of));
    let findings = || assessed.iter().flat_map(|input| &input.findings);
    let broken = findings().any(|found| Policy::owns(found.code) && found.waived.is_none());
    let failed = match fail_on {
        FailOn::Error => errors > 0,
        FailOn::Warning => errors + warnings > 0,
        FailOn::Never => false,
    };
    if assessed.iter().all(|input| input.assessment.is_none()) {
        Ending::CouldNotRun
    } else if failed || broken {
        Ending::Findings
    } else {
        Ending::Done
    }
}
