//! `tobokel check`: all findings of all registers, in the form that is asked for.

mod baseline;

use crate::assess::assess;
use crate::cli::args::{CheckArguments, CheckFormat};
use crate::cli::conclusion::{ending, tell_counts};
use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::failure::{Failure, assessment_of_two};
use crate::cli::found::refuse;
use crate::cli::input::read_text;
use crate::cli::options::Options;
use crate::cli::output::Kind;
use crate::cli::regular::slashed;
use crate::cli::run::{examined, load_and_tell_apart, run_of};
use crate::cli::seal::{Seals, without_register};
use crate::cli::search::{Files, Reason};
use crate::cli::settings;
use crate::cli::whose;
use crate::examine::{Examined, Input};
use crate::inbox::codes::NOT_READ;
use crate::inbox::{Body, Claim, could_hold_a_register, names, partners};
use crate::locale::Message;
use crate::model::Level;
use crate::read::bodies_at;
use crate::report::{Run, column_table, findings_document, sarif_document};
use crate::rules::policy::Baseline;
use crate::source::Spot;
use crate::write::{concise, github, json, junit, table};
use anyhow::{Result, bail};
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
    let (mut high, mut reported) = (None, None);
    if let Some(path) = &command.baseline {
        let earlier = baseline::read(path, options, console)?;
        high = if command.no_new_high { Some(high_before(path, &earlier, options)?) } else { None };
        let reports = baseline::reported(earlier, options);
        if reports.is_empty() && high.is_none() {
            bail!(baseline_unreadable(path));
        }
        reported = Some(reports);
    }
    options.seals = if command.require_seal { Seals::Demanded } else { Seals::WithDocuments };
    let (mut inputs, found) = load_and_tell_apart(&command.paths, options, console)?;
    inputs.extend(without_register(&command.paths, &found));
    inputs.extend(not_read(&found));
    options.policy.high_before = high.map(|before| known_as(&inputs, &before, console));
    options.before = reported.map(|reported| baseline::known_as(reported, &inputs, command.no_new_high, console));
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

/// Files of other kinds that could be registers, each with a finding that says so.
fn not_read(found: &Files) -> impl Iterator<Item = Input> {
    let unsupported = found.passed_over.iter().filter(|file| file.reason == Reason::Unsupported);
    let could_be = unsupported.filter(|file| could_hold_a_register(&file.path.to_string_lossy()));
    could_be.map(|file| {
        refuse(&file.path, |sink| {
            sink.report(&NOT_READ, Spot::File, Message::new("file-not-read")).help =
                Some(Message::new("file-not-read-help"));
        })
    })
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
            let sheet = column_table(&file.path, file.columns(), &options.method, language);
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
            let passed_over = found.passed_over.iter().map(|file| (slashed(&file.path), file.reason.key()));
            console.print(&json(&findings_document(run, passed_over.collect()))?)
        }
        CheckFormat::Sarif => console.print(&json(&sarif_document(run))?),
        CheckFormat::Github => console.print(&github(run)),
        CheckFormat::Junit => console.print(&junit(run)),
    }
}

/// Which situations had the highest level before, for the bodies of this run; a body that it cannot be decided of had none.
fn known_as(inputs: &[Input], earlier: &[Earlier], console: &Console) -> Baseline {
    let new: Vec<Body> =
        inputs.iter().filter_map(Input::claim).filter(|claim| claim.register).map(Claim::body).collect();
    let old: Vec<Body> = earlier.iter().map(|(body, _)| body.clone()).collect();
    let found = partners(&old, &new);
    whose::say_undecided(&found, &old, &new, console);
    let pairs = found.pairs.iter().flat_map(|(old, of_new, _)| {
        let id = &new[*of_new].id;
        earlier[*old].1.iter().map(move |situation| (id.clone(), situation.clone()))
    });
    pairs.collect()
}

/// A body of an earlier assessment with its situations at the highest level.
type Earlier = (Body, Vec<String>);

fn baseline_unreadable(path: &Path) -> Failure {
    Failure::at("baseline-unreadable", path).help(Message::new("baseline-unreadable-help"))
}

/// The bodies of an earlier assessment: of its JSON, or of the registers that were read.
fn high_before(path: &Path, inputs: &[Input], options: &Options) -> Result<Vec<Earlier>> {
    let unreadable = || baseline_unreadable(path);
    let highest = options.method.computed_levels().next_back().map_or(Level(0), |(level, _)| level);
    if Kind::of(path) == Some(Kind::Json) {
        let text = read_text(path)?;
        let found = bodies_at(&text.text, &options.method.level(highest).key).ok_or_else(unreadable)?;
        let bodies = found.map_err(|id| assessment_of_two(path, &id))?.into_iter().map(|body| {
            let also = names(&body.id, &body.path);
            (Body { id: body.id, also, name: body.name, parent: body.parent }, body.situations)
        });
        return Ok(bodies.collect());
    }
    let mut bodies = Vec::new();
    for input in inputs {
        let Some(claim) = input.claim() else { bail!(unreadable()) };
        // A plan has no levels.
        let Input::Register(loaded) = input else { continue };
        let assessment = assess(&loaded.register, &options.method);
        let situations = loaded.register.situations().zip(&assessment.outcomes);
        let high = situations.filter(|(_, outcome)| outcome.is_some_and(|outcome| outcome.residual == highest));
        bodies.push((claim.body(), high.map(|((_, situation), _)| situation.id.clone()).collect()));
    }
    Ok(bodies)
}
