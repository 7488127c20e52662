//! `tobokel schema`: a JSON Schema on standard output, for the method in use.

use crate::cli::args::SchemaArguments;
use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::options::Options;
use crate::write::visible_json;
use anyhow::Result;

pub(crate) fn run(command: &SchemaArguments, options: &Options, console: &Console) -> Result<Ending> {
    // The labels of a method file are somebody's texts.
    console.print(&visible_json(&command.kind.text(&options.method)))?;
    Ok(Ending::Done)
}
