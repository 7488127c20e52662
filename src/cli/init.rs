//! `tobokel init`: an empty register to fill in.

use super::Ending;
use super::args::InitArguments;
use super::console::Console;
use super::failure::Failure;
use super::options::Options;
use super::output::{Inputs, Kind, TEMPLATE, permit, unwritable, write};
use crate::locale::Message;
use crate::report::{VERSION, template, toml_template};
use crate::write::xlsx_template;

pub(crate) fn run(command: &InitArguments, options: &Options, console: &Console) -> Result<Ending, Failure> {
    let (path, language) = (&command.file, console.language(None));
    permit(path, &[Kind::Xlsx, Kind::Toml], &Inputs::default(), command.force)?;
    if path.exists() && !command.force {
        return Err(Failure::at("output-exists", path).help(Message::new("output-not-ours-help")));
    }
    let bytes = match Kind::of(path) {
        Some(Kind::Xlsx) => xlsx_template(&template(&options.method, language), TEMPLATE, VERSION)
            .map_err(|error| unwritable(error, path))?,
        Some(Kind::Toml) => toml_template(&options.method, language).into_bytes(),
        _ => return Err(Failure::at("output-kind-unknown", path)),
    };
    write(path, &bytes, console, language)?;
    Ok(Ending::Done)
}
