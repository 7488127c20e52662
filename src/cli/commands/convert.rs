//! `tobokel convert IN OUT`: the same register or plan in another format.

use crate::cli::Ending;
use crate::cli::args::ConvertArguments;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, write};
use crate::cli::failure::Failure;
use crate::cli::input::load;
use crate::cli::options::Options;
use crate::cli::output::{Kind, REGISTER, permit, unwritable};
use crate::cli::settings;
use crate::diag::{Severity, count};
use crate::examine::Input;
use crate::form::{Form, PlanForm};
use crate::locale::{Language, Message};
use crate::report::VERSION;
use crate::write::{csv_fields, plan_toml, register_toml, xlsx};
use anyhow::{Result, anyhow, bail};
use std::path::Path;

/// The formats that a register can be kept in.
const FORMS: [Kind; 3] = [Kind::Toml, Kind::Xlsx, Kind::Csv];

pub(crate) fn run(command: &ConvertArguments, options: &Options, console: &Console) -> Result<Ending> {
    let inputs = load(std::slice::from_ref(&command.input), &options.conditions(), console)?.0;
    let [input] = inputs.as_slice() else {
        bail!(Failure::at("one-register-to-convert", &command.input));
    };
    console.hear(input.language());
    let language = console.language(None);
    let speech = console.speech(input.speaks());
    settings::tell_unused(std::slice::from_ref(&command.input), None, options, console);
    settings::tell_in_force(options, console);
    let (file, findings) = match input {
        Input::Register(loaded) => (&loaded.file, &loaded.findings),
        Input::Plan(loaded) => (&loaded.file, &loaded.findings),
        Input::Refused { file, findings, .. } => {
            console.findings(findings, file, speech);
            return Ok(Ending::CouldNotRun);
        }
    };
    let inputs = [command.input.as_path()].into_iter().collect();
    let permit = permit(&command.output, &FORMS, &inputs, command.force)?;
    if permit.replaces() && !command.force {
        bail!(Failure::at("output-exists", &command.output).help(Message::new("output-not-ours-help")));
    }
    let (bytes, mut lost) = render(input, &command.output, options, language)?;
    if file.text.contains('#') {
        lost.insert(0, Message::new("comments-lost"));
    }
    console.findings(findings, file, speech);
    console.say_all(&lost, speech);
    write(&command.output, &permit, Content::Bytes(bytes), console, speech)?;
    // A value that could not be read is not in the new file: that is a loss, and said by the exit code too.
    Ok(if count(findings, Severity::Error) > 0 { Ending::Findings } else { Ending::Done })
}

/// The bytes of the new file, and what it cannot hold.
fn render(input: &Input, output: &Path, options: &Options, language: Language) -> Result<(Vec<u8>, Vec<Message>)> {
    let method = &options.method;
    let form = match input {
        Input::Register(loaded) => AnyForm::Register(Form { register: &loaded.register, method, language }),
        Input::Plan(loaded) => AnyForm::Plan(PlanForm { plan: &loaded.plan, method, language }),
        Input::Refused { .. } => bail!(Failure::new("internal-error")),
    };
    let refused = |error| unwritable(error, output);
    match (Kind::of(output), form) {
        (Some(Kind::Toml), AnyForm::Register(form)) => {
            Ok((register_toml(form.register, method).into_bytes(), Vec::new()))
        }
        (Some(Kind::Toml), AnyForm::Plan(form)) => Ok((plan_toml(form.plan, method).into_bytes(), Vec::new())),
        (Some(Kind::Csv), form) => {
            let (rows, lost) = match form {
                AnyForm::Register(form) => form.flat(),
                AnyForm::Plan(form) => form.flat(),
            };
            Ok((csv_fields(&rows)?.into_bytes(), lost))
        }
        (Some(Kind::Xlsx), AnyForm::Register(form)) => {
            let day = form.register.assessment.date.unwrap_or(options.as_of);
            let (bytes, notes) = xlsx(form.book(day), REGISTER, VERSION).map_err(refused)?;
            Ok((bytes, form.lost_in_tables().into_iter().chain(notes).collect()))
        }
        (Some(Kind::Xlsx), AnyForm::Plan(form)) => {
            let (bytes, notes) = xlsx(form.book(options.as_of), REGISTER, VERSION).map_err(refused)?;
            Ok((bytes, form.lost_in_tables().into_iter().chain(notes).collect()))
        }
        _ => Err(anyhow!(Failure::at("output-kind-unknown", output))),
    }
}

/// What is converted.
enum AnyForm<'a> {
    Register(Form<'a>),
    Plan(PlanForm<'a>),
}
