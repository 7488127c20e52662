//! `tobokel assess`: tables, workbooks, JSON, CSV; many registers in one run.

use super::Ending;
use super::args::{AssessArguments, Format};
use super::batch::{Batch, Done, render_workbook, stop_on_ctrl_c};
use super::check_output;
use super::conclusion::{conclude, counts_message, ending_of};
use super::console::Console;
use super::failure::Failure;
use super::options::Options;
use super::output::{DOCUMENTS, not_standard_output, permit, say_written};
use super::place::{Out, Placing, lies_in, place_with};
use super::progress::Progress;
use super::run::{run_of, tell_passed_over};
use super::seal::{self, Sealing, Seals};
use super::search::{Found, find};
use super::seen::Seen;
use super::settings::{self, within};
use super::targets::{Holds, Target, Targets};
use super::together::{self, Together, expected, write_csv, write_json};
use super::whose;
use crate::case::Entry;
use crate::diag::{Severity, count};
use crate::examine::Examined;
use crate::inbox::told_apart;
use crate::locale::Message;
use crate::report::{
    Digest, Faulty, FlatTable, Part, Run, assessment_document, assessment_rows, overview, summary_line,
};
use crate::text::printable_lines;
use crate::write::{csv, json, table};
use anyhow::{Result, anyhow};
use rayon::prelude::*;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::Cursor;
use std::path::{Path, PathBuf};

pub(crate) fn run(command: &AssessArguments, options: &mut Options, console: &Console) -> Result<Ending> {
    if command.seal {
        options.seals = Seals::PassedOver;
    }
    let options = &*options;
    let found = find(&command.paths)?;
    let files = &found.files;
    let several = files.len() > 1 || command.paths.iter().any(|path| path.is_dir());
    let plan = planned(command, options, files, several)?;
    let targets = &plan.files;
    let parts = if command.parts.is_empty() { &Part::ALL[..] } else { &command.parts };
    let seals = if command.seal { seal::places(files, command.force)? } else { Vec::new() };
    // Without outputs, or with one of all registers, everything is shown or written at the end.
    let digest = targets.iter().any(Target::is_consolidation);
    let everything = targets.is_empty() || targets.iter().any(|target| target.holds == Holds::All);
    let keep = command.check || everything || command.format.is_some() || !several;
    let none = Vec::new();
    let asked = console.asked();
    // What is only compared is not written.
    let of_files = if command.check { &none } else { targets };
    let placing = Placing::default();
    let batch =
        Batch { files, targets: of_files, parts, options, asked, keep, digest, seal: command.seal, placing: &placing };
    stop_on_ctrl_c();
    let progress = Progress::new(files.len(), console);
    let mut done = batch.run(&progress);
    progress.finish();
    // One register alone: what cannot be written is why the command cannot run.
    if let [Some(only)] = done.as_mut_slice()
        && let Some(error) = only.failures.pop()
    {
        return Err(error);
    }
    for done in done.iter().flatten() {
        console.hear(done.language);
        console.hear_words(done.speaks);
    }
    tell_passed_over(&found, console);
    settings::tell_unused(&command.paths, Some(&found), options, console);
    settings::tell_in_force(options, console);
    let stopped = done.iter().filter(|done| done.is_none()).count();
    let tell_stopped = || {
        let message = Message::new("batch-stopped").with("left", stopped).with("all", files.len());
        console.say(&message, console.speech(None));
    };
    // Documents of all registers, and the comparison with them, would be of some registers only.
    if stopped > 0 && (command.check || everything) {
        tell_stopped();
        return Ok(Ending::CouldNotRun);
    }
    // The process ends with this run: to give back each text first would take its time.
    let finished = Box::leak(Box::new(Finished::new(done, files, console)));
    let together = Together {
        digests: &finished.digests,
        faulty: &finished.faulty,
        expected: expected(options),
        options,
        language: console.language(None),
    };
    if command.check {
        let render = |run: &Run<'_>, target: &Target| {
            let mut bytes = Cursor::new(Vec::new());
            if target.is_consolidation() {
                together::render(target, &together.overall(run.as_of), options, &mut bytes)?;
            } else {
                render(run, target, parts, options, &mut bytes)?;
            }
            Ok(bytes.into_inner())
        };
        // What is left of a register that is gone is known only by a run over the folder in which it would lie.
        let folders = command.paths.iter().any(|path| path.is_dir());
        return check_output::run(&plan, folders, &mut finished.assessed, options, console, render);
    }
    console.say_all(&plan.notes, console.speech(None));
    let run = run_of(&finished.assessed, options, options.as_of, console);
    let any_read = finished.summaries.iter().any(Option::is_some);
    if any_read {
        // What some of the registers give together would stand there as what all of them give.
        let of_all = if stopped == 0 { targets.as_slice() } else { &[] };
        let (written, failed) = together::write(of_all, &together, run.as_of, &placing, console);
        finished.written.files.extend(written.into_iter().map(Path::to_owned));
        finished.written.failed |= failed;
        for target in of_all.iter().filter(|target| target.holds == Holds::All) {
            let notes =
                place_with(&target.path, &target.permit, &placing, |out| render(&run, target, parts, options, out))?;
            console.say_all(&notes, console.speech(None));
            finished.written.of_all.push(&target.path);
        }
        finished.written.settle(&placing, console);
        if keep && !digest {
            finished.tell_written(targets, console);
        }
        print(command.format, targets.is_empty(), &run, &finished.summaries, console)?;
    }
    let sealed = seal::write_all(&seals, &finished.sealings, targets, console)?;
    if keep && !digest && stopped == 0 {
        let ending = conclude(&finished.assessed, options, options.fail_on(command.fail_on), console).max(sealed);
        return Ok(if finished.written.failed { Ending::CouldNotRun } else { ending });
    }
    finished.tell_counts(options, console);
    if stopped > 0 {
        tell_stopped();
    }
    let ending =
        ending_of(finished.counts, finished.breaks_a_demand, any_read, options.fail_on(command.fail_on)).max(sealed);
    Ok(if stopped > 0 || finished.written.failed { Ending::CouldNotRun } else { ending })
}

