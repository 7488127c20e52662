//! `tobokel assess`: tables, workbooks, JSON, CSV; many registers in one run.

mod finished;

use crate::case::Entry;
use crate::cli::args::AssessArguments;
use crate::cli::batch::{Batch, Done, document_of};
use crate::cli::conclusion::conclude;
use crate::cli::console::Console;
use crate::cli::consolidation::{self, expected};
use crate::cli::deliver::{Content, Document, Wish, check};
use crate::cli::ending::Ending;
use crate::cli::failure::Failure;
use crate::cli::form_to_fill;
use crate::cli::in_vain::sent_in_vain;
use crate::cli::left_over;
use crate::cli::letters::Letters;
use crate::cli::options::Options;
use crate::cli::output::{CONSOLIDATIONS, DOCUMENTS, Form, Kind, REPLIES, is_folder, is_standard_output};
use crate::cli::place::{Permit, Placing, not_standard_output, permit};
use crate::cli::regular;
use crate::cli::replies::{self, Replying, Senders};
use crate::cli::run::{run_of, shown, tell_passed_over};
use crate::cli::seal::{self, Seals};
use crate::cli::search::{Files, find};
use crate::cli::settings::{self, within};
use crate::cli::targets::{Holds, Target, Targets};
use crate::cli::whose;
use crate::consolidate::{Consolidation, EarlierBody, Overall};
use crate::locale::{Arg, Language, Message};
use crate::read::read_consolidated;
use crate::report::{Part, Run, assessment_document, assessment_rows, overview};
use anyhow::{Result, bail};
use finished::Finished;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::{Path, PathBuf};

#[expect(clippy::too_many_lines, reason = "the steps of a run in their order")]
pub(crate) fn run(command: &AssessArguments, options: &mut Options, console: &Console) -> Result<Ending> {
    if command.seal {
        options.seals = Seals::PassedOver;
    }
    options.bom |= command.bom;
    let options = &*options;
    let found = find(&command.paths, &options.conditions())?;
    let files = &found.files;
    let several = files.len() > 1 || command.paths.iter().any(|path| path.is_dir());
    let plan = planned(command, options, &found, several)?;
    let since = command.since.as_deref().map(earlier_run).transpose()?;
    let targets = &plan.files;
    let parts = command.parts.as_slice();
    if let Some(file) = files.iter().find(|file| command.seal && file.part.is_some()) {
        bail!(Failure::at("results-seal", &file.path).help(Message::new("results-seal-help")));
    }
    let seals = if command.seal { seal::places(files, command.force)? } else { Vec::new() };
    // Without outputs, or with one of all registers, everything is shown or written at the end.
    let digest = targets.iter().any(Target::is_consolidation);
    let to_screen = targets.is_empty() || command.output.iter().any(|path| is_standard_output(path));
    let everything = to_screen || targets.iter().any(|target| target.holds == Holds::All);
    let keep = command.check || everything || command.format.is_some() || !several;
    let asked = console.asked();
    // What is only compared is not written.
    let of_files = if command.check { &[][..] } else { targets };
    let placing = Placing::default();
    let listed = whose::listed(options);
    let letters = letters(of_files, command.force);
    let senders = Senders::of(options);
    let earlier = left_over::Earlier::of(&plan.folders, command.replies.as_deref());
    let replying = Replying { senders, targets: of_files, options, asked, placing: &placing, letters: &letters };
    let seal = command.seal;
    let batch = Batch { files, parts, keep, planned: targets, seal, listed: &listed, replying: &replying };
    let mut done = batch.run(console);
    // One register alone: what cannot be written is why the command cannot run.
    if let [Some(only)] = done.as_mut_slice()
        && let Some(error) = only.failures.pop()
    {
        return Err(error);
    }
    tell_begin(&done, &found, &command.paths, options, console);
    let stopped = done.iter().filter(|done| done.is_none()).count();
    let message_stopped = || Message::new("batch-stopped").with("left", stopped).with("all", files.len());
    // Documents of all registers, and the comparison with them, would be of some registers only.
    if stopped > 0 && (command.check || everything) {
        console.say(&message_stopped(), console.speech(None));
        return Ok(Ending::CouldNotRun);
    }
    // The process ends with this run: to give back each text first would take its time.
    let finished = Box::leak(Box::new(Finished::new(done, &found, options, console)));
    let expected = expected(options);
    let overall = |as_of| {
        Overall::of(Consolidation {
            digests: &finished.digests,
            faulty: &finished.faulty,
            files: &finished.files,
            found: &finished.found,
            since: since.as_deref(),
            expected: &expected,
            method: &options.method,
            configuration: options.configuration.as_ref(),
            language: console.language(None),
            as_of,
            title: None,
        })
    };
    let replaced = finished.replaced.clone();
    if command.check {
        let render = |run: &Run<'_>, target: &Target| {
            let mut bytes = Cursor::new(Vec::new());
            if target.is_consolidation() {
                consolidation::content(target, &overall(run.as_of), options)?.write(&target.path, &mut bytes)?;
            } else {
                let of = without(run, &replaced, target);
                content(&Assessments(&of, options.bom), target, parts, options)?.write(&target.path, &mut bytes)?;
            }
            Ok(bytes.into_inner())
        };
        // What is left of a register that is gone is known only by a run over the folder in which it would lie.
        let folders = command.paths.iter().any(|path| path.is_dir());
        return check::run(&plan, folders, &mut finished.assessed, options, console, render);
    }
    console.say_all(&plan.notes, console.speech(None));
    if command.replies.is_some() && stopped == 0 {
        let said = std::mem::take(&mut finished.said);
        let replied = replies::finish(&replying, &found, &finished.files, said, console);
        finished.written.files.extend(replied.written);
        finished.written.failed |= replied.failed;
        finished.written.settle(&placing, console);
        finished.left_over.extend(replied.left_over);
    }
    let run = counting(run_of(&finished.assessed, options, options.as_of, console), &replaced);
    let of_run = Assessments(&run, options.bom);
    let any_read = finished.summaries.iter().any(Option::is_some);
    if any_read {
        // What some of the registers give together would stand there as what all of them give.
        let of_all = if stopped == 0 { targets.as_slice() } else { &[] };
        let (written, failed) = consolidation::write(of_all, || overall(run.as_of), options, &placing, console);
        finished.written.files.extend(written.into_iter().map(Path::to_owned));
        finished.written.failed |= failed;
        for target in of_all.iter().filter(|target| target.holds == Holds::All) {
            finished.written.write(target, content(&of_run, target, parts, options)?, &placing, console)?;
        }
        finished.written.settle(&placing, console);
        if keep && !digest {
            finished.tell_written(targets, console);
        }
        match command.format.or(to_screen.then_some(Form::Shown)) {
            None => finished.print_summaries(console)?,
            printed => Wish::of(None, printed).deliver(&of_run, &Permit::default(), console)?,
        }
    }
    if stopped == 0 {
        finished.left_over.splice(..0, earlier.left(targets, files, &finished.files));
        if let Some(message) = left_over::told(&finished.left_over) {
            console.say(&message, console.speech(None));
        }
    }
    let sealed = seal::write_all(&seals, &finished.sealings, targets, console)?;
    let fail_on = options.fail_on(command.fail_on);
    let ending = if keep && !digest && stopped == 0 {
        conclude(&finished.assessed, options, fail_on, console)
    } else {
        finished.tell_counts(options, console);
        if stopped > 0 {
            console.say(&message_stopped(), console.speech(None));
        }
        Ending::of(finished.counts, finished.breaks_a_demand, any_read, fail_on)
    };
    Ok(if stopped > 0 || finished.written.failed { Ending::CouldNotRun } else { ending.max(sealed) })
}

