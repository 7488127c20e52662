//! The inputs of `assess`, one after the other on each thread: read, assessed, written, and forgotten but for what the rest of
//! the run needs. One file never stops the others; Ctrl-C stops before the next.

use super::console::Console;
use super::deliver::{Content, Progress};
use super::found::Found;
use super::input::read_one;
use super::options::Options;
use super::output::{ASSESSMENT, Kind};
use super::place::{Lost, lies_in};
use super::replies::{Answered, Replying, Said};
use super::seal::Sealing;
use super::seen::Seen;
use super::targets::{Holds, Of, Target, place_in_folder};
use super::whose;
use crate::case::{Case, Entry};
use crate::consolidate::{Digest, Faulty, FoundIn};
use crate::diag::{Diagnostic, Severity, count, sort};
use crate::examine::{Examined, Input};
use crate::inbox::{Became, Claim, Listed};
use crate::locale::{Language, Message};
use crate::report::{Part, order_document, summary_line, workbook};
use crate::rules::repeats::Reports;
use crate::text::printable;
use anyhow::{Error, Result};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody asked the run to stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// What a batch works with.
pub(crate) struct Batch<'a> {
    pub files: &'a [Found],
    pub parts: &'a [Part],
    /// Whether the registers themselves are needed afterwards.
    pub keep: bool,
    /// What is made afterwards of all files together, among other targets.
    pub planned: &'a [Target],
    pub seal: bool,
    /// The organisations that the configuration names.
    pub listed: &'a [Listed],
    pub replying: &'a Replying<'a>,
}

/// What is left of an input.
#[derive(Default)]
pub(crate) struct Done {
    /// What the file claims of its organisation.
    pub claim: Option<Claim>,
    /// What became of the file, its fingerprint, and what was found first where it was not read.
    pub became: Option<Became>,
    pub sha256: Option<String>,
    pub reason: Option<Message>,
    pub assessed: Option<Examined>,
    pub digest: Option<Digest>,
    pub faulty: Option<Faulty>,
    pub found: Option<FoundIn>,
    pub sealing: Option<Sealing>,
    /// What its measures report, to be compared with what other bodies do.
    pub reports: Option<Reports>,
    /// Errors, warnings, information.
    pub findings: [usize; 3],
    pub breaks_a_demand: bool,
    /// What the reply to its sender said.
    pub said: Option<Said>,
    /// The line that sums up the register; `None` for any other file.
    pub summary: Option<String>,
    pub seen: Seen,
    /// The files that were written, what had to be changed in them, and what could not be written.
    pub written: Vec<PathBuf>,
    pub notes: Vec<Message>,
    pub failures: Vec<Error>,
    pub language: Option<Language>,
    /// The language of messages about it.
    pub speaks: Option<Language>,
}

impl Done {
    /// Lets the organisation go by an id in everything that is left of its file.
    pub fn go_by(&mut self, id: &str) {
        if let Some(assessed) = &mut self.assessed {
            assessed.input.go_by(id.to_owned());
        }
        if let Some(digest) = &mut self.digest {
            digest.go_by(id);
        }
        if let Some(faulty) = &mut self.faulty {
            id.clone_into(&mut faulty.id);
        }
        if let Some(found) = &mut self.found {
            found.organization = Some(id.to_owned());
        }
    }
}

impl Done {
    /// Says who is above the organisation, where the configuration does: its list prevails over what a register says.
    pub fn is_below(&mut self, options: &Options) {
        let digest = self.digest.as_mut();
        if let Some(digest) = digest {
            let parent = whose::parent_of(&[&digest.organization.id, &digest.own_id], options);
            if let Some(parent) = parent {
                digest.is_below(parent);
            }
        }
        if let Some(assessed) = &mut self.assessed {
            let id = assessed.input.organization().map(|organization| organization.id.clone());
            let parent = whose::parent_of(&[id.as_deref().unwrap_or_default()], options);
            if let Some(parent) = parent {
                assessed.input.is_below(parent);
            }
        }
    }

