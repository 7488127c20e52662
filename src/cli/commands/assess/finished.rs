//! What a batch gave, put together and told.

use crate::cli::accounted::accounted;
use crate::cli::batch::Done;
use crate::cli::conclusion::split_message;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, say_written};
use crate::cli::options::Options;
use crate::cli::place::{Placing, lies_in};
use crate::cli::regular::slashed;
use crate::cli::replies::Said;
use crate::cli::seal::Sealing;
use crate::cli::search::Files;
use crate::cli::seen::Seen;
use crate::cli::targets::{Holds, Target};
use crate::cli::whose;
use crate::consolidate::{Digest, Faulty, FoundIn};
use crate::diag::{Severity, count};
use crate::examine::Examined;
use crate::inbox::{Accounted, Became, Settlement, names};
use crate::locale::Message;
use crate::rules::repeats::{Reports, elsewhere};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a batch gave, put together.
#[derive(Default)]
pub(super) struct Finished<'t> {
    pub assessed: Vec<Examined>,
    pub digests: Vec<Digest>,
    pub faulty: Vec<Faulty>,
    pub found: Vec<FoundIn>,
    pub sealings: Vec<Option<Sealing>>,
    /// The line of each register; `None` for any other file.
    pub summaries: Vec<Option<String>>,
    /// The places of earlier versions among these and among what was assessed.
    pub replaced: BTreeSet<usize>,
    /// What became of each file that was found.
    pub files: Vec<Accounted>,
    /// What the replies said, by the paths of the files.
    pub said: BTreeMap<String, Said>,
    pub counts: [usize; 3],
    /// How many of the errors are in files that were read as registers.
    errors_in_registers: usize,
    pub breaks_a_demand: bool,
    /// What earlier runs left and this one does not make.
    pub left_over: Vec<PathBuf>,
    seen: Seen,
    pub written: Written<'t>,
}

/// What a run has written.
#[derive(Default)]
pub(super) struct Written<'t> {
    /// The documents of single files, and what the registers give together.
    pub files: Vec<PathBuf>,
    pub of_all: Vec<&'t Path>,
    /// Whether something could not be written.
    pub failed: bool,
}

impl<'t> Written<'t> {
    pub fn write(
        &mut self,
        target: &'t Target,
        content: Content<'_>,
        placing: &Placing,
        console: &Console,
    ) -> Result<()> {
        let notes = placing.place(&target.path, &target.permit, |out| content.write(&target.path, out))?;
        console.say_all(&notes, console.speech(None));
        self.of_all.push(&target.path);
        Ok(())
    }

    /// Settles the run, and names the documents of all registers that are in their places.
    pub fn settle(&mut self, placing: &Placing, console: &Console) {
        for lost in placing.settle() {
            console.error(&lost.error);
            self.failed = true;
            self.files.retain(|path| !lies_in(path, &lost.path));
            self.of_all.retain(|path| !lies_in(path, &lost.path));
        }
        for path in &self.of_all {
            say_written(path, console, console.speech(None));
        }
    }
}

/// Adds to each file what another body reported, too. The documents of single files are written by now: nothing of it stands
/// in them, nor in a reply, whose reader has not the other's file.
fn add_repeats(done: &mut [Option<Done>], found: &Files, settlement: &Settlement, options: &Options) {
    let mut reports: Vec<Option<Reports>> = done.iter_mut().map(|done| done.as_mut()?.reports.take()).collect();
    for (number, reports) in reports.iter_mut().enumerate() {
        if let (Some(reports), Some(id)) = (reports.as_mut(), settlement.ids.get(&number)) {
            reports.go_by(id);
        }
        if settlement.replaced.contains_key(&number) {
            *reports = None;
        }
    }
    for (number, repeats) in elsewhere(&reports).into_iter().enumerate() {
        let Some((done, reports)) = done[number].as_mut().zip(reports[number].as_ref()) else { continue };
        let names = names(reports.id(), &slashed(&found.files[number].path));
        done.add_repeats(&options.adjustment.apply(repeats, &names, false, options.as_of));
    }
}

