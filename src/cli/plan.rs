//! `tobokel plan`: the risk-management plan alone.

use super::Ending;
use super::args::{PlanArguments, PlanFormat};
use super::assess::{csv_of, print_csv};
use super::conclusion::conclude;
use super::console::Console;
use super::failure::Failure;
use super::monitor::calendar_of_registers;
use super::options::Options;
use super::output::{Kind, permit, unwritable, write};
use super::run::{assess_paths, run_of};
use crate::locale::{Language, Message};
use crate::report::{Run, VERSION, plan_document, plan_rows, plan_tables, plan_workbook, summary_line};
use crate::write::{json, table, xlsx};
use anyhow::{Result, anyhow};
use std::path::Path;

/// The kinds of document that a plan can be.
const DOCUMENTS: [Kind; 4] = [Kind::Xlsx, Kind::Json, Kind::Csv, Kind::Ics];

/// The kind of document that a workbook is marked as.
const PLAN: &str = "plan";

pub(crate) fn run(command: &PlanArguments, options: &Options, console: &Console) -> Result<Ending> {
    let assessed = assess_paths(&command.paths, options, console)?;
    let run = run_of(&assessed, options, options.as_of, console);
    if !run.cases().is_empty() {
        if let Some(output) = &command.output {
            let inputs = assessed.iter().map(|input| Path::new(&*input.input.file().path)).collect();
            let permit = permit(output, &DOCUMENTS, &inputs, command.force)?;
            let (bytes, notes) = render(&run, output, options, console.language(None))?;
            let language = run.cases()[0].language;
            console.say_all(&notes, language);
            write(output, &permit, &bytes, console, language)?;
        }
        if command.output.is_none() || command.format.is_some() {
            print(command.format, &run, console)?;
        }
    }
    Ok(conclude(&assessed, options, options.fail_on(command.fail_on), console))
}

fn print(format: Option<PlanFormat>, run: &Run<'_>, console: &Console) -> Result<()> {
    match format {
        Some(PlanFormat::Json) => console.print(&json(&plan_document(run))?),
        Some(PlanFormat::Csv) => print_csv(plan_rows(run.cases()), console),
        Some(PlanFormat::Ics) => console.print(&calendar_of_registers(run, console.language(None))),
        Some(PlanFormat::Table) | None => {
            let mut out = String::new();
            for case in run.cases() {
                out.push_str(&console.sentence(&summary_line(&case)));
                out.extend(case.draft().map(|draft| draft + "\n"));
                out.extend(
                    plan_tables(&case)
                        .iter()
                        .map(|sheet| format!("\n{}", table(sheet, console.table_style(run.method)))),
                );
            }
            console.print(&out)
        }
    }
}

fn render(run: &Run<'_>, output: &Path, options: &Options, language: Language) -> Result<(Vec<u8>, Vec<Message>)> {
    match (Kind::of(output), run.cases().as_slice()) {
        (Some(Kind::Xlsx), [case]) => {
            let book = options.said_in(plan_workbook(case), case.language);
            xlsx(book, PLAN, VERSION).map_err(|error| unwritable(error, output))
        }
        (Some(Kind::Xlsx), _) => {
            Err(anyhow!(Failure::at("one-workbook-for-several", output).help(Message::new("one-workbook-help"))))
        }
        (Some(Kind::Csv), cases) => csv_of(plan_rows(cases.to_vec())).map(|(text, notes)| (text.into_bytes(), notes)),
        (Some(Kind::Ics), _) => Ok((calendar_of_registers(run, language).into_bytes(), Vec::new())),
        _ => {
            let text = json(&plan_document(run))?;
            Ok((text.into_bytes(), Vec::new()))
        }
    }
}
