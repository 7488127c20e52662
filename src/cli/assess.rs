//! `tobokel assess`: tables, workbooks, JSON, CSV.

use super::Ending;
use super::args::{AssessArguments, Format};
use super::check_output;
use super::console::{Console, visible};
use super::failure::Failure;
use super::options::Options;
use super::output::{DOCUMENTS, Kind, in_folder, is_folder, permit, write};
use super::run::{Assessed, assess_paths, conclude, run_of};
use crate::locale::{Language, Message};
use crate::report::{
    self, Case, FlatTable, Run, VERSION, assessment_document, assessment_rows, overview, summary_line, workbook,
};
use crate::write::{csv, json, table, xlsx};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The kind of document that a workbook is marked as.
pub(crate) const ASSESSMENT: &str = "assessment";

/// An output file and the registers that it is made of.
pub(crate) struct Target {
    pub path: PathBuf,
    /// The one register of a workbook; `None`: all of them.
    pub only: Option<usize>,
}

pub(crate) fn run(command: &AssessArguments, options: &Options, console: &Console) -> Result<Ending, Failure> {
    let mut assessed = assess_paths(&command.paths, options, console)?;
    let outputs = if command.output.is_empty() { options.outputs() } else { command.output.clone() };
    let targets = targets(&outputs, &assessed)?;
    if command.check {
        return check_output::run(&targets, &mut assessed, options, console);
    }
    let run = run_of(&assessed, options, options.as_of, console);
    if !run.cases().is_empty() {
        let inputs: Vec<&Path> = assessed.iter().map(|input| Path::new(&*input.input.file().path)).collect();
        for target in &targets {
            permit(&target.path, &DOCUMENTS, &inputs, command.force)?;
        }
        for target in &targets {
            let (bytes, notes) = render(&run, target)?;
            if let Some(folder) =
                target.path.parent().filter(|folder| target.only.is_some() && !folder.as_os_str().is_empty())
            {
                std::fs::create_dir_all(folder).map_err(|cause| {
                    Failure::at("cannot-write", folder).cause(cause).help(Message::new("cannot-write-help"))
                })?;
            }
            let language = language(&run, console);
            console.say_all(&notes, language);
            write(&target.path, &bytes, console, language)?;
        }
        print(command.format, targets.is_empty(), &run, console)?;
    }
    Ok(conclude(&assessed, options, options.fail_on(command.fail_on), console))
}

/// The language of messages about a run: its first register's.
fn language(run: &Run<'_>, console: &Console) -> Language {
    run.cases().first().map_or_else(|| console.language(None), |case| case.language)
}

fn print(format: Option<Format>, nothing_written: bool, run: &Run<'_>, console: &Console) -> Result<(), Failure> {
    match format {
        Some(Format::Json) => {
            console.print(&json(&assessment_document(run)).map_err(|_| Failure::new("internal-error"))?)
        }
        Some(Format::Csv) => {
            let (text, notes) = csv_of(&assessment_rows(&run.cases()))?;
            console.say_all(&notes, language(run, console));
            console.print(&text)
        }
        format => {
            let tables = nothing_written || format == Some(Format::Table);
            let mut out = String::new();
            for case in run.cases() {
                out.push_str(&visible(&summary_line(&case)));
                out.push('\n');
                out.extend(case.draft().map(|draft| draft + "\n"));
                if tables {
                    out.extend(
                        overview(&case)
                            .iter()
                            .map(|sheet| format!("\n{}", table(sheet, console.table_style(run.method)))),
                    );
                }
            }
            console.print(&out)
        }
    }
}

/// The output files that were asked for: a folder stands for one workbook for each register.
pub(crate) fn targets(outputs: &[PathBuf], assessed: &[Assessed]) -> Result<Vec<Target>, Failure> {
    let registers: Vec<usize> =
        assessed.iter().enumerate().filter(|(_, input)| input.assessment.is_some()).map(|(at, _)| at).collect();
    let mut targets = Vec::new();
    for output in outputs {
        if is_folder(output) {
            let mut taken = BTreeMap::new();
            for at in &registers {
                let file = assessed[*at].input.file();
                let path = in_folder(output, file.stem());
                if let Some(other) = taken.insert(path.clone(), &file.path) {
                    let message = Message::new("output-clash")
                        .with("path", path.display().to_string())
                        .with("first", other.as_ref())
                        .with("second", file.path.as_ref());
                    return Err(Failure::from(message).help(Message::new("output-clash-help")));
                }
                targets.push(Target { path, only: Some(*at) });
            }
        } else if Kind::of(output) == Some(Kind::Xlsx) {
            if registers.len() > 1 {
                return Err(Failure::at("one-workbook-for-several", output).help(Message::new("one-workbook-help")));
            }
            targets.extend(registers.first().map(|at| Target { path: output.clone(), only: Some(*at) }));
        } else {
            targets.push(Target { path: output.clone(), only: None });
        }
    }
    Ok(targets)
}

/// The bytes of an output file, and what had to be changed in its texts.
pub(crate) fn render(run: &Run<'_>, target: &Target) -> Result<(Vec<u8>, Vec<Message>), Failure> {
    match (target.only.map(|at| run.entries[at]), Kind::of(&target.path)) {
        (Some(report::Entry::Case(case)), _) => render_workbook(&case, &target.path),
        (_, Some(Kind::Csv)) => {
            let (text, notes) = csv_of(&assessment_rows(&run.cases()))?;
            Ok((text.into_bytes(), notes))
        }
        _ => {
            let text = json(&assessment_document(run)).map_err(|_| Failure::new("internal-error"))?;
            Ok((text.into_bytes(), Vec::new()))
        }
    }
}

fn render_workbook(case: &Case<'_>, path: &Path) -> Result<(Vec<u8>, Vec<Message>), Failure> {
    xlsx(&workbook(case), ASSESSMENT, VERSION).map_err(|_| Failure::at("too-large-for-workbook", path))
}

/// A flat table as CSV.
pub(crate) fn csv_of(table: &FlatTable<'_>) -> Result<(String, Vec<Message>), Failure> {
    csv(table).map_err(|_| Failure::new("internal-error"))
}
