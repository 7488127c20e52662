//! Reading: files become a register with its origins, or findings that say why not.
//!
//! Every format is brought to the same `raw` records, and one `build` makes the model of them, so that the same fault
//! is found and worded the same whichever format it comes in.

mod build;
pub mod codes;
mod container;
mod csv;
mod earlier;
mod form;
mod grid;
mod hidden;
mod keyword;
mod method;
mod raw;
mod register_toml;
mod rows;
mod spreadsheet;
mod table;
pub(crate) mod toml_tree;
mod values;
mod weigh;
mod xlsx;

pub use earlier::{Earlier, EarlierRegister, read_earlier, situations_at};
pub use method::{embedded_method, read_method};
pub use xlsx::{CellDifference, Mark, differences, mark};

use crate::diag::{Diagnostic, Sink};
use crate::locale::Message;
use crate::method::Method;
use crate::model::Register;
use crate::source::{Origins, Record, SourceFile, Spot};
use spreadsheet::NoTables;

/// A register that was read, with everything that a report about it needs to know.
#[derive(Debug)]
pub struct Loaded {
    /// The file.
    pub file: SourceFile,
    /// The register, with all that could be read.
    pub register: Register,
    /// Where its fields were read.
    pub origins: Origins,
    /// What the reader found.
    pub findings: Vec<Diagnostic>,
}

/// Reads a register from the bytes of a file: TOML, XLSX, XLS, ODS or CSV, by what the file is. Whatever can be read is in
/// the register; whatever cannot is a finding. `sheet` names the worksheet that holds the register.
///
/// # Errors
/// The file with its findings, when it cannot be read as a register at all: it is something else, it holds no situation, or
/// it was made for a method that is not in use.
pub fn read_register(
    path: &str,
    bytes: &[u8],
    method: &Method,
    sheet: Option<&str>,
) -> Result<Loaded, Box<(SourceFile, Vec<Diagnostic>)>> {
    if is_toml(path, bytes) {
        return match std::str::from_utf8(bytes) {
            Ok(text) => {
                let file = SourceFile::of_bytes(path, bytes, text.trim_start_matches('\u{feff}').to_owned());
                let mut sink = Sink::new(&file);
                let text = toml_tree::readable(&file.text, &mut sink);
                let raw = register_toml::read(&text, &mut sink);
                match finish(raw, &file, method, sink) {
                    Ok(built) => Ok(built.of(file)),
                    Err(found) => Err(Box::new((file, found))),
                }
            }
            Err(error) => {
                let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let message = Message::new("not-utf8").with("line", before.split('\n').count());
                Err(refused(SourceFile::tables(path, bytes, Vec::new()), message, Message::new("not-utf8-help")))
            }
        };
    }
    match spreadsheet::grids(bytes) {
        Ok(grids) => {
            let last = grids.iter().map(|grid| usize::from(grid.number) + 1).max().unwrap_or_default();
            let mut names = vec!["".into(); last];
            for grid in &grids {
                names[usize::from(grid.number)] = std::sync::Arc::clone(&grid.name);
            }
            let names = if grids.iter().all(|grid| grid.name.is_empty()) { Vec::new() } else { names };
            let file = SourceFile::tables(path, bytes, names);
            let mut sink = Sink::new(&file);
            let Some(raw) = spreadsheet::register(&grids, &file, sheet, &mut sink) else {
                let found = sink.finish();
                return Err(Box::new((file, found)));
            };
            match finish(raw, &file, method, sink) {
                Ok(built) => Ok(built.of(file)),
                Err(found) => Err(Box::new((file, found))),
            }
        }
        Err(NoTables { message, help }) => Err(refused(SourceFile::tables(path, bytes, Vec::new()), message, help)),
    }
}

/// Whether a file is TOML: by its ending; standard input by its first sign.
fn is_toml(path: &str, bytes: &[u8]) -> bool {
    if path == "-" {
        let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
        return begin.trim_start_matches('\u{feff}').trim_start().starts_with(['[', '#']);
    }
    path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn refused(file: SourceFile, message: Message, help: Message) -> Box<(SourceFile, Vec<Diagnostic>)> {
    let mut sink = Sink::new(&file);
    sink.report(&codes::UNREADABLE_FILE, Spot::File, message).help = Some(help);
    let found = sink.finish();
    Box::new((file, found))
}

/// A register with its origins and findings, before it is put together with its file.
struct Built {
    register: Register,
    origins: Origins,
    findings: Vec<Diagnostic>,
}

impl Built {
    fn of(self, file: SourceFile) -> Loaded {
        Loaded { file, register: self.register, origins: self.origins, findings: self.findings }
    }
}

/// Makes the model of what was typed; the findings alone if that is no register for this method.
fn finish(
    raw: raw::RawRegister<'_>,
    file: &SourceFile,
    method: &Method,
    mut sink: Sink<'_>,
) -> Result<Built, Vec<Diagnostic>> {
    let (register, origins) = build::build(raw, file.stem(), method, &mut sink);
    let mut refused = register.situations().next().is_none();
    let unreadable = sink.has(&codes::SYNTAX);
    if refused && !unreadable {
        let help = if file.text.is_empty() { "no-rows-help" } else { "no-situations-help" };
        sink.report(&codes::NO_SITUATIONS, Spot::File, Message::new("no-situations")).help = Some(Message::new(help));
    }
    if let Some(named) = register.assessment.method.as_deref().filter(|named| *named != method.id) {
        refused = true;
        let message = Message::new("other-method").with("named", named).with("used", method.id.as_str());
        sink.report(&codes::UNKNOWN_METHOD, origins.spot(Record::Assessment, "method"), message).help =
            Some(Message::new("other-method-help").with("used", method.id.as_str()));
    }
    let findings = sink.finish();
    if refused { Err(findings) } else { Ok(Built { register, origins, findings }) }
}