    /// Adds what its measures report and another body did, too.
    pub fn add_repeats(&mut self, repeats: &[Diagnostic]) {
        let counts = self.digest.as_mut().map(|digest| &mut digest.findings);
        for counts in counts.into_iter().chain([&mut self.findings]) {
            for (count_of, severity) in counts.iter_mut().zip(Severity::ALL) {
                *count_of += count(repeats, severity);
            }
        }
        let found = self.found.as_mut().map(|found| &mut found.findings);
        let assessed = self.assessed.as_mut().map(|assessed| &mut assessed.findings);
        for findings in found.into_iter().chain(assessed) {
            findings.extend(repeats.iter().cloned());
            sort(findings);
        }
        self.seen.note(repeats);
    }

    /// Leaves an earlier version out of what is counted and told: its own documents stay.
    pub fn leave_out(&mut self) {
        (self.digest, self.faulty, self.found, self.summary) = (None, None, None, None);
        (self.findings, self.breaks_a_demand) = ([0; 3], false);
    }
}

/// What is made of a plan of measures where registers are assessed.
struct AboutPlan {
    /// The reply to its sender, written, if one is.
    reply: Option<Result<Answered>>,
    /// The plan as a file with errors, if it has any.
    faulty: Option<Faulty>,
    found: Option<FoundIn>,
    /// Errors, warnings, information.
    findings: [usize; 3],
}

impl Batch<'_> {
    /// What is left of each input, in their order; of those that were not begun when the run was stopped, nothing.
    pub fn run(&self, console: &Console) -> Vec<Option<Done>> {
        stop_on_ctrl_c();
        let progress = Progress::new(self.files.len(), console);
        let names = whose::names(self.files, self.replying.options);
        let mut all: Vec<Option<Done>> = (0..self.files.len())
            .into_par_iter()
            .map(|number| {
                if STOPPED.load(Ordering::Relaxed) {
                    return None;
                }
                let done = self.file(number, names.get(&number).cloned());
                progress.step(&self.files[number].path);
                Some(done)
            })
            .collect();
        progress.finish();
        for Lost { path, error } in self.replying.placing.settle() {
            let mut error = Some(error);
            for done in all.iter_mut().flatten() {
                let before = done.written.len();
                done.written.retain(|file| !lies_in(file, &path));
                if done.written.len() < before {
                    done.sealing = None;
                    // A folder is named once.
                    done.failures.extend(error.take());
                }
            }
        }
        all
    }

    /// What is left of a file whose organisation goes by this name in the run, if not by its own id.
    fn file(&self, number: usize, name: Option<String>) -> Done {
        let by = self.replying.options.conditions();
        let input = read_one(&self.files[number], &by);
        let is_plan = matches!(input, Input::Plan(_));
        let (mut input, mut about_plan) = self.about_plan(number, input);
        let claim = input.claim();
        whose::named(&mut input, self.replying.options, self.listed);
        // Waivers name organisations as the run does; seals and documents keep the register's own id.
        let own = name.and_then(|name| input.go_by(name));
        let mut assessed = input.examined(&by);
        if let Some(own) = own {
            assessed.input.go_by(own);
        }
        let reports = if self.files.len() > 1 { assessed.reports(&by) } else { None };
        if !self.replying.targets.is_empty() {
            assessed.forget_places();
        }
        let mut done = Done {
            claim,
            reports,
            findings: about_plan.as_ref().map_or_else(|| counts(&assessed.findings), |about| about.findings),
            breaks_a_demand: assessed.breaks_a_demand(),
            language: assessed.input.language(),
            speaks: assessed.input.speaks(),
            ..Done::default()
        };
        done.seen.add(&assessed);
        let entry = assessed.entry(&by, self.replying.asked);
        done.sha256 = entry.sha256().map(str::to_owned);
        done.became = Some(match entry {
            Entry::Case(_) => Became::Register,
            _ if is_plan => Became::Plan,
            _ if done.sha256.is_none() => Became::NotRead,
            _ => Became::Refused,
        });
        if matches!(done.became, Some(Became::NotRead | Became::Refused)) {
            // What is worst says why.
            let worst = assessed.findings.iter().min_by_key(|found| found.severity);
            done.reason = worst.map(|found| found.message.clone());
        }
        for target in self.replying.targets.iter().filter(|target| target.holds == Holds::Document(number)) {
            let Entry::Case(case) = &entry else { continue };
            let content = document_of(case, &target.path, self.parts, self.replying.options);
            match place_in_folder(target, self.replying.placing, |out| content.write(&target.path, out)) {
                Ok(notes) => {
                    done.written.push(target.path.clone());
                    done.notes.extend(notes);
                }
                Err(failure) => done.failures.push(failure),
            }
        }
        let of_plan = about_plan.as_mut().and_then(|about| about.found.take());
        done.found = of_plan.or_else(|| self.found(&entry));
        let of_plan = about_plan.as_mut().and_then(|about| about.reply.take());
        match of_plan.or_else(|| self.replying.answer(Of::Input(number), &assessed.input, entry, None)) {
            Some(Ok(answered)) => {
                done.written.extend(answered.written);
                done.notes.extend(answered.notes);
                done.said = Some(answered.said);
            }
            Some(Err(failure)) => done.failures.push(failure),
            None => {}
        }
        match &entry {
            Entry::Case(case) => {
                let draft = case.draft().map(|draft| format!("\n{draft}")).unwrap_or_default();
                done.summary = Some(printable(&summary_line(case)).into_owned() + &draft);
                done.digest = self.planned.iter().any(Target::is_consolidation).then(|| Digest::of(case));
                done.faulty = Faulty::of(case);
            }
            // A plan was turned into a refused file before.
            Entry::Plan(_) => {}
            Entry::Refused(refused) => {
                done.faulty = about_plan.map_or_else(|| Some(Faulty::refused(refused)), |about| about.faulty);
            }
        }
        done.sealing = (self.seal && done.failures.is_empty()).then(|| Sealing::of(&entry));
        if self.keep {
            done.assessed = Some(assessed);
        }
        done
    }

    /// All that was found in a file, where it is needed for the table of findings.
    fn found(&self, entry: &Entry<'_>) -> Option<FoundIn> {
        self.planned.iter().any(Target::needs_findings).then(|| FoundIn::of(entry))
    }

    /// What was read as a register; a plan is none, but its sender is told what was found in it.
    fn about_plan(&self, number: usize, input: Input) -> (Input, Option<AboutPlan>) {
        if !matches!(input, Input::Plan(_)) {
            return (input.into_register(), None);
        }
        let by = self.replying.options.conditions();
        let planned = input.examined(&by);
        let entry = planned.entry(&by, self.replying.asked);
        let about = AboutPlan {
            reply: self.replying.answer(Of::Input(number), &planned.input, entry, None),
            faulty: match &entry {
                Entry::Plan(planned) => Faulty::planned(planned),
                Entry::Case(_) | Entry::Refused(_) => None,
            },
            found: self.found(&entry),
            findings: counts(&planned.findings),
        };
        (planned.input.into_register(), Some(about))
    }
}