/// Takes the run's language from what was read; says what was passed over and what governs the run.
fn tell_begin(done: &[Option<Done>], found: &Files, paths: &[PathBuf], options: &Options, console: &Console) {
    for done in done.iter().flatten() {
        console.hear(done.language);
        console.hear_words(done.speaks);
    }
    tell_passed_over(found, console);
    settings::tell_unused(paths, Some(found), options, console);
    settings::tell_in_force(options, console);
}

/// The letters of an earlier run, where replies are written.
fn letters(targets: &[Target], force: bool) -> Letters {
    let index = targets.iter().find(|target| target.holds == Holds::Index && !target.is_workbook());
    index.map(|index| Letters::of(&index.path, force)).unwrap_or_default()
}

/// Which files the run writes, made sure of before the first is read.
fn planned(command: &AssessArguments, options: &Options, found: &Files, several: bool) -> Result<Targets> {
    let files = &found.files;
    let of_settings = if command.output.is_empty() { options.outputs() } else { Vec::new() };
    let typed = command.output.iter().filter(|path| command.check || !is_standard_output(path));
    let outputs: Vec<PathBuf> = typed.chain(of_settings.iter().map(|(path, _)| path)).cloned().collect();
    outputs.iter().chain(&command.replies).try_for_each(|path| not_standard_output(path))?;
    if let Some(document) =
        outputs.iter().find(|path| several && Kind::of(path) == Some(Kind::Docx) && !is_folder(path))
    {
        bail!(Failure::at("one-document-for-several", document).help(Message::new("one-document-help")));
    }
    let mut plan = Targets::plan(&outputs, files, several, command.word);
    within(&plan.files, &of_settings, options)?;
    has_parts(&plan.files, &command.parts)?;
    if let Some(folder) = &command.replies {
        let written: Vec<&Path> = plan.folders.iter().chain([folder]).map(PathBuf::as_path).collect();
        let in_vain = sent_in_vain(found, &written);
        plan.reply(folder, found, &in_vain, form_to_fill::may_lie_in(folder, &command.paths));
    }
    let mut plan = plan.without_clashes()?;
    if !command.check {
        let inputs = found.inputs().collect();
        let kinds = |target: &Target| match target.holds {
            Holds::Reply(_) | Holds::Letter(_) | Holds::Index => &REPLIES[..],
            _ if target.is_consolidation() => &CONSOLIDATIONS,
            _ => &DOCUMENTS,
        };
        // Each file that stands in a place is opened: of the failures, the first target's is told.
        let letters = letters(&plan.files, command.force);
        let permitted = |target: &Target| match target.holds {
            // One that somebody changed is kept, whatever it says now, and that is told where it is written.
            Holds::Form(_) => Permit::of(&target.path, command.force),
            Holds::Letter(_) if letters.knows(&target.path) => Permit::of(&target.path, command.force),
            _ => permit(&target.path, kinds(target), &inputs, command.force),
        };
        let permits: Vec<_> = plan.files.par_iter().map(permitted).collect();
        for (target, permit) in plan.files.iter_mut().zip(permits) {
            target.permit = permit?;
        }
    }
    Ok(plan)
}

