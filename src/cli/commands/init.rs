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
use crate::form::{Carried, Form, PlanForm, filled_template, template, toml_template};
use crate::locale::{Language, Message};
use crate::model::{Axis, Organization, Register, Situation};
use crate::read::codes::{MISSING_COLUMN, NO_ORGANISATION};
use crate::starter::Starter;
use crate::write::{plan_toml, register_toml_to_fill};
use anyhow::{Result, bail};
use std::path::Path;

pub(crate) fn run(command: &InitArguments, options: &Options, console: &Console) -> Result<Ending> {
    let path = command.file.as_path();
    let inputs = command.from.as_deref().into_iter().collect();
    let permit = permit_new(path, &[Kind::Xlsx, Kind::Toml], &inputs, command.force)?;
    if let Some(from) = &command.from {
        return from_file((path, &permit), from, options, console);
    }
    let language = console.language(None);
    settings::tell_in_force(options, console);
    if let Some(starter) = command.kind {
        let content = begun(starter, path, options, language)?;
        write(path, &permit, content, console, language)?;
        console.say(&Message::new("starter-made"), language);
        return Ok(Ending::Done);
    }
    let content = if Kind::of(path) == Some(Kind::Toml) {
        Content::Text(toml_template(&options.method, language))
    } else {
        Content::Bytes(workbook(template(&options.method, language), TEMPLATE, Vec::new(), path)?.0)
    };
    write(path, &permit, content, console, language)?;
    Ok(Ending::Done)
}

/// The register of a kind of body to adapt, in a language that it is written in.
fn begun(starter: Starter, path: &Path, options: &Options, language: Language) -> Result<Content<'static>> {
    let Some(begun) = starter.register(language) else {
        let failure = Failure::new("starter-language").with("kind", starter.key);
        bail!(failure.help(Message::new("starter-language-help")));
    };
    let (bytes, _) = register(&begun, path, options, language)?;
    if Kind::of(path) != Some(Kind::Toml) {
        return Ok(Content::Bytes(bytes));
    }
    let head: String = ["starter-toml-1", "starter-toml-2"].map(|id| format!("# {}\n", language.text(id))).concat();
    Ok(Content::Bytes([head.into_bytes(), bytes].concat()))
}

/// A register or a plan to fill in, with what a file holds.
fn from_file((path, permit): (&Path, &Permit), from: &Path, options: &Options, console: &Console) -> Result<Ending> {
    let input = read_alone(from, options, console)?;
    let language = console.language(None);
    let speech = console.speech(input.speaks());
    let (file, findings, made): (_, Vec<Diagnostic>, _) = match input {
        Input::Register(loaded) => {
            let mut carried = Carried::of(loaded.register);
            forget_unnamed(&mut carried.register, &loaded.findings);
            let (bytes, lost) = register(&carried.register, path, options, language)?;
            // The new file has a place for all that the old one has no column for.
            let findings = loaded.findings.into_iter().filter(|found| found.code != &MISSING_COLUMN).collect();
            (loaded.file, findings, (bytes, [carried.notes, lost].concat()))
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

fn register(register: &Register, path: &Path, options: &Options, language: Language) -> Result<Made> {
    let method = &options.method;
    if Kind::of(path) == Some(Kind::Toml) {
        return Ok((register_toml_to_fill(register, method).into_bytes(), Vec::new()));
    }
    let form = Form { register, method, language };
    let mut lost = form.lost_in_tables();
    let has_criteria = |situation: &Situation| Axis::ALL.iter().any(|axis| !situation.score(*axis).criteria.is_empty());
    let count = register.situations().filter(|(_, situation)| has_criteria(situation)).count();
    if count > 0 {
        lost.push(Message::new("template-loses-criteria").with("count", count));
    }
    workbook(filled_template(&form), TEMPLATE, lost, path)
}

/// A plan's form has the columns of its execution, too.
fn plan(form: PlanForm<'_>, path: &Path, options: &Options) -> Result<Made> {
    if Kind::of(path) == Some(Kind::Toml) {
        return Ok((plan_toml(form.plan, form.method).into_bytes(), Vec::new()));
    }
    workbook(form.book(options.as_of), TEMPLATE, form.lost_in_tables(), path)
}
