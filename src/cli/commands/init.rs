//! `tobokel init`: a register to fill in, empty, with what another file holds, or begun as bodies of a kind begin it.

use super::convert::{Made, read_alone, workbook, write_anew};
use crate::cli::args::InitArguments;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, write};
use crate::cli::ending::Ending;
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::output::{Kind, TEMPLATE};
use crate::cli::place::{Permit, permit_new};
use crate::cli::settings;
use crate::diag::Diagnostic;
use crate::examine::Input;
use crate::form::{Carried, CriteriaColumns, Form, PlanForm, filled_template, template, toml_template};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Organization, Register};
use crate::read::codes::{MISSING_COLUMN, NO_ORGANISATION};
use crate::starter::Starter;
use crate::write::{MissingPoints, plan_toml, register_toml_to_fill};
use anyhow::{Result, bail};
use std::path::Path;

pub(crate) fn run(command: &InitArguments, options: &Options, console: &Console) -> Result<Ending> {
    let path = command.file.as_path();
    let inputs = command.from.as_deref().into_iter().collect();
    let permit = permit_new(path, &[Kind::Xlsx, Kind::Toml], &inputs, command.force)?;
    let columns = columns(command.criteria, &options.method)?;
    if let Some(from) = &command.from {
        return from_file((path, &permit), from, columns, options, console);
    }
    let language = console.language(None);
    settings::tell_in_force(options, console);
    if let Some(starter) = command.kind {
        let content = begun(starter, path, columns, options, language)?;
        write(path, &permit, content, console, language)?;
        console.say(&Message::new("starter-made"), language);
        return Ok(Ending::Done);
    }
    let content = if Kind::of(path) == Some(Kind::Toml) {
        Content::Text(toml_template(&options.method, language, columns))
    } else {
        let form = template(&options.method, language, columns);
        Content::Bytes(workbook(form, TEMPLATE, Vec::new(), path)?.0)
    };
    write(path, &permit, content, console, language)?;
    Ok(Ending::Done)
}

/// The criteria that the form has places for; none can be asked of a method that has none.
fn columns(all: bool, method: &Method) -> Result<CriteriaColumns> {
    if all && method.all_criteria().next().is_none() {
        let failure = Failure::new("criteria-of-no-method").with("method", method.id.as_str());
        bail!(failure.help(Message::new("criteria-of-no-method-help")));
    }
    Ok(if all { CriteriaColumns::All } else { CriteriaColumns::Used })
}

/// The register of a kind of body to adapt, in a language that it is written in.
fn begun(
    starter: Starter,
    path: &Path,
    columns: CriteriaColumns,
    options: &Options,
    language: Language,
) -> Result<Content<'static>> {
    let Some(begun) = starter.register(language) else {
        let failure = Failure::new("starter-language").with("kind", starter.key);
        bail!(failure.help(Message::new("starter-language-help")));
    };
    let (bytes, _) = register(&begun, path, columns, options, language)?;
    if Kind::of(path) != Some(Kind::Toml) {
        return Ok(Content::Bytes(bytes));
    }
    let head: String = ["starter-toml-1", "starter-toml-2"].map(|id| format!("# {}\n", language.text(id))).concat();
    Ok(Content::Bytes([head.into_bytes(), bytes].concat()))
}

/// A register or a plan to fill in, with what a file holds.
fn from_file(
    (path, permit): (&Path, &Permit),
    from: &Path,
    columns: CriteriaColumns,
    options: &Options,
    console: &Console,
) -> Result<Ending> {
    let input = read_alone(from, options, console)?;
    let language = console.language(None);
    let speech = console.speech(input.speaks());
    let (file, findings, made): (_, Vec<Diagnostic>, _) = match input {
        Input::Register(loaded) => {
            let mut carried = Carried::of(loaded.register);
            forget_unnamed(&mut carried.register, &loaded.findings);
            let (bytes, lost) = register(&carried.register, path, columns, options, language)?;
            // The new file has a place for all that the old one has no column for.
            let findings = loaded.findings.into_iter().filter(|found| found.code != &MISSING_COLUMN).collect();
            (loaded.file, findings, (bytes, [carried.notes, lost].concat()))
        }
        Input::Plan(_) if columns == CriteriaColumns::All => {
            bail!(Failure::at("criteria-of-a-plan", from).help(Message::new("criteria-of-a-plan-help")));
        }
        Input::Plan(loaded) => {
            let form = PlanForm { plan: &loaded.plan, method: &options.method, language };
            let made = plan(form, path, options)?;
            (loaded.file, loaded.findings, made)
        }
        Input::Refused { file, findings, .. } => {
            console.findings(&findings, &file, speech);
            return Ok(Ending::CouldNotRun);
        }
    };
    write_anew((&file, &findings), made, (path, permit), console, speech)
}

/// Where the file does not say whose register it is, its name is no answer.
fn forget_unnamed(register: &mut Register, findings: &[Diagnostic]) {
    if findings.iter().any(|found| found.code == &NO_ORGANISATION) {
        let language = register.organization.language;
        register.organization = Organization { language, ..Organization::default() };
    }
}

fn register(
    register: &Register,
    path: &Path,
    columns: CriteriaColumns,
    options: &Options,
    language: Language,
) -> Result<Made> {
    let method = &options.method;
    if Kind::of(path) == Some(Kind::Toml) {
        let missing = match columns {
            CriteriaColumns::Used => MissingPoints::AsPoints,
            CriteriaColumns::All => MissingPoints::ByCriteria,
        };
        return Ok((register_toml_to_fill(register, method, missing).into_bytes(), Vec::new()));
    }
    let form = Form { register, method, language };
    workbook(filled_template(&form, columns), TEMPLATE, form.lost_in_tables(), path)
}

/// A plan's form has the columns of its execution, too.
fn plan(form: PlanForm<'_>, path: &Path, options: &Options) -> Result<Made> {
    if Kind::of(path) == Some(Kind::Toml) {
        return Ok((plan_toml(form.plan, form.method).into_bytes(), Vec::new()));
    }
    workbook(form.book(options.as_of), TEMPLATE, form.lost_in_tables(), path)
}
