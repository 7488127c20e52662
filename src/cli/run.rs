//! From paths to cases: what they name is read and examined, in parallel, in the order of the inputs.

use super::console::Console;
use super::deliver::Progress;
use super::input::load;
use super::open_elsewhere::open_elsewhere;
use super::options::Options;
use super::search::Files;
use super::seen::about_run;
use super::settings;
use super::whose;
use crate::case::Case;
use crate::examine::{Conditions, Examined, Input, compare_bodies};
use crate::inbox::Settlement;
use crate::report::{Run, summary_line};
use crate::sheet::Sheet;
use crate::write::table;
use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Reads, assesses and checks the registers that the paths name.
pub(crate) fn assess_paths(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Vec<Examined>> {
    let (inputs, _) = load_and_hear(paths, options, console)?;
    settings::tell_in_force(options, console);
    let inputs = counting(inputs.into_iter().map(Input::into_register).collect(), options, console);
    Ok(examined(inputs, options, console))
}

/// Reads and checks everything that the paths name, plans of measures too.
pub(crate) fn check_paths(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Vec<Examined>> {
    let (inputs, _) = load_and_hear(paths, options, console)?;
    settings::tell_in_force(options, console);
    Ok(examined(counting(inputs, options, console), options, console))
}

/// Reads everything that the paths name, with a unique id for each organisation; also returns the files found.
pub(crate) fn load_and_tell_apart(
    paths: &[PathBuf],
    options: &Options,
    console: &Console,
) -> Result<(Vec<Input>, Files)> {
    let (mut inputs, found) = load_and_hear(paths, options, console)?;
    settle(&mut inputs, options, console);
    Ok((inputs, found))
}

/// Lets each input go by its id in the run, and says so; returns what was settled.
pub(crate) fn settle(inputs: &mut [Input], options: &Options, console: &Console) -> Settlement {
    let settlement = whose::settle_inputs(inputs, options);
    let paths: Vec<String> = inputs.iter().map(|input| input.file().path.to_string()).collect();
    whose::say(&settlement, &paths, options, console);
    settlement
}

/// The inputs that count: without the earlier versions of others.
pub(crate) fn counting(mut inputs: Vec<Input>, options: &Options, console: &Console) -> Vec<Input> {
    let settlement = settle(&mut inputs, options, console);
    let mut number = 0..;
    inputs.retain(|_| number.next().is_none_or(|number: usize| !settlement.replaced.contains_key(&number)));
    inputs
}

/// Reads everything that the paths name, and takes the run's language from it.
fn load_and_hear(paths: &[PathBuf], options: &Options, console: &Console) -> Result<(Vec<Input>, Files)> {
    let (inputs, found) = load(paths, &options.conditions(), console)?;
    for input in &inputs {
        console.hear(input.language());
    }
    console.hear_words(inputs.first().and_then(Input::speaks));
    tell_passed_over(&found, console);
    settings::tell_unused(paths, Some(&found), options, console);
    Ok((inputs, found))
}

pub(crate) fn tell_passed_over(found: &Files, console: &Console) {
    let language = console.speech(None);
    for document in &found.documents {
        console.say(&document.told(), language);
    }
    if let Some(message) = found.told() {
        console.say(&message, language);
    }
    for file in found.files.iter().filter(|file| file.part.is_none()) {
        console.say_all(open_elsewhere(&file.path).as_slice(), language);
    }
}

/// The second half of the examination, of each input on whichever thread is free.
pub(crate) fn examined(inputs: Vec<Input>, options: &Options, console: &Console) -> Vec<Examined> {
    examined_by(inputs, &options.conditions(), console)
}

/// The same by other conditions than the run's.
pub(crate) fn examined_by(inputs: Vec<Input>, by: &Conditions<'_>, console: &Console) -> Vec<Examined> {
    let progress = Progress::new(inputs.len(), console);
    let examine = |input: Input| {
        let examined = input.examined(by);
        progress.step(Path::new(&*examined.input.file().path));
        examined
    };
    let mut all: Vec<Examined> = inputs.into_par_iter().map(examine).collect();
    progress.finish();
    compare_bodies(&mut all, by);
    all
}

/// The inputs as reports see them.
pub(crate) fn run_of<'a>(assessed: &'a [Examined], options: &'a Options, as_of: Date, console: &Console) -> Run<'a> {
    let by = Conditions { as_of, ..options.conditions() };
    let asked = console.asked();
    Run {
        entries: assessed.iter().map(|examined| examined.entry(&by, asked)).collect(),
        method: by.method,
        configuration: options.configuration.as_ref(),
        as_of,
        about_run: about_run(assessed, options, as_of),
    }
}

/// The registers of a run as a screen shows them: for each its summary and its tables.
pub(crate) fn shown<'a>(run: &Run<'a>, console: &Console, tables: impl Fn(&Case<'a>) -> Vec<Sheet<'a>>) -> String {
    let style = console.table_style(run.method);
    let mut out = String::new();
    for case in run.cases() {
        out += &console.sentence(&summary_line(&case));
        out.extend(case.draft().map(|draft| draft + "\n"));
        out.extend(tables(&case).iter().map(|sheet| format!("\n{}", table(sheet, style))));
    }
    out
}
