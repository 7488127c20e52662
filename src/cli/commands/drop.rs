//! `tobokel FILE...` without a command, as when files are dropped on the program's icon: each is assessed, and the workbook
//! is written beside it. What was found is a workbook of its own beside that one, since it stands in nothing that is signed; the
//! document has it too, on a last sheet that is not printed with it, for who gets that file alone.

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
use crate::locale::Message;
use crate::report::{findings_workbook, summary_line, workbook_with_findings};
use anyhow::Result;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

pub(crate) fn run(paths: &[PathBuf], options: &Options, console: &Console) -> Ending {
    let result = assess_and_write(paths, options, console);
    if let Err(error) = &result {
        console.error(error);
    }
    wait_if_the_console_is_ours(console);
    result.unwrap_or(Ending::CouldNotRun)
}

fn assess_and_write(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Ending> {
    let assessed = assess_paths(paths, options, console)?;
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

/// On Windows, a console that was opened for this program closes with it: what was said would be gone unread. A console
/// that a person opened has its prompt in the environment.
fn wait_if_the_console_is_ours(console: &Console) {
    let is_interactive = || io::stdin().is_terminal() && io::stdout().is_terminal();
    if cfg!(windows) && std::env::var_os("PROMPT").is_none() && is_interactive() {
        console.say(&Message::new("press-enter"), console.speech(None));
        let _ = io::stdin().read_line(&mut String::new());
    }
}

/// Whether no command is given, and the first argument names a file.
pub(crate) fn is_meant(arguments: &[std::ffi::OsString], program: &clap::Command) -> bool {
    let first = arguments.get(1).map(|first| first.to_string_lossy().into_owned()).unwrap_or_default();
    let names_a_file = Path::new(&first).is_file() || first.contains(['.', '/', '\\']);
    !first.starts_with('-') && names_a_file && program.get_subcommands().all(|command| command.get_name() != first)
}
