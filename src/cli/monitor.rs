//! `tobokel monitor`: what of plans is carried out, what is overdue, due and still to come.

use super::Ending;
use super::args::{FailOn, MonitorArguments, MonitorFailOn, MonitorFormat};
use super::conclusion::conclude;
use super::console::Console;
use super::failure::Failure;
use super::options::Options;
use super::output::{Kind, is_folder, not_standard_output, permit, unwritable, write};
use super::run::check_paths;
use crate::assess::execution::Watch;
use crate::case::Entry;
use crate::examine::Examined;
use crate::locale::{Language, Message};
use crate::model::Period;
use crate::report::{
    Monitored, Monitoring, Run, VERSION, calendar, monitor_document, monitor_tables, monitor_workbook,
};
use crate::write::{ics, json, table, xlsx};
use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;
use std::path::Path;

/// The kinds of document that are made of the execution of plans.
const DOCUMENTS: [Kind; 3] = [Kind::Xlsx, Kind::Json, Kind::Ics];

/// The kind of document that a workbook is marked as.
const MONITOR: &str = "monitor";

pub(crate) fn run(command: &MonitorArguments, options: &Options, console: &Console) -> Result<Ending> {
    let watch = watch(command, options)?;
    if let Some(output) = &command.output {
        not_standard_output(output, &DOCUMENTS)?;
    }
    if let Some(folder) = command.output.as_deref().filter(|output| is_folder(output)) {
        let help = Message::new("monitor-output-folder-help");
        bail!(Failure::at("monitor-output-folder", folder).help(help));
    }
    let assessed = check_paths(&command.paths, options, console)?;
    let asked = console.asked();
    let plans = assessed.par_iter().map(|input| monitored(input, options, watch, asked)).collect();
    let of = Monitoring {
        plans,
        watch,
        method: &options.method,
        configuration: options.configuration.as_ref(),
        language: console.language(None),
    };
    if of.plans.iter().any(Monitored::is_read) {
        if let Some(output) = &command.output {
            let inputs = assessed.iter().map(|input| Path::new(&*input.input.file().path)).collect();
            let permit = permit(output, &DOCUMENTS, &inputs, command.force)?;
            let (bytes, notes) = render(&of, output, options)?;
            console.say_all(&notes, of.language);
            write(output, &permit, &bytes, console, of.language)?;
        }
        if command.output.is_none() || command.format.is_some() {
            print(command.format, &of, console)?;
        }
    }
    let fail_on = match command.fail_on {
        Some(MonitorFailOn::Overdue | MonitorFailOn::Error) => Some(FailOn::Error),
        Some(MonitorFailOn::Warning) => Some(FailOn::Warning),
        Some(MonitorFailOn::Never) => Some(FailOn::Never),
        None => None,
    };
    let overdue = command.fail_on == Some(MonitorFailOn::Overdue) && of.plans.iter().any(|plan| plan.overdue() > 0);
    let ending = conclude(&assessed, options, options.fail_on(fail_on), console);
    Ok(if overdue { ending.max(Ending::Findings) } else { ending })
}

/// The calendar of the plans of registers, from the quarter of the run's day.
pub(crate) fn calendar_of_registers(run: &Run<'_>, language: Language) -> String {
    let watch = Watch::quarter_of(run.as_of);
    let plans = run.cases().iter().map(|case| Monitored::of_register(case, watch)).collect();
    ics(
        &calendar(&Monitoring { plans, watch, method: run.method, configuration: run.configuration, language }),
        VERSION,
    )
}

/// The period that was asked for, else the quarter that the day falls in.
fn watch(command: &MonitorArguments, options: &Options) -> Result<Watch> {
    let as_of = options.as_of;
    let of = |typed: &str, is_meant: fn(&str) -> bool, id| {
        let typed = typed.trim().to_uppercase();
        let period = Some(typed.as_str()).filter(|typed| is_meant(typed)).and_then(Period::parse);
        match period.and_then(|period| period.from.zip(period.to)) {
            Some((from, to)) => Ok(Watch { as_of, from, to }),
            None => Err(anyhow!(Failure::from(Message::new(id).with("found", typed)))),
        }
    };
    match (&command.quarter, &command.year) {
        (Some(quarter), _) => {
            of(quarter, |typed| typed.len() == 7 && typed.get(4..6) == Some("-Q"), "quarter-unreadable")
        }
        (None, Some(year)) => of(year, |typed| typed.len() == 4, "year-unreadable"),
        (None, None) => Ok(Watch::quarter_of(as_of)),
    }
}

fn monitored<'a>(input: &'a Examined, options: &'a Options, watch: Watch, asked: Option<Language>) -> Monitored<'a> {
    match input.entry(&options.conditions(), asked) {
        Entry::Case(case) => Monitored::of_register(&case, watch),
        Entry::Refused(refused) => Monitored::refused(&refused, watch),
        Entry::Plan(plan) => Monitored::of_plan(&plan, watch),
    }
}

fn document(of: &Monitoring<'_>) -> Result<String> {
    Ok(json(&monitor_document(of))?)
}

fn print(format: Option<MonitorFormat>, of: &Monitoring<'_>, console: &Console) -> Result<()> {
    match format {
        Some(MonitorFormat::Json) => console.print(&document(of)?),
        Some(MonitorFormat::Ics) => console.print(&ics(&calendar(of), VERSION)),
        Some(MonitorFormat::Table) | None => {
            let style = console.table_style(of.method);
            let mut parts = Vec::new();
            for (words, tables) in monitor_tables(of) {
                parts.push(console.sentences(&words));
                parts.extend(tables.iter().map(|sheet| table(sheet, style)));
            }
            console.print(&parts.join("\n"))
        }
    }
}

fn render(of: &Monitoring<'_>, output: &Path, options: &Options) -> Result<(Vec<u8>, Vec<Message>)> {
    match Kind::of(output) {
        Some(Kind::Xlsx) => {
            let book = options.said_in(monitor_workbook(of), of.language);
            xlsx(book, MONITOR, VERSION).map_err(|error| unwritable(error, output))
        }
        Some(Kind::Ics) => Ok((ics(&calendar(of), VERSION).into_bytes(), Vec::new())),
        _ => Ok((document(of)?.into_bytes(), Vec::new())),
    }
}
