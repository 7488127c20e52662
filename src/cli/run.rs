//! From inputs to cases: each register assessed and checked, in parallel, in the order of the inputs.

use super::Ending;
use super::args::FailOn;
use super::console::Console;
use super::failure::Failure;
use super::input::{Input, Inputs, load};
use super::options::Options;
use crate::assess::{Assessment, assess};
use crate::diag::{self, Diagnostic, Severity, Sink};
use crate::locale::Message;
use crate::method::Method;
use crate::report::{Case, Entry, Refused, Run};
use crate::rules::{self, Subject};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::PathBuf;

/// An input with what was made of it.
#[derive(Debug)]
pub(crate) struct Assessed {
    pub input: Input,
    /// `None` for a file that could not be read as a register.
    pub assessment: Option<Assessment>,
    /// What the reader and the rules found.
    pub findings: Vec<Diagnostic>,
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
    let method = &options.method;
    match input {
        Input::Register(loaded) => {
            let assessment = assess(&loaded.register, method);
            let subject = Subject {
                register: &loaded.register,
                origins: &loaded.origins,
                method,
                assessment: &assessment,
                as_of: options.as_of,
            };
            let mut sink = Sink::new(&loaded.file);
            rules::check(&subject, &mut sink);
            let mut findings = loaded.findings.clone();
            findings.extend(sink.finish());
            diag::sort(&mut findings);
            Assessed { input: Input::Register(loaded), assessment: Some(assessment), findings }
        }
        Input::Refused { file, readable, findings } => {
            Assessed { input: Input::Refused { file, readable, findings: Vec::new() }, assessment: None, findings }
        }
    }
}

/// The inputs as reports see them.
pub(crate) fn run_of<'a>(assessed: &'a [Assessed], method: &'a Method, as_of: Date, console: &Console) -> Run<'a> {
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
    Run { entries: entries.collect(), method, as_of }
}

/// Shows all findings, says how many there are, and how the run therefore ends.
pub(crate) fn conclude(assessed: &[Assessed], fail_on: FailOn, console: &Console) -> Ending {
    let mut counts = [0; 3];
    for input in assessed {
        console.findings(&input.findings, input.input.file(), console.language(input.input.language()));
        for (count, severity) in counts.iter_mut().zip(Severity::ALL) {
            *count += diag::count(&input.findings, severity);
        }
    }
    let [errors, warnings, information] = counts;
    if errors + warnings + information > 0 {
        let language = console.language(assessed.first().and_then(|input| input.input.language()));
        let message = Message::new("findings-count")
            .with("errors", errors)
            .with("warnings", warnings)
            .with("information", information);
        console.say(&message, language);
    }
    let failed = match fail_on {
        FailOn::Error => errors > 0,
        FailOn::Warning => errors + warnings > 0,
        FailOn::Never => false,
    };
    if assessed.iter().all(|input| input.assessment.is_none()) {
        Ending::CouldNotRun
    } else if failed {
        Ending::Findings
    } else {
        Ending::Done
    }
}
