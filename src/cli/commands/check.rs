//! `tobokel check`: all findings of all registers, in the form that is asked for.

use crate::assess::assess;
use crate::cli::args::{CheckArguments, CheckFormat};
use crate::cli::conclusion::{ending, tell_counts};
use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::failure::{Failure, assessment_of_two};
use crate::cli::input::{load, read_text};
use crate::cli::options::Options;
use crate::cli::output::Kind;
use crate::cli::run::{examined, load_and_tell_apart, run_of};
use crate::cli::seal::{Seals, without_register};
use crate::cli::search::Files;
use crate::cli::settings;
use crate::cli::whose;
use crate::examine::{Examined, Input};
use crate::inbox::{Claim, names};
use crate::locale::Message;
use crate::model::Level;
use crate::read::situations_at;
use crate::report::{Run, column_table, findings_document, sarif_document};
use crate::rules::policy::Baseline;
use crate::write::{concise, github, json, junit, table};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(crate) fn run(command: &CheckArguments, options: &mut Options, console: &Console) -> Result<Ending> {
    settings::select(command, options)?;
    if command.show_config {
        settings::show(command, options, console)?;
        return Ok(Ending::Done);
    }
    if command.show_columns {
        return show_columns(&command.paths, options, console);
    }
    let before = match &command.baseline {
        Some(path) if command.no_new_high => Some(high_before(path, options, console)?),
        _ => None,
    };
    options.seals = if command.require_seal { Seals::Demanded } else { Seals::WithDocuments };
    let (mut inputs, found) = load_and_tell_apart(&command.paths, options, console)?;
    inputs.extend(without_register(&command.paths, &found));
    options.policy.high_before = before.map(|before| known_as(&inputs, before));
    let options = &*options;
    // The process ends with this run: to give back each text first would take as long as to check the rules.
    let assessed = examined(inputs, options, console).leak();
    for input in &mut *assessed {
        // The worst first; equal ones stay in the order of their places.
        input.findings.sort_by_key(|finding| finding.severity);
    }
    let run = run_of(assessed, options, options.as_of, console);
    print(command.format, assessed, &run, &found, options, console)?;
    Ok(ending(assessed, &run.about_run, options.fail_on(command.fail_on)))
}

/// Prints what the columns of each table were read as.
fn show_columns(paths: &[PathBuf], options: &Options, console: &Console) -> Result<Ending> {
    let (inputs, _) = load_and_tell_apart(paths, options, console)?;
    settings::tell_in_force(options, console);
    let tables: Vec<String> = inputs
        .iter()
        .map(|input| {
            let (file, language) = (input.file(), console.language(input.language()));
            let heading = language.message(&Message::new("columns-of-file").with("path", &*file.path));
            let sheet = column_table(&file.path, file.columns(), language);
            format!("{heading}\n{}", table(&sheet, console.table_style(&options.method)))
        })
        .collect();
    console.print(&tables.join("\n"))?;
    let read = inputs.iter().any(|input| !input.file().columns().is_empty());
    Ok(if read { Ending::Done } else { Ending::CouldNotRun })
}

fn print(
    format: CheckFormat,
    assessed: &[Examined],
    run: &Run<'_>,
    found: &Files,
    options: &Options,
    console: &Console,
) -> Result<()> {
    if format != CheckFormat::Text {
        settings::tell_in_force(options, console);
    }
    match format {
        CheckFormat::Text => {
            let rendered = |input: &Examined| {
                console.rendered(&input.findings, input.input.file(), console.speech(input.input.speaks()))
            };
            let mut out: String = assessed.iter().map(rendered).collect();
            if let Some(configured) = &options.configured {
                out += &console.rendered(&run.about_run, &configured.file, console.speech(None));
            }
            console.print(&out)?;
            // What findings cannot be there is part of what was found.
            let language = console.speech(assessed.first().and_then(|input| input.input.speaks()));
            for message in options.in_force().messages() {
                console.print(&console.sentence(&language.message(&message)))?;
            }
            tell_counts(assessed, &run.about_run, console)
        }
        CheckFormat::Concise => {
            let line = |input: &Examined| concise(&input.findings, console.speech(input.input.speaks()));
            let mut out: String = assessed.iter().map(line).collect();
            out += &concise(&run.about_run, console.speech(None));
            console.print_lines(&out)
        }
        CheckFormat::Json => {
            let passed_over = found.passed_over.iter().map(|file| (file.path.display().to_string(), file.reason.key()));
            console.print(&json(&findings_document(run, passed_over.collect()))?)
        }
        CheckFormat::Sarif => console.print(&json(&sarif_document(run))?),
        CheckFormat::Github => console.print(&github(run)),
        CheckFormat::Junit => console.print(&junit(run)),
    }
}

/// The baseline, in which an organisation that it knows with its folders only is also known by its id in the run.
fn known_as(inputs: &[Input], mut before: Baseline) -> Baseline {
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (organization, situation) in &before {
        by_name.entry(organization).or_default().push(situation);
    }
    let mut also = Vec::new();
    for input in inputs {
        let Some(Claim { id, path, .. }) = input.claim() else { continue };
        let named = names(&id, &path).into_iter().find_map(|name| Some((name != id, by_name.get(name.as_str())?)));
        if let Some((true, situations)) = named {
            also.extend(situations.iter().map(|situation| (id.clone(), (*situation).to_owned())));
        }
    }
    before.extend(also);
    before
}

/// The situations that had the highest level in an earlier assessment: its JSON, or the registers. What stands there of a
/// register is known by each name that it may go by in another run.
fn high_before(path: &Path, options: &Options, console: &Console) -> Result<Baseline> {
    let unreadable = || Failure::at("baseline-unreadable", path).help(Message::new("baseline-unreadable-help"));
    let mut before = Baseline::new();
    let mut known = |organization: &str, path: &str, situation: &str| {
        before.extend(names(organization, path).into_iter().map(|name| (name, situation.to_owned())));
    };
    let highest = options.method.computed_levels().next_back().map_or(Level(0), |(level, _)| level);
    if Kind::of(path) == Some(Kind::Json) {
        let text = read_text(path)?;
        let found = situations_at(&text.text, &options.method.level(highest).key).ok_or_else(unreadable)?;
        for situation in found.map_err(|id| assessment_of_two(path, &id))? {
            known(&situation.organization, &situation.path, &situation.id);
        }
        return Ok(before);
    }
    let mut inputs = load(&[PathBuf::from(path)], &options.conditions(), console)?.0;
    whose::say(&whose::tell_apart(&mut inputs), console);
    for input in inputs {
        let Input::Register(loaded) = input else { bail!(unreadable()) };
        let assessment = assess(&loaded.register, &options.method);
        for ((_, situation), outcome) in loaded.register.situations().zip(&assessment.outcomes) {
            if outcome.is_some_and(|outcome| outcome.residual == highest) {
                known(&loaded.register.organization.id, &loaded.file.path, &situation.id);
            }
        }
    }
    Ok(before)
}
