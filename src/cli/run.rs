//! From inputs to cases: each register assessed and checked, in parallel, in the order of the inputs.

use super::Ending;
use super::args::FailOn;
use super::console::Console;
use super::failure::Failure;
use super::input::{Input, load};
use super::options::Options;
use super::seal::{Seals, missing_at};
use super::search::{Files, below};
use super::settings;
use super::whose;
use crate::assess::{Assessment, assess};
use crate::config::codes::{WAIVER_EXPIRED, WAIVER_UNUSED};
use crate::diag::{self, Diagnostic, Severity, Sink, Waiver};
use crate::inbox::names;
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::read::{Loaded, LoadedPlan};
use crate::report::{Case, Entry, Planned, Refused, Run};
use crate::rules::plans::{self, PlanSubject};
use crate::rules::policy::Policy;
use crate::rules::{self, Subject};
use crate::source::Origins;
use jiff::civil::Date;
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An input with what was made of it.
#[derive(Debug)]
pub(crate) struct Assessed {
    pub input: Input,
    /// `None` for a plan, and for a file that could not be read.
    pub assessment: Option<Assessment>,
    /// What the reader and the rules found.
    pub findings: Vec<Diagnostic>,
}

impl Assessed {
    /// Whether a demand of the policy is not met.
    pub fn breaks_a_demand(&self) -> bool {
        self.findings.iter().any(|found| Policy::owns(found.code) && found.waived.is_none())
    }

    /// Forgets where each field was read: the findings know their places, and what is written needs the room.
    pub fn forget_places(&mut self) {
        if let Input::Register(loaded) = &mut self.input {
            loaded.origins = Origins::default();
        }
    }

    /// Finds anew what is to be found on another day.
    pub fn look_again(&mut self, options: &Options, as_of: Date) {
        if let (Input::Register(loaded), Some(assessment)) = (&self.input, &self.assessment) {
            self.findings = findings_of(loaded, assessment, &options.method, options, as_of);
        }
    }
}

