//! `tobokel convert IN OUT`: the same register in another format.

use super::Ending;
use super::args::ConvertArguments;
use super::console::Console;
use super::failure::Failure;
use super::input::{Input, load};
use super::options::Options;
use super::output::{Kind, REGISTER, permit, write};
use crate::diag::{Severity, count};
use crate::locale::Message;
use crate::read::Loaded;
use crate::report::{Form, VERSION};
use crate::write::{csv_fields, register_toml, xlsx};
use std::path::Path;

/// The formats that a register can be kept in.
const FORMS: [Kind; 3] = [Kind::Toml, Kind::Xlsx, Kind::Csv];

pub(crate) fn run(command: &ConvertArguments, options: &Options, console: &Console) -> Result<Ending, Failure> {
    let inputs = load(std::slice::from_ref(&command.input), &options.method, options.sheet.as_deref())?.0;
    let [input] = inputs.as_slice() else {
        return Err(Failure::at("one-register-to-convert", &command.input));
    };
    console.hear(input.language());
    let language = console.language(None);
    let loaded = match input {
        Input::Register(loaded) => loaded,
        Input::Refused { file, findings, .. } => {
            console.findings(findings, file, language);
            return Ok(Ending::CouldNotRun);
        }
    };
    permit(&command.output, &FORMS, &[&command.input], command.force)?;
    if command.output.exists() && !command.force {
        return Err(Failure::at("output-exists", &command.output).help(Message::new("output-not-ours-help")));
    }
    let form = Form { register: &loaded.register, method: &options.method, language };
    let (bytes, lost) = render(&form, loaded, &command.output, options)?;
    console.findings(&loaded.findings, &loaded.file, language);
    console.say_all(&lost, language);
    write(&command.output, &bytes, console, language)?;
    // A value that could not be read is not in the new file: that is a loss, and said by the exit code too.
    Ok(if count(&loaded.findings, Severity::Error) > 0 { Ending::Findings } else { Ending::Done })
}

/// The bytes of the new file, and what it cannot hold.
fn render(
    form: &Form<'_>,
    loaded: &Loaded,
    output: &Path,
    options: &Options,
) -> Result<(Vec<u8>, Vec<Message>), Failure> {
    let (bytes, mut lost) = match Kind::of(output) {
        Some(Kind::Toml) => (register_toml(form.register, form.method).into_bytes(), Vec::new()),
        Some(Kind::Csv) => {
            let (rows, lost) = form.flat();
            (csv_fields(&rows).map_err(|_| Failure::new("internal-error"))?.into_bytes(), lost)
        }
        Some(Kind::Xlsx) => {
            let day = form.register.assessment.date.unwrap_or(options.as_of);
            let (bytes, notes) =
                xlsx(&form.book(day), REGISTER, VERSION).map_err(|_| Failure::at("too-large-for-workbook", output))?;
            (bytes, form.lost_in_tables().into_iter().chain(notes).collect())
        }
        _ => return Err(Failure::at("output-kind-unknown", output)),
    };
    if loaded.file.text.contains('#') {
        lost.insert(0, Message::new("comments-lost"));
    }
    Ok((bytes, lost))
}
