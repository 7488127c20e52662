//! `tobokel plan`: the risk-management plan alone.

use super::monitor::calendar_of_registers;
use crate::cli::args::PlanArguments;
use crate::cli::conclusion::conclude;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, Document, Wish};
use crate::cli::ending::Ending;
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::output::{Kind, PLAN};
use crate::cli::run::{assess_paths, run_of, shown};
use crate::locale::{Language, Message};
use crate::report::{Run, plan_document, plan_paper, plan_rows, plan_tables, plan_workbook};
use anyhow::{Result, bail};
use std::path::Path;

const DOCUMENTS: [Kind; 5] = [Kind::Xlsx, Kind::Docx, Kind::Json, Kind::Csv, Kind::Ics];

pub(crate) fn run(command: &PlanArguments, options: &Options, console: &Console) -> Result<Ending> {
    let wish = Wish::of(command.output.as_deref(), command.format);
    let assessed = assess_paths(&command.paths, options, console)?;
    let run = run_of(&assessed, options, options.as_of, console);
    if !run.cases().is_empty() {
        let inputs = assessed.iter().map(|input| Path::new(&*input.input.file().path)).collect();
        let permit = wish.permit(&DOCUMENTS, &inputs, command.force)?;
        wish.deliver(&Plans { run: &run, options, of_all: console.language(None) }, &permit, console)?;
    }
    Ok(conclude(&assessed, options, options.fail_on(command.fail_on), console))
}

struct Plans<'a> {
    run: &'a Run<'a>,
    options: &'a Options,
    /// The language of what is said of all of them.
    of_all: Language,
}

impl Document for Plans<'_> {
    fn language(&self) -> Language {
        self.run.cases().first().map_or(self.of_all, |case| case.language)
    }

    fn shown(&self, console: &Console) -> String {
        shown(self.run, console, plan_tables)
    }

    fn content(&self, kind: Kind, path: &Path) -> Result<Content<'_>> {
        Ok(match (kind, self.run.cases().as_slice()) {
            (Kind::Xlsx, [case]) => Content::Workbook(self.options.said_in(plan_workbook(case), case.language), PLAN),
            (Kind::Docx, [case]) => {
                Content::Word(self.options.said_in(plan_paper(case), case.language), PLAN, case.language)
            }
            (Kind::Xlsx, _) => {
                bail!(Failure::at("one-workbook-for-several", path).help(Message::new("one-workbook-help")))
            }
            (Kind::Docx, _) => {
                bail!(Failure::at("one-document-for-several", path).help(Message::new("one-document-help")))
            }
            (Kind::Csv, cases) => Content::Rows(plan_rows(cases.to_vec()), false),
            (Kind::Ics, _) => Content::Text(calendar_of_registers(self.run, self.of_all)),
            (Kind::Json | Kind::Ndjson | Kind::Toml | Kind::Txt, _) => Content::data(plan_document(self.run)),
        })
    }
}