/// Which files the run writes, made sure of before the first is read.
fn planned(command: &AssessArguments, options: &Options, files: &[Found], several: bool) -> Result<Targets> {
    let of_settings = if command.output.is_empty() { options.outputs() } else { Vec::new() };
    let outputs = if command.output.is_empty() {
        of_settings.iter().map(|(path, _)| path.clone()).collect()
    } else {
        command.output.clone()
    };
    outputs.iter().try_for_each(|path| not_standard_output(path, &DOCUMENTS))?;
    command.replies.iter().try_for_each(|path| not_standard_output(path, &[]))?;
    let mut plan = Targets::plan(&outputs, files, several);
    within(&plan.files, &of_settings, options)?;
    if let Some(folder) = &command.replies {
        plan.reply(folder, files);
    }
    let mut plan = plan.without_clashes()?;
    if !command.check {
        let inputs = files.iter().map(|file| file.path.as_path()).collect();
        // Each file that stands in a place is opened: of the failures, the first target's is told.
        let permitted = |target: &Target| permit(&target.path, &DOCUMENTS, &inputs, command.force);
        let permits: Vec<_> = plan.files.par_iter().map(permitted).collect();
        for (target, permit) in plan.files.iter_mut().zip(permits) {
            target.permit = permit?;
        }
    }
    Ok(plan)
}

/// What a batch gave, put together.
struct Finished<'t> {
    assessed: Vec<Examined>,
    digests: Vec<Digest>,
    faulty: Vec<Faulty>,
    /// Of each file what is to be sealed of it.
    sealings: Vec<Option<Sealing>>,
    /// The line of each register; `None` for a file that is none.
    summaries: Vec<Option<String>>,
    counts: [usize; 3],
    breaks_a_demand: bool,
    seen: Seen,
    written: Written<'t>,
}

/// What a run has written.
#[derive(Default)]
struct Written<'t> {
    /// The documents of single files, and what the registers give together.
    files: Vec<PathBuf>,
    /// The documents of all registers.
    of_all: Vec<&'t Path>,
    /// Whether something could not be written.
    failed: bool,
}

