//! Bytes: one file for each format. Writers lay out what reports say; they compute nothing and read no options.

mod concise;
mod csv;
mod findings;
mod github;
mod ics;
mod junit;
mod plan_toml;
mod register_toml;
mod seal_toml;
mod terminal;
mod xlsx;
mod xlsx_cells;
mod xlsx_laid;
mod xlsx_layout;
mod xlsx_links;
mod xlsx_looks;
mod xlsx_page;
mod xlsx_part;
mod xlsx_parts;
mod xlsx_pen;
mod xlsx_table;
mod xlsx_template;
mod xlsx_texts;

pub use concise::concise;
pub use csv::{csv, csv_fields, csv_to};
pub use findings::{FindingStyle, findings};
pub use github::github;
pub use ics::{ICS_BEGIN, ics};
pub use junit::junit;
pub use plan_toml::plan_toml;
pub use register_toml::register_toml;
pub use seal_toml::seal_toml;
pub use terminal::{TerminalStyle, table};
pub use xlsx::{MARK, MARK_AS_OF, MARK_VERSION, XlsxError, xlsx, xlsx_to};

pub use xlsx_template::xlsx_template;

use serde::Serialize;
use std::io::{BufWriter, Write};

/// A document as indented JSON with a newline at its end.
///
/// # Errors
/// Never for the documents of this crate, whose keys are all texts.
pub fn json(document: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(document).map(|text| text + "\n")
}

/// The same, written as it is made: a long document is never in memory as a whole.
///
/// # Errors
/// What the place that is written to refuses.
pub fn json_to(document: &impl Serialize, out: &mut impl Write) -> serde_json::Result<()> {
    // A document is written in pieces of a few bytes.
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n").and_then(|()| out.flush()).map_err(serde_json::Error::io)
}
