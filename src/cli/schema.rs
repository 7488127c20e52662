//! `tobokel schema`: a JSON Schema on standard output, for the method in use.

use super::Ending;
use super::args::SchemaArguments;
use super::console::Console;
use super::failure::Failure;
use super::options::Options;

pub(crate) fn run(command: &SchemaArguments, options: &Options, console: &Console) -> Result<Ending, Failure> {
    console.print(&command.kind.text(&options.method))?;
    Ok(Ending::Done)
}
