//! Reading: files become a register with its origins, or findings that say why not.
//!
//! Every format is brought to the same [`raw`] records, and one [`build`] makes the model of them, so that the same fault
//! is found and worded the same whichever format it comes in.

mod build;
pub mod codes;
mod keyword;
mod method;
mod raw;
mod register_toml;
mod toml_tree;
mod values;
mod xlsx;

pub use method::{embedded_method, read_method};
pub use xlsx::{CellDifference, Mark, differences, mark};

use crate::diag::{Diagnostic, Sink};
use crate::locale::Message;
use crate::method::Method;
use crate::model::Register;
use crate::source::{Origins, Record, SourceFile, Spot};

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

/// Reads a register from the text of a TOML file. Whatever can be read is in the register; whatever cannot is a finding.
///
/// # Errors
/// The file with its findings, when it cannot be read as a register at all: it holds no situation, or it was made for a
/// method that is not in use.
pub fn read_register(file: SourceFile, method: &Method) -> Result<Loaded, Box<(SourceFile, Vec<Diagnostic>)>> {
    let mut sink = Sink::new(&file);
    let raw = register_toml::read(&file.text, &mut sink);
    let (register, origins) = build::build(raw, file.stem(), method, &mut sink);
    let mut refused = register.situations().next().is_none();
    if refused {
        sink.report(&codes::NO_SITUATIONS, Spot::File, Message::new("no-situations")).help =
            Some(Message::new("no-situations-help"));
    }
    if let Some(named) = register.assessment.method.as_deref().filter(|named| *named != method.id) {
        refused = true;
        let message = Message::new("other-method").with("named", named).with("used", method.id.as_str());
        sink.report(&codes::UNKNOWN_METHOD, origins.spot(Record::Assessment, "method"), message).help =
            Some(Message::new("other-method-help").with("used", method.id.as_str()));
    }
    let findings = sink.finish();
    if refused { Err(Box::new((file, findings))) } else { Ok(Loaded { file, register, origins, findings }) }
}
