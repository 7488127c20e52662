//! `tobokel init`: a register to fill in, empty or with what another file holds.

use crate::cli::Ending;
use crate::cli::args::InitArguments;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, write};
use crate::cli::failure::Failure;
use crate::cli::input::load;
use crate::cli::options::Options;
use crate::cli::output::{Kind, TEMPLATE, permit, unwritable};
use crate::cli::place::Permit;
use crate::cli::settings;
use crate::diag::{Diagnostic, Severity, count};
use crate::examine::Input;
use crate::form::{Carried, Form, PlanForm, filled_template, template, toml_template};
use crate::locale::{Language, Message};
use crate::model::{Organization, Register};
use crate::read::codes::{MISSING_COLUMN, NO_ORGANISATION};
use crate::report::VERSION;
use crate::write::{plan_toml, register_toml_to_fill, xlsx};
use anyhow::{Result, bail};
use std::path::Path;

pub(crate) fn run(command: &InitArguments, options: &Options, console: &Console) -> Result<Ending> {
    let path = &command.file;
    let inputs = command.from.as_deref().into_iter().collect();
    let permit = permit(path, &[Kind::Xlsx, Kind::Toml], &inputs, command.force)?;
    if permit.replaces() && !command.force {
        bail!(Failure::at("output-exists", path).help(Message::new("output-not-ours-help")));
    }
    if let Some(from) = &command.from {
        return from_file((path, &permit), from, options, console);
    }
    let language = console.language(None);
    settings::tell_in_force(options, console);
    let (bytes, _) = match Kind::of(path) {
        Some(Kind::Xlsx) => {
            xlsx(template(&options.method, language), TEMPLATE, VERSION).map_err(|error| unwritable(error, path))?
        }
        Some(Kind::Toml) => (toml_template(&options.method, language).into_bytes(), Vec::new()),
        _ => bail!(Failure::at("output-kind-unknown", path)),
    };
    write(path, &permit, Content::Bytes(bytes), console, language)?;
    Ok(Ending::Done)
}

/// A register or a plan to fill in, with what a file holds.
fn from_file((path, permit): (&Path, &Permit), from: &Path, options: &Options, console: &Console) -> Result<Ending> {
    let mut inputs = load(&[from.to_owned()], &options.conditions(), console)?.0;
    let (Some(input), true) = (inputs.pop(), inputs.is_empty()) else {
        bail!(Failure::at("one-register-to-convert", from));
    };
    console.hear(input.language());
    let language = console.language(None);
    let speech = console.speech(input.speaks());
    settings::tell_unused(&[from.to_owned()], None, options, console);
    settings::tell_in_force(options, console);
    let (file, findings, (bytes, notes)): (_, Vec<Diagnostic>, _) = match input {
        Input::Register(loaded) => {
            let mut carried = Carried::of(loaded.register);
            forget_unnamed(&mut carried.register, &loaded.findings);
            let (bytes, changed) = register(&carried.register, path, options, language)?;
            // The new file has a place for all that the old one has no column for.
            let findings = loaded.findings.into_iter().filter(|found| found.code != &MISSING_COLUMN).collect();
            (loaded.file, findings, (bytes, [carried.notes, changed].concat()))
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
    console.findings(&findings, &file, speech);
    if file.text.contains('#') {
        console.say(&Message::new("comments-lost"), speech);
    }
    console.say_all(&notes, speech);
    write(path, permit, Content::Bytes(bytes), console, speech)?;
    // A value that could not be read is not in the new file: that is a loss, and said by the exit code too.
    Ok(if count(&findings, Severity::Error) > 0 { Ending::Findings } else { Ending::Done })
}

/// Where nobody said whose register it is, the name of its file is no answer.
fn forget_unnamed(register: &mut Register, findings: &[Diagnostic]) {
    if findings.iter().any(|found| found.code == &NO_ORGANISATION) {
        let language = register.organization.language;
        register.organization = Organization { language, ..Organization::default() };
    }
}

/// The bytes of a register to fill in, and what it cannot hold.
fn register(
    register: &Register,
    path: &Path,
    options: &Options,
    language: Language,
) -> Result<(Vec<u8>, Vec<Message>)> {
    let method = &options.method;
    if Kind::of(path) == Some(Kind::Toml) {
        return Ok((register_toml_to_fill(register, method).into_bytes(), Vec::new()));
    }
    let form = Form { register, method, language };
    let made = xlsx(filled_template(&form), TEMPLATE, VERSION);
    let (bytes, notes) = made.map_err(|error| unwritable(error, path))?;
    Ok((bytes, [form.lost_in_tables(), notes].concat()))
}

/// The bytes of a plan's form, with the columns of its execution, and what it cannot hold.
fn plan(form: PlanForm<'_>, path: &Path, options: &Options) -> Result<(Vec<u8>, Vec<Message>)> {
    if Kind::of(path) == Some(Kind::Toml) {
        return Ok((plan_toml(form.plan, form.method).into_bytes(), Vec::new()));
    }
    let (bytes, notes) = xlsx(form.book(options.as_of), TEMPLATE, VERSION).map_err(|error| unwritable(error, path))?;
    Ok((bytes, [form.lost_in_tables(), notes].concat()))
}