/// Reads, assesses and checks the registers that the paths name.
pub(crate) fn assess_paths(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Vec<Assessed>, Failure> {
    let (inputs, _) = load_and_hear(paths, options, console)?;
    settings::tell_in_force(options, console);
    let mut inputs: Vec<Input> = inputs.into_iter().map(Input::into_register).collect();
    whose::say(&whose::tell_apart(&mut inputs), console);
    Ok(inputs.into_par_iter().map(|input| one(input, options)).collect())
}

/// Reads and checks everything that the paths name, plans of measures too.
pub(crate) fn check_paths(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Vec<Assessed>, Failure> {
    let (inputs, _) = load_and_tell_apart(paths, options, console)?;
    settings::tell_in_force(options, console);
    Ok(inputs.into_par_iter().map(|input| one(input, options)).collect())
}

/// Reads everything that the paths name, each organisation by an id of its own; what was found there.
pub(crate) fn load_and_tell_apart(
    paths: &[PathBuf],
    options: &Options,
    console: &Console,
) -> Result<(Vec<Input>, Files), Failure> {
    let (mut inputs, found) = load_and_hear(paths, options, console)?;
    whose::say(&whose::tell_apart(&mut inputs), console);
    Ok((inputs, found))
}

/// Reads everything that the paths name; the languages of what was read settle the run's.
fn load_and_hear(paths: &[PathBuf], options: &Options, console: &Console) -> Result<(Vec<Input>, Files), Failure> {
    let (inputs, found) = load(paths, &options.method, &options.asked())?;
    for input in &inputs {
        console.hear(input.language());
    }
    console.hear_words(inputs.first().and_then(Input::speaks));
    tell_passed_over(&found, console);
    settings::tell_unused(paths, Some(&found), options, console);
    Ok((inputs, found))
}

/// Says which files were passed over.
pub(crate) fn tell_passed_over(found: &Files, console: &Console) {
    if let Some(message) = found.told() {
        console.say(&message, console.speech(None));
    }
}

/// Assesses and checks one input.
pub(crate) fn one(input: Input, options: &Options) -> Assessed {
    one_by(input, &options.method, options)
}

/// Assesses and checks one input by a method of its own.
pub(crate) fn one_by(input: Input, method: &Method, options: &Options) -> Assessed {
    match input {
        Input::Register(loaded) => {
            let assessment = assess(&loaded.register, method);
            let findings = findings_of(&loaded, &assessment, method, options, options.as_of);
            Assessed { input: Input::Register(loaded), assessment: Some(assessment), findings }
        }
        Input::Plan(loaded) => {
            let findings = findings_of_plan(&loaded, options, options.as_of);
            Assessed { input: Input::Plan(loaded), assessment: None, findings }
        }
        Input::Refused { file, readable, tells, findings } => {
            let findings = options.adjustment.apply(findings, &[], true, options.as_of);
            Assessed {
                input: Input::Refused { file, readable, tells, findings: Vec::new() },
                assessment: None,
                findings,
            }
        }
    }
}

/// What the reader and the rules find in a plan of measures on a day, adjusted.
pub(crate) fn findings_of_plan(loaded: &LoadedPlan, options: &Options, as_of: Date) -> Vec<Diagnostic> {
    let mut sink = Sink::new(&loaded.file);
    plans::check(&PlanSubject { plan: &loaded.plan, origins: &loaded.origins, as_of }, &mut sink);
    let mut findings = loaded.findings.clone();
    findings.extend(sink.finish());
    diag::sort(&mut findings);
    options.adjustment.apply(findings, &names(&loaded.plan.organization.id, &loaded.file.path), false, as_of)
}

/// What the reader and the rules find in a register on a day, adjusted.
fn findings_of(
    loaded: &Loaded,
    assessment: &Assessment,
    method: &Method,
    options: &Options,
    as_of: Date,
) -> Vec<Diagnostic> {
    let (register, origins) = (&loaded.register, &loaded.origins);
    let subject = Subject { register, origins, method, assessment, as_of };
    let mut sink = Sink::new(&loaded.file);
    rules::check(&subject, &mut sink);
    rules::policy::check(&subject, &options.policy, &mut sink);
    let path = Path::new(&*loaded.file.path);
    match options.seals.beside(path) {
        Some(found) => rules::seal::check(&subject, &found, &mut sink),
        None if options.seals == Seals::Demanded => rules::seal::missing(missing_at(path), &mut sink),
        None => {}
    }
    let mut findings = loaded.findings.clone();
    findings.extend(sink.finish());
    diag::sort(&mut findings);
    options.adjustment.apply(findings, &names(&register.organization.id, &loaded.file.path), false, as_of)
}

/// The inputs as reports see them.
pub(crate) fn run_of<'a>(assessed: &'a [Assessed], options: &'a Options, as_of: Date, console: &Console) -> Run<'a> {
    let method = &options.method;
    let asked = console.asked();
    let entries = assessed.iter().map(|assessed| entry_of(assessed, method, as_of, asked));
    Run {
        entries: entries.collect(),
        method,
        configuration: options.configuration.as_ref(),
        as_of,
        about_run: about_run(assessed, options, as_of),
    }
}

/// An input as reports see it.
pub(crate) fn entry_of<'a>(
    assessed: &'a Assessed,
    method: &'a Method,
    as_of: Date,
    asked: Option<Language>,
) -> Entry<'a> {
    let file = assessed.input.file();
    let language = Console::language_of_document(asked, assessed.input.language());
    match (&assessed.input, &assessed.assessment) {
        (Input::Register(loaded), Some(assessment)) => Entry::Case(Case {
            path: &file.path,
            sha256: file.sha256(),
            register: &loaded.register,
            assessment,
            method,
            findings: &assessed.findings,
            columns: file.columns(),
            language,
            as_of,
        }),
        (Input::Plan(loaded), _) => Entry::Plan(Planned {
            path: &file.path,
            sha256: file.sha256(),
            plan: &loaded.plan,
            findings: &assessed.findings,
            columns: file.columns(),
            language,
        }),
        (input, _) => Entry::Refused(Refused {
            path: &file.path,
            sha256: (!matches!(input, Input::Refused { readable: false, .. })).then_some(file.sha256()),
            id: file.stem(),
            findings: &assessed.findings,
            columns: file.columns(),
            language,
        }),
    }
}

/// What a run has seen: whose registers, and which waivers let something pass.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    organizations: BTreeSet<String>,
    files: BTreeSet<PathBuf>,
    /// The waivers that let something pass, by where they lie.
    waivers: HashSet<usize>,
}

/// Where a waiver lies: a configuration holds each once, for the whole run.
fn place_of(waiver: &Arc<Waiver>) -> usize {
    Arc::as_ptr(waiver).addr()
}

impl Seen {
    /// Adds an input to what was seen.
    pub fn add(&mut self, assessed: &Assessed) {
        self.files.extend(Path::new(&*assessed.input.file().path).canonicalize());
        let organization = match &assessed.input {
            Input::Register(loaded) => Some(&loaded.register.organization),
            Input::Plan(loaded) => Some(&loaded.plan.organization),
            Input::Refused { .. } => None,
        };
        let path = &assessed.input.file().path;
        self.organizations.extend(organization.into_iter().flat_map(|organization| names(&organization.id, path)));
        self.waivers.extend(assessed.findings.iter().filter_map(|found| found.waived.as_ref()).map(place_of));
    }

    /// Adds what another part of the run has seen.
    pub fn join(&mut self, other: Self) {
        self.organizations.extend(other.organizations);
        self.files.extend(other.files);
        self.waivers.extend(other.waivers);
    }

    /// Whether an organisation was seen, if only under an id that several claimed: then the folder stands before it.
    fn has_seen(&self, named: &str) -> bool {
        self.organizations
            .iter()
            .any(|known| known.strip_suffix(named).is_some_and(|before| before.is_empty() || before.ends_with('/')))
    }

