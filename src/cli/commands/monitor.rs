//! `tobokel monitor`: what of plans is carried out, what is overdue, due and still to come.

use crate::assess::execution::{Proof, Watch};
use crate::case::Entry;
use crate::cli::args::{Count, FailOn, MonitorArguments};
use crate::cli::conclusion::conclude;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, Document, Wish};
use crate::cli::ending::Ending;
use crate::cli::failure::Failure;
use crate::cli::input::read_text;
use crate::cli::options::Options;
use crate::cli::output::{Kind, MONITOR, is_folder};
use crate::cli::run::check_paths;
use crate::locale::{Language, Message};
use crate::model::Period;
use crate::monitor::{EarlierReport, Monitored, Monitoring};
use crate::report::{Run, VERSION, calendar, monitor_document, monitor_tables, monitor_workbook};
use crate::write::{ics, table};
use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;
use std::path::Path;

const DOCUMENTS: [Kind; 4] = [Kind::Xlsx, Kind::Docx, Kind::Json, Kind::Ics];

pub(crate) fn run(command: &MonitorArguments, options: &Options, console: &Console) -> Result<Ending> {
    let watch = watch(command, options)?;
    let wish = Wish::of(command.output.as_deref(), command.format);
    if let Some(folder) = wish.file.filter(|output| is_folder(output)) {
        let help = Message::new("monitor-output-folder-help");
        bail!(Failure::at("monitor-output-folder", folder).help(help));
    }
    let earlier = command.since.as_deref().map(earlier_report).transpose()?;
    let assessed = check_paths(&command.paths, options, console)?;
    let asked = console.asked();
    let by = options.conditions();
    let proof = if command.count == Some(Count::Verified) { Proof::Verification } else { Proof::Report };
    let plans = assessed.par_iter().map(|input| match input.entry(&by, asked) {
        Entry::Case(case) => Monitored::of_register(&case, watch),
        Entry::Refused(refused) => Monitored::refused(&refused, watch),
        Entry::Plan(plan) => Monitored::of_plan(&plan, watch),
    });
    let plans = plans.map(|plan| plan.by(proof));
    let plans: Vec<Monitored<'_>> = match &earlier {
        Some(earlier) => plans.map(|plan| plan.since(earlier)).collect(),
        None => plans.collect(),
    };
    if earlier.is_some() {
        for plan in plans.iter().filter(|plan| plan.is_read() && !plan.has_since()) {
            let message = Message::new("monitor-since-without-plan").with("path", plan.path());
            console.say(&message, console.speech(None));
        }
    }
    let of = Monitoring {
        plans,
        watch,
        proof,
        method: &options.method,
        configuration: options.configuration.as_ref(),
        language: console.language(None),
    };
    if of.plans.iter().any(Monitored::is_read) {
        let inputs = assessed.iter().map(|input| Path::new(&*input.input.file().path)).collect();
        let permit = wish.permit(&DOCUMENTS, &inputs, command.force)?;
        wish.deliver(&Execution { of: &of, options }, &permit, console)?;
    }
    let overdue = command.fail_on == Some(FailOn::Overdue) && of.plans.iter().any(|plan| plan.overdue() > 0);
    let ending = conclude(&assessed, options, options.fail_on(command.fail_on), console);
    Ok(if overdue { ending.max(Ending::Findings) } else { ending })
}

/// The calendar of the plans of registers, from the quarter of the run's day.
pub(crate) fn calendar_of_registers(run: &Run<'_>, language: Language) -> String {
    let watch = Watch::quarter_of(run.as_of);
    let plans = run.cases().iter().map(|case| Monitored::of_register(case, watch)).collect();
    ics(
        &calendar(&Monitoring {
            plans,
            watch,
            proof: Proof::Report,
            method: run.method,
            configuration: run.configuration,
            language,
        }),
        VERSION,
    )
}

/// The report that `--since` names.
fn earlier_report(path: &Path) -> Result<EarlierReport> {
    let text = read_text(path)?;
    EarlierReport::parse(&text.text).map_err(|why| {
        let help = Message::new("monitor-since-no-report-help");
        anyhow!(why).context(Failure::at("monitor-since-no-report", path).help(help))
    })
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

struct Execution<'a> {
    of: &'a Monitoring<'a>,
    options: &'a Options,
}

impl Document for Execution<'_> {
    fn language(&self) -> Language {
        self.of.language
    }

    fn shown(&self, console: &Console) -> String {
        let style = console.table_style(self.of.method);
        let mut parts = Vec::new();
        for (words, tables) in monitor_tables(self.of) {
            parts.push(console.sentences(&words));
            parts.extend(tables.iter().map(|sheet| table(sheet, style)));
        }
        parts.join("\n")
    }

    fn content(&self, kind: Kind, _: &Path) -> Result<Content<'_>> {
        Ok(match kind {
            Kind::Xlsx => Content::Workbook(self.options.said_in(monitor_workbook(self.of), self.of.language), MONITOR),
            Kind::Docx => Content::Word(
                self.options.said_in(monitor_workbook(self.of), self.of.language),
                MONITOR,
                self.of.language,
            ),
            Kind::Ics => Content::Text(ics(&calendar(self.of), VERSION)),
            Kind::Json | Kind::Ndjson | Kind::Csv | Kind::Toml | Kind::Txt => Content::data(monitor_document(self.of)),
        })
    }
}