impl Written<'_> {
    /// Makes sure that the files are there for good, and names the documents of all registers; one that is not there is none that
    /// was written.
    fn settle(&mut self, placing: &Placing, console: &Console) {
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

impl Finished<'_> {
    fn new(done: Vec<Option<Done>>, files: &[Found], console: &Console) -> Self {
        let mut all = Self {
            assessed: Vec::new(),
            digests: Vec::new(),
            faulty: Vec::new(),
            sealings: Vec::new(),
            summaries: Vec::new(),
            counts: [0; 3],
            breaks_a_demand: false,
            seen: Seen::default(),
            written: Written::default(),
        };
        let claims = done.iter().enumerate().filter_map(|(number, done)| Some((number, done.as_ref()?.claim.clone()?)));
        let shared = told_apart(&claims.collect::<Vec<_>>());
        whose::say(&shared, console);
        let names = whose::by_number(&shared, files.len());
        for ((done, file), name) in done.into_iter().zip(files).zip(names) {
            let Some(mut done) = done else {
                all.sealings.push(None);
                continue;
            };
            if let Some(name) = name {
                done.go_by(&name);
            }
            if done.assessed.is_none() || !done.failures.is_empty() {
                console.tell(&done, &file.path);
            } else {
                console.say_all(&done.notes, console.speech(done.speaks));
            }
            for (count, of_file) in all.counts.iter_mut().zip(done.findings) {
                *count += of_file;
            }
            all.written.failed |= !done.failures.is_empty();
            all.breaks_a_demand |= done.breaks_a_demand;
            all.written.files.extend(done.written);
            all.summaries.push(done.summary);
            all.seen.join(done.seen);
            all.assessed.extend(done.assessed);
            all.digests.extend(done.digest);
            all.faulty.extend(done.faulty);
            all.sealings.push(done.sealing);
        }
        all
    }

    /// Names the workbooks that were written, each on its line.
    fn tell_written(&self, targets: &[Target], console: &Console) {
        for target in targets {
            let (Holds::Workbook(number) | Holds::Reply(number)) = target.holds else { continue };
            let written =
                matches!(target.holds, Holds::Reply(_)) || self.summaries.get(number).is_some_and(Option::is_some);
            if written && !self.written.failed {
                let message = Message::new("written").with("path", target.path.display().to_string());
                console.say(&message, console.speech(None));
            }
        }
    }

    /// Says how many files were written and how much was found.
    fn tell_counts(&mut self, options: &Options, console: &Console) {
        let about_run = self.seen.about_run(options, options.as_of);
        if let Some(configured) = &options.configured {
            console.findings(&about_run, &configured.file, console.speech(None));
        }
        for (count_of, severity) in self.counts.iter_mut().zip(Severity::ALL) {
            *count_of += count(&about_run, severity);
        }
        let language = console.speech(None);
        let read = self.summaries.iter().flatten().count();
        let message = Message::new("batch-done")
            .with("files", self.summaries.len())
            .with("read", read)
            .with("refused", self.summaries.len() - read)
            .with("written", self.written.files.len());
        console.say(&message, language);
        console.say(&counts_message(self.counts), language);
        if self.counts[0] > 0 {
            console.say(&Message::new("batch-hint"), language);
        }
    }
}

fn print(
    format: Option<Format>,
    nothing_written: bool,
    run: &Run<'_>,
    summaries: &[Option<String>],
    console: &Console,
) -> Result<()> {
    match format {
        Some(Format::Json) => console.print(&json(&assessment_document(run))?),
        Some(Format::Csv) => print_csv(assessment_rows(run.cases()), console),
        None if !nothing_written => {
            let lines: Vec<String> = summaries.iter().flatten().map(|lines| format!("{lines}\n")).collect();
            console.print_sentences(&lines.concat())
        }
        _ => {
            let mut out = String::new();
            for case in run.cases() {
                out.push_str(&console.sentence(&summary_line(&case)));
                out.extend(case.draft().map(|draft| draft + "\n"));
                out.extend(
                    overview(&case).iter().map(|sheet| format!("\n{}", table(sheet, console.table_style(run.method)))),
                );
            }
            console.print(&out)
        }
    }
}

/// Writes the bytes of an output file; says what had to be changed in its texts.
fn render(
    run: &Run<'_>,
    target: &Target,
    parts: &[Part],
    options: &Options,
    out: &mut Out<'_>,
) -> Result<Vec<Message>> {
    let is_csv = target.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    match target.holds {
        Holds::Workbook(number) => match run.entries.get(number) {
            Some(Entry::Case(case)) => render_workbook(case, parts, options, &target.path, out),
            _ => Err(anyhow!(Failure::at("no-register-for", &target.path))),
        },
        Holds::All if is_csv => write_csv(assessment_rows(run.cases()), out),
        Holds::All => write_json(&assessment_document(run), out),
        Holds::Reply(_) | Holds::Consolidated | Holds::Table(_) => {
            Err(anyhow!(Failure::at("no-register-for", &target.path)))
        }
    }
}

/// A flat table as CSV.
pub(crate) fn csv_of(table: FlatTable<'_>) -> Result<(String, Vec<Message>)> {
    Ok(csv(table)?)
}

/// Prints a flat table. What a terminal or a build service would obey is left out of its fields, and that is said: a file
/// has all of them.
pub(crate) fn print_csv(table: FlatTable<'_>, console: &Console) -> Result<()> {
    let changed = Cell::new(0_usize);
    let seen = |field: &str| match printable_lines(field) {
        Cow::Borrowed(_) => None,
        Cow::Owned(safe) => Some(safe),
    };
    let rows = table.rows.map(|row| {
        let fields = row.into_iter().map(|field| match seen(&field) {
            None => field,
            Some(safe) => {
                changed.set(changed.get() + 1);
                safe.into()
            }
        });
        fields.collect()
    });
    let (text, notes) = csv_of(FlatTable { header: table.header, rows: Box::new(rows) })?;
    console.say_all(&notes, console.speech(None));
    if changed.get() > 0 {
        console.say(&Message::new("csv-made-visible").with("count", changed.get()), console.speech(None));
    }
    console.print(&text)
}