    /// What is found about the configuration: waivers that are not in force and those that let nothing pass.
    pub fn about_run(&self, options: &Options, as_of: Date) -> Vec<Diagnostic> {
        let Some(configured) = &options.configured else { return Vec::new() };
        let mut sink = Sink::new(&configured.file);
        let is_whole = OnceCell::new();
        for (waiver, spot) in &configured.waivers {
            let concerned = waiver.organization.as_ref().is_none_or(|named| self.has_seen(named));
            let used = self.waivers.contains(&place_of(waiver));
            if waiver.until < as_of {
                let message =
                    Message::new("expired-waiver").with("code", waiver.code.as_str()).with("until", waiver.until);
                sink.report(&WAIVER_EXPIRED, *spot, message).help = Some(Message::new("expired-waiver-help"));
            } else if concerned && !used && *is_whole.get_or_init(|| self.holds_all_below(&configured.folder())) {
                let message = Message::new("unused-waiver").with("code", waiver.code.as_str());
                sink.report(&WAIVER_UNUSED, *spot, message).help = Some(Message::new("unused-waiver-help"));
            }
        }
        let mut findings = configured.findings.clone();
        findings.extend(sink.finish());
        diag::sort(&mut findings);
        options.adjustment.apply(findings, &[], false, as_of)
    }
}

impl Seen {
    /// Whether the run was over all that a configuration in a folder governs: what lets nothing pass in a part may be needed
    /// in the rest.
    fn holds_all_below(&self, folder: &Path) -> bool {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let all = below(folder);
        !all.is_empty() && all.iter().all(|file| file.canonicalize().is_ok_and(|real| self.files.contains(&real)))
    }
}

fn about_run(assessed: &[Assessed], options: &Options, as_of: Date) -> Vec<Diagnostic> {
    let mut seen = Seen::default();
    for input in assessed {
        seen.add(input);
    }
    seen.about_run(options, as_of)
}

/// Shows all findings, says how many there are, and how the run therefore ends.
pub(crate) fn conclude(assessed: &[Assessed], options: &Options, fail_on: FailOn, console: &Console) -> Ending {
    for input in assessed {
        console.findings(&input.findings, input.input.file(), console.speech(input.input.speaks()));
    }
    let about_run = about_run(assessed, options, options.as_of);
    if let Some(configured) = &options.configured {
        console.findings(&about_run, &configured.file, console.speech(None));
    }
    let counts = counts(assessed, &about_run);
    if counts.iter().sum::<usize>() > 0 {
        let language = console.speech(assessed.first().and_then(|input| input.input.speaks()));
        console.say(&counts_message(counts), language);
    }
    ending(assessed, options, fail_on)
}

/// Prints how many findings there are, and how many were let pass.
pub(crate) fn tell_counts(assessed: &[Assessed], about_run: &[Diagnostic], console: &Console) -> Result<(), Failure> {
    let language = console.speech(assessed.first().and_then(|input| input.input.speaks()));
    let mut lines = language.message(&counts_message(counts(assessed, about_run))) + "\n";
    let waived = assessed.iter().flat_map(|input| &input.findings).filter(|found| found.waived.is_some()).count();
    if waived > 0 {
        lines.push_str(&(language.message(&Message::new("waived-count").with("count", waived)) + "\n"));
    }
    console.print_sentences(&lines)
}

pub(crate) fn counts_message([errors, warnings, information]: [usize; 3]) -> Message {
    Message::new("findings-count").with("errors", errors).with("warnings", warnings).with("information", information)
}

fn counts(assessed: &[Assessed], about_run: &[Diagnostic]) -> [usize; 3] {
    let count = |severity| {
        assessed.iter().map(|input| diag::count(&input.findings, severity)).sum::<usize>()
            + diag::count(about_run, severity)
    };
    Severity::ALL.map(count)
}

/// How a run ends.
pub(crate) fn ending(assessed: &[Assessed], options: &Options, fail_on: FailOn) -> Ending {
    let counts = counts(assessed, &about_run(assessed, options, options.as_of));
    let broken = assessed.iter().any(Assessed::breaks_a_demand);
    let read = |input: &Assessed| input.assessment.is_some() || matches!(input.input, Input::Plan(_));
    ending_of(counts, broken, assessed.iter().any(read), fail_on)
}

/// How a run with so many findings ends: a broken demand fails it whatever the threshold, and nothing read at all is worse.
pub(crate) fn ending_of([errors, warnings, _]: [usize; 3], broken: bool, any_read: bool, fail_on: FailOn) -> Ending {
    let failed = match fail_on {
        FailOn::Error => errors > 0,
        FailOn::Warning => errors + warnings > 0,
        FailOn::Never => false,
    };
    if !any_read {
        Ending::CouldNotRun
    } else if failed || broken {
        Ending::Findings
    } else {
        Ending::Done
    }
}