/// Makes sure that each part that is wanted has a place in one of the documents.
fn has_parts(targets: &[Target], parts: &[Part]) -> Result<()> {
    let documents = || targets.iter().filter(|target| matches!(target.holds, Holds::Document(_)));
    let has = |target: &Target, part: Part| {
        if target.is_workbook() { part.is_of_workbook() } else { part.is_of_order() }
    };
    for part in parts {
        if let Some(first) = documents().next()
            && !documents().any(|target| has(target, *part))
        {
            let all = Part::ALL.into_iter().filter(|part| has(first, *part)).map(|part| Arg::from(part.key()));
            let help = Message::new("no-such-part-help").with("allowed", Arg::List(all.collect()));
            bail!(Failure::at("no-such-part", &first.path).with("part", part.key()).help(help));
        }
    }
    Ok(())
}

/// What an earlier run knew of each body, out of its consolidated JSON.
fn earlier_run(path: &Path) -> Result<Vec<EarlierBody>> {
    let Some(bodies) = read_consolidated(regular::reader(path)?) else {
        bail!(Failure::at("since-not-consolidated", path).help(Message::new("since-not-consolidated-help")));
    };
    let body = |(id, sha256, errors, findings)| EarlierBody { id, sha256, errors, findings };
    Ok(bodies.into_iter().map(body).collect())
}

/// A run without the earlier versions of others, which stand at these places.
fn counting<'a>(mut run: Run<'a>, replaced: &BTreeSet<usize>) -> Run<'a> {
    let mut number = 0..;
    run.entries.retain(|_| number.next().is_none_or(|number| !replaced.contains(&number)));
    run
}

/// What a document is made from: one of a single file from the whole run, one of all registers from those that count.
fn without<'a>(run: &Run<'a>, replaced: &BTreeSet<usize>, target: &Target) -> Run<'a> {
    if target.holds == Holds::All { counting(run.clone(), replaced) } else { run.clone() }
}

/// What the registers of a run are, together; and whether a table of them begins with a mark.
struct Assessments<'a>(&'a Run<'a>, bool);

impl Document for Assessments<'_> {
    fn language(&self) -> Language {
        self.0.cases().first().map_or(Language::Ky, |case| case.language)
    }

    fn shown(&self, console: &Console) -> String {
        shown(self.0, console, overview)
    }

    fn content(&self, kind: Kind, _: &Path) -> Result<Content<'_>> {
        Ok(match kind {
            Kind::Csv => Content::Rows(assessment_rows(self.0.cases()), self.1),
            Kind::Json | Kind::Ndjson | Kind::Xlsx | Kind::Docx | Kind::Toml | Kind::Ics | Kind::Txt => {
                Content::data(assessment_document(self.0))
            }
        })
    }
}

/// What a file about these registers holds.
fn content<'a>(of: &'a Assessments<'_>, target: &Target, parts: &[Part], options: &Options) -> Result<Content<'a>> {
    match (target.holds, Kind::of(&target.path)) {
        (Holds::Document(number), _) => match of.0.entries.get(number) {
            Some(Entry::Case(case)) => Ok(document_of(case, &target.path, parts, options)),
            _ => bail!(Failure::at("no-register-for", &target.path)),
        },
        (Holds::All, Some(kind)) => of.content(kind, &target.path),
        _ => bail!(Failure::at("no-register-for", &target.path)),
    }
}
