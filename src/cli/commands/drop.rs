//! `tobokel FILE...` without a command, as when files are dropped on the program's icon: each is assessed, and the workbook
//! is written beside it. What was found is a workbook of its own beside that one, since it stands in nothing that is signed; the
//! document has it too, on a last sheet that is not printed with it, for who gets that file alone.
//!
//! What such a run made is refused when it is dropped itself: among registers they are assessed without it.

mod results;

use crate::case::{Case, Entry};
use crate::cli::args::FailOn;
use crate::cli::conclusion::conclude;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, write};
use crate::cli::ending::Ending;
use crate::cli::options::Options;
use crate::cli::output::{ASSESSMENT, DOCUMENTS, FINDINGS};
use crate::cli::place::permit;
use crate::cli::run::{assess_paths, run_of};
use crate::cli::window::Window;
use crate::report::{findings_workbook, summary_line, workbook_with_findings};
use anyhow::Result;
use std::path::{Path, PathBuf};

pub(crate) fn run(paths: &[PathBuf], options: &Options, console: &Console, window: Window) -> Ending {
    let result = assess_and_write(paths, options, console);
    if let Err(error) = &result {
        console.error(error);
    }
    window.wait(console);
    result.unwrap_or(Ending::CouldNotRun)
}

fn assess_and_write(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Ending> {
    let (results, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| results::is_result(path));
    for result in &results {
        console.error(&results::told(result).into());
    }
    if paths.is_empty() {
        return Ok(Ending::CouldNotRun);
    }
    let assessed = assess_paths(&paths, options, console)?;
    let run = run_of(&assessed, options, options.as_of, console);
    let mut worst = Ending::Done;
    for entry in &run.entries {
        let Entry::Case(case) = entry else { continue };
        console.print(&console.sentence(&summary_line(case)))?;
        if let Err(error) = one(case, options, console) {
            // One file that cannot be written does not keep the others from being written.
            console.error(&error);
            worst = Ending::CouldNotRun;
        }
    }
    Ok(conclude(&assessed, options, FailOn::Error, console).max(worst))
}

/// Writes `NAME (assessment).xlsx` beside the input; of a register in a document beside the document, with all of its own path.
fn one(case: &Case<'_>, options: &Options, console: &Console) -> Result<()> {
    let whole = Path::new(case.path());
    let document = whole.ancestors().skip(1).find(|above| above.is_file());
    let input = document.unwrap_or(whole);
    let mut stem = input.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for part in document.and_then(|document| whole.strip_prefix(document).ok()).into_iter().flatten() {
        stem = format!("{stem} - {}", part.to_string_lossy());
    }
    let inputs = [input].into_iter().collect();
    let place = |suffix| {
        let path = input.with_file_name(format!("{stem} ({}).xlsx", case.language.text(suffix)));
        permit(&path, &DOCUMENTS, &inputs, false).map(|permit| (path, permit))
    };
    let (path, permit) = place("suffix-assessment")?;
    let book = options.said_in(workbook_with_findings(case), case.language);
    write(&path, &permit, Content::Workbook(book, ASSESSMENT), console, case.language)?;
    let (path, permit) = place("suffix-findings")?;
    // Where nothing is found, only what an earlier run found is replaced.
    if case.findings.is_empty() && !path.exists() {
        return Ok(());
    }
    let book = options.said_in(findings_workbook(case), case.language);
    write(&path, &permit, Content::Workbook(book, FINDINGS), console, case.language)
}

/// Whether no command is given, and the first argument names a file.
pub(crate) fn is_meant(arguments: &[std::ffi::OsString], program: &clap::Command) -> bool {
    let first = arguments.get(1).map(|first| first.to_string_lossy().into_owned()).unwrap_or_default();
    let names_a_file = Path::new(&first).is_file() || first.contains(['.', '/', '\\']);
    !first.starts_with('-') && names_a_file && program.get_subcommands().all(|command| command.get_name() != first)
}
