//! `tobokel convert IN OUT`: the same register or plan in another format.

use crate::cli::args::ConvertArguments;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, write};
use crate::cli::ending::Ending;
use crate::cli::failure::Failure;
use crate::cli::input::load;
use crate::cli::open_elsewhere::open_elsewhere;
use crate::cli::options::Options;
use crate::cli::output::{Kind, REGISTER, unwritable};
use crate::cli::place::{Permit, permit_new};
use crate::cli::settings;
use crate::diag::{Diagnostic, Severity, count};
use crate::examine::Input;
use crate::form::{Form, PlanForm};
use crate::locale::{Language, Message};
use crate::report::VERSION;
use crate::sheet::Book;
use crate::source::SourceFile;
use crate::write::{csv_fields, docx, plan_toml, register_toml, xlsx};
use anyhow::{Result, bail};
use std::borrow::Cow;
use std::path::Path;

/// The formats that a register can be kept in.
const FORMS: [Kind; 4] = [Kind::Xlsx, Kind::Docx, Kind::Csv, Kind::Toml];

/// The bytes of a new file, and what is said of what it cannot hold.
pub(super) type Made = (Vec<u8>, Vec<Message>);

pub(crate) fn run(command: &ConvertArguments, options: &Options, console: &Console) -> Result<Ending> {
    let input = read_alone(&command.input, options, console)?;
    let language = console.language(None);
    if let Input::Refused { file, findings, .. } = &input {
        console.findings(findings, file, console.speech(input.speaks()));
        return Ok(Ending::CouldNotRun);
    }
    let path = command.output.as_path();
    let inputs = [command.input.as_path()].into_iter().collect();
    let permit = permit_new(path, &FORMS, &inputs, command.force)?;
    let made = render(&input, path, options, language)?;
    let speech = console.speech(input.speaks());
    write_anew((input.file(), input.findings()), made, (path, &permit), console, speech)
}

/// Reads the one file that is to be written anew, and says what governs that.
pub(super) fn read_alone(path: &Path, options: &Options, console: &Console) -> Result<Input> {
    let paths = [path.to_owned()];
    let mut inputs = load(&paths, &options.conditions(), console)?.0;
    let (Some(input), true) = (inputs.pop(), inputs.is_empty()) else {
        bail!(Failure::at("one-register-to-convert", path));
    };
    console.hear(input.language());
    console.say_all(open_elsewhere(path).as_slice(), console.speech(input.speaks()));
    settings::tell_unused(&paths, None, options, console);
    settings::tell_in_force(options, console);
    Ok(input)
}

/// Writes the new file; says what was found in the old one and what the new one cannot hold.
pub(super) fn write_anew(
    (file, findings): (&SourceFile, &[Diagnostic]),
    (bytes, lost): Made,
    (path, permit): (&Path, &Permit),
    console: &Console,
    speech: Language,
) -> Result<Ending> {
    console.findings(findings, file, speech);
    if file.text.contains('#') {
        console.say(&Message::new("comments-lost"), speech);
    }
    console.say_all(&lost, speech);
    write(path, permit, Content::Bytes(bytes), console, speech)?;
    // A value that could not be read is not in the new file: that is a loss, and said by the exit code too.
    Ok(if count(findings, Severity::Error) > 0 { Ending::Findings } else { Ending::Done })
}

/// A workbook of this mark; what it cannot hold of a register or a plan is known before.
pub(super) fn workbook(book: Book<'_>, mark: &'static str, lost: Vec<Message>, path: &Path) -> Result<Made> {
    let (bytes, notes) = xlsx(book, mark, VERSION).map_err(|error| unwritable(error, path))?;
    Ok((bytes, [lost, notes].concat()))
}

/// A register or a plan to fill in, as a workbook or in Word.
fn made(book: Book<'_>, lost: Vec<Message>, path: &Path, language: Language) -> Result<Made> {
    if Kind::of(path) != Some(Kind::Docx) {
        return workbook(book, REGISTER, lost, path);
    }
    let (bytes, notes) = docx(book, REGISTER, VERSION, language)?;
    Ok((bytes, [lost, notes].concat()))
}

fn csv((rows, lost): (Vec<Vec<Cow<'_, str>>>, Vec<Message>)) -> Result<Made> {
    Ok((csv_fields(&rows)?.into_bytes(), lost))
}

fn render(input: &Input, output: &Path, options: &Options, language: Language) -> Result<Made> {
    let method = &options.method;
    let kind = Kind::of(output);
    match input {
        Input::Register(loaded) => {
            let form = Form { register: &loaded.register, method, language };
            match kind {
                Some(Kind::Toml) => Ok((register_toml(form.register, method).into_bytes(), Vec::new())),
                Some(Kind::Csv) => csv(form.flat()),
                _ => {
                    let day = form.register.assessment.date.unwrap_or(options.as_of);
                    made(form.book(day), form.lost_in_tables(), output, language)
                }
            }
        }
        Input::Plan(loaded) => {
            let form = PlanForm { plan: &loaded.plan, method, language };
            match kind {
                Some(Kind::Toml) => Ok((plan_toml(form.plan, method).into_bytes(), Vec::new())),
                Some(Kind::Csv) => csv(form.flat()),
                _ => made(form.book(options.as_of), form.lost_in_tables(), output, language),
            }
        }
        Input::Refused { .. } => bail!(Failure::new("internal-error")),
    }
}
