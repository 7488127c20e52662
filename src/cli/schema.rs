//! `tobokel schema`: a JSON Schema on standard output, for the method in use.

use super::Ending;
use super::args::SchemaArguments;
use super::console::Console;
use super::options::Options;
use crate::write::visible_json;
use anyhow::Result;

pub(crate) fn run(command: &SchemaArguments, options: &Options, console: &Console) -> Result<Ending> {
    // The labels of a method file are somebody's texts.
    console.print(&visible_json(&command.kind.text(&options.method)))?;
    Ok(Ending::Done)
}
