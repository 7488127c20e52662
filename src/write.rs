//! Bytes: one file for each format. Writers lay out what reports say; they compute nothing and read no options.

mod concise;
mod csv;
mod docx;
mod excerpt;
mod findings;
mod github;
mod html;
mod ics;
mod json;
mod junit;
mod plan_toml;
mod register_toml;
mod seal_toml;
mod terminal;
mod wrap;
mod xlsx;

pub use concise::concise;
pub use csv::{BYTE_ORDER_MARK, csv, csv_fields, csv_to};
pub use docx::{docx, docx_to};
pub use findings::{FindingStyle, findings};
pub use github::github;
pub use html::{PAGE_MARK, body_page, overview_page};
pub use ics::{ICS_BEGIN, ics};
pub use json::{json, json_lines_to, json_to, visible_json};
pub use junit::junit;
pub use plan_toml::plan_toml;
pub use register_toml::{MissingPoints, register_toml, register_toml_to_fill};
pub use seal_toml::seal_toml;
pub use terminal::{TerminalStyle, table};
pub use wrap::wrapped_lines;
pub use xlsx::{MARK, MARK_AS_OF, MARK_VERSION, XlsxError, xlsx, xlsx_to};