impl Finished<'_> {
    pub fn new(mut done: Vec<Option<Done>>, found: &Files, options: &Options, console: &Console) -> Self {
        let mut all = Self::default();
        let settlement = whose::settled(done.iter().map(|done| done.as_ref()?.claim.clone()), options);
        let paths: Vec<String> = found.files.iter().map(|file| slashed(&file.path)).collect();
        whose::say(&settlement, &paths, options, console);
        whose::say_unclear(&settlement, &paths, options, console);
        add_repeats(&mut done, found, &settlement, options);
        all.files = accounted(found, &done, &settlement, &whose::listed(options));
        for (number, (done, file)) in done.into_iter().zip(&found.files).enumerate() {
            let Some(mut done) = done else {
                all.sealings.push(None);
                continue;
            };
            if let Some(id) = settlement.ids.get(&number) {
                done.go_by(id);
            }
            if let (Some(body), Some(digest)) = (settlement.bodies.get(&number), &mut done.digest) {
                body.clone_into(&mut digest.own_id);
            }
            done.is_below(options);
            if settlement.replaced.contains_key(&number) {
                all.replaced.insert(all.summaries.len());
                done.leave_out();
            }
            if done.assessed.is_none() || !done.failures.is_empty() {
                console.tell(&done, &file.path);
            } else {
                console.say_all(&done.notes, console.speech(done.speaks));
            }
            for (count, of_file) in all.counts.iter_mut().zip(done.findings) {
                *count += of_file;
            }
            if done.became == Some(Became::Register) {
                all.errors_in_registers += done.findings[0];
            }
            all.written.failed |= !done.failures.is_empty();
            all.breaks_a_demand |= done.breaks_a_demand;
            all.said.extend(done.said.map(|said| (slashed(&file.path), said)));
            all.written.files.extend(done.written);
            all.summaries.push(done.summary);
            all.seen.join(done.seen);
            all.assessed.extend(done.assessed);
            all.digests.extend(done.digest);
            if let Some(mut found) = done.found {
                // Whose a file is that is no register, the list of the files knows.
                let file = all.files.iter().find(|known| found.organization.is_none() && known.path == found.path);
                found.organization = found.organization.or_else(|| file?.organization.clone());
                all.found.push(found);
            }
            if let Some(mut faulty) = done.faulty {
                // Whose a file is that could not be read, its name may tell.
                let file = all.files.iter().find(|known| faulty.refused && known.path == faulty.path);
                if let Some(organization) = file.and_then(|file| file.organization.as_ref()) {
                    faulty.id.clone_from(organization);
                }
                all.faulty.push(faulty);
            }
            all.sealings.push(done.sealing);
        }
        all
    }

    pub fn print_summaries(&self, console: &Console) -> Result<()> {
        let lines = self.summaries.iter().flatten().map(|lines| format!("{lines}\n"));
        console.print_sentences(&lines.collect::<String>())
    }

    /// Names the workbooks that were written, each on its line.
    pub fn tell_written(&self, targets: &[Target], console: &Console) {
        for target in targets {
            let is_made = match target.holds {
                Holds::Document(number) => self.summaries.get(number).is_some_and(Option::is_some),
                Holds::Reply(_) | Holds::Index => target.is_workbook(),
                _ => false,
            };
            if !self.written.failed && is_made {
                say_written(&target.path, console, console.speech(None));
            }
        }
    }

    /// Says how many files were written and how much was found.
    pub fn tell_counts(&mut self, options: &Options, console: &Console) {
        let about_run = self.seen.about_run(options, options.as_of);
        if let Some(configured) = &options.configured {
            console.findings(&about_run, &configured.file, console.speech(None));
        }
        for (count_of, severity) in self.counts.iter_mut().zip(Severity::ALL) {
            *count_of += count(&about_run, severity);
        }
        let language = console.speech(None);
        // An earlier version was read, though it does not count.
        let read = self.summaries.iter().flatten().count() + self.replaced.len();
        let message = Message::new("batch-done")
            .with("files", self.summaries.len())
            .with("read", read)
            .with("refused", self.summaries.len() - read)
            .with("written", self.written.files.len());
        console.say(&message, language);
        console.say(&split_message(self.counts, self.errors_in_registers), language);
        if self.counts[0] > 0 {
            console.say(&Message::new("batch-hint"), language);
        }
    }
}
