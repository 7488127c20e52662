//! Documents of this program that are dropped on it. They are no registers: whoever drops one wants that of which it was made.

use crate::cli::documents::holds_registers;
use crate::cli::failure::Failure;
use crate::cli::output::{PLAN, document_mark, made_by_us};
use crate::cli::place::folder_of;
use crate::cli::search::is_searched;
use crate::locale::{Language, Message};
use std::path::{Path, PathBuf};

/// What stands in brackets at the end of the names of documents beside their registers.
const SUFFIXES: [&str; 3] = ["suffix-assessment", "suffix-findings", "suffix-execution"];

/// Whether a file is a document that was made of registers and does not stand for them.
pub(super) fn is_result(path: &Path) -> bool {
    made_by_us(path) && !holds_registers(path)
}

/// What is said of a result: what it is, and what is dropped instead.
pub(super) fn told(path: &Path) -> Failure {
    let help = match register_of(path) {
        Some(register) => Message::new("result-dropped-of-help").with("register", register.as_path()),
        None if document_mark(path).is_some_and(|mark| mark.kind == PLAN) => Message::new("plan-dropped-help"),
        None => Message::new("result-dropped-help"),
    };
    Failure::at("result-dropped", path).help(help)
}

/// The register that lies beside a result and has its name.
fn register_of(result: &Path) -> Option<PathBuf> {
    let stem = result.file_stem()?.to_string_lossy();
    let endings = Language::ALL.into_iter().flat_map(|language| SUFFIXES.map(|id| language.text(id)));
    let name = endings.into_iter().find_map(|ending| stem.strip_suffix(&format!(" ({ending})")))?;
    let beside = std::fs::read_dir(folder_of(result)).ok()?.flatten().map(|entry| entry.file_name());
    let mut beside: Vec<PathBuf> = beside.map(|file| result.with_file_name(file)).collect();
    beside.sort();
    let is_register = |file: &PathBuf| {
        file.file_stem().is_some_and(|stem| stem.to_string_lossy() == name) && is_searched(file) && !made_by_us(file)
    };
    beside.into_iter().find(is_register)
}
