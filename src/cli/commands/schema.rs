//! `tobokel schema`: a JSON Schema on standard output, for the method in use.

use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::options::Options;
use crate::schema::SchemaSpec;
use crate::write::visible_json;
use anyhow::Result;

pub(crate) fn run(schema: SchemaSpec, options: &Options, console: &Console) -> Result<Ending> {
    // The labels of a method file are somebody's texts.
    console.print(&visible_json(&schema.text(&options.method)))?;
    Ok(Ending::Done)
}