/// How many findings there are: errors, warnings, information.
fn counts(findings: &[Diagnostic]) -> [usize; 3] {
    Severity::ALL.map(|severity| count(findings, severity))
}

/// The document of a register: in Word the papers of an order, else the workbook.
pub(crate) fn document_of<'c>(case: &Case<'c>, path: &Path, parts: &[Part], options: &Options) -> Content<'c> {
    let language = case.language;
    if Kind::of(path) == Some(Kind::Docx) {
        Content::Word(options.said_in(order_document(case, parts), language), ASSESSMENT, language)
    } else {
        Content::Workbook(options.said_in(workbook(case, parts), language), ASSESSMENT)
    }
}

/// Lets Ctrl-C stop the run before its next file; a second one ends it at once.
fn stop_on_ctrl_c() {
    // Where no handler can be set, Ctrl-C ends the program as it always did: files are renamed whole all the same.
    let _ = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(2);
        }
    });
}

impl Console {
    /// Says what a batch left to say about one file.
    pub fn tell(&self, done: &Done, path: &Path) {
        let language = self.speech(done.speaks);
        self.say_all(&done.notes, language);
        for error in &done.failures {
            self.error(error);
        }
        if let Some(faulty) = &done.faulty
            && let Some(first) = faulty.findings.first()
        {
            let id = if faulty.refused { "batch-file-refused" } else { "batch-file" };
            let message =
                Message::new(id).with("path", path).with("errors", faulty.errors).with("first", first.message.clone());
            self.say_error(&message, language);
        }
    }
}
