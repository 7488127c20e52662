//! The inputs: paths become files in sorted order, files become registers, a fault in one never stops the others.

use super::failure::Failure;
use super::output::made_by_us;
use super::seal::is_seal;
use crate::diag::{Diagnostic, Sink};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::read::{Loaded, LoadedPlan, Read, codes, not_a_register, read_file};
use crate::source::{SourceFile, Spot};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The endings of files that are taken for registers when a folder is searched.
const SEARCHED: [&str; 3] = ["toml", "xlsx", "csv"];

/// An input, read or not.
#[derive(Debug)]
pub(crate) enum Input {
    /// A register.
    Register(Box<Loaded>),
    /// A plan of measures.
    Plan(Box<LoadedPlan>),
    /// A file that is neither.
    Refused { file: SourceFile, readable: bool, findings: Vec<Diagnostic> },
}

/// A file that is taken for a register, and its place below the folder that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The file, as the user named it or its folder.
    pub path: PathBuf,
    /// Its path from the folder that was named; of a file that was named itself, its name.
    pub below: PathBuf,
}

/// The files of a run, and how many were passed over while looking for them.
#[derive(Debug)]
pub(crate) struct Files {
    pub files: Vec<Found>,
    pub skipped: usize,
}

/// The registers that the paths name or hold, each once.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Files, Failure> {
    let mut files: Vec<Found> = Vec::new();
    let mut skipped = 0;
    for path in paths {
        if path.is_dir() {
            search(path, &mut files, &mut skipped)?;
        } else if is_seal(path) {
            // Named among others by a pattern such as `*.toml`.
            skipped += 1;
        } else {
            let below = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
            files.push(Found { path: path.clone(), below });
        }
    }
    if files.is_empty() {
        return Err(Failure::at("no-registers-found", &paths[0]).help(Message::new("no-registers-help")));
    }
    // A file that is named, and lies in a folder that is named too, is one register.
    let mut seen = HashSet::new();
    let before = files.len();
    files.retain(|file| file.path.canonicalize().map_or(true, |real| seen.insert(real)));
    skipped += before - files.len();
    Ok(Files { files, skipped })
}

/// Reads all registers and plans that the paths name or hold.
pub(crate) fn load(paths: &[PathBuf], method: &Method, sheet: Option<&str>) -> Result<(Vec<Input>, usize), Failure> {
    let Files { files, skipped } = find(paths)?;
    let inputs = files.par_iter().map(|file| read_one(&file.path, method, sheet)).collect();
    Ok((inputs, skipped))
}

/// The registers in a folder, in sorted order; hidden files, lock files and this program's own configuration are passed over.
fn search(folder: &Path, files: &mut Vec<Found>, skipped: &mut usize) -> Result<(), Failure> {
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            let failure = Failure::at("cannot-read", &path);
            match error.into_io_error() {
                Some(cause) => failure.cause(cause),
                None => failure,
            }
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy();
        let ending = Path::new(name.as_ref()).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let passed_over =
            name.starts_with('.') || name.starts_with("~$") || name == "tobokel.toml" || is_seal(entry.path());
        if SEARCHED.contains(&ending.as_str()) && !passed_over && !made_by_us(entry.path()) {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            files.push(Found { path: entry.into_path(), below });
        } else {
            *skipped += 1;
        }
    }
    Ok(())
}

/// Reads one file; a panic becomes a finding.
pub(crate) fn read_one(path: &Path, method: &Method, sheet: Option<&str>) -> Input {
    catch_unwind(AssertUnwindSafe(|| one(path, method, sheet))).unwrap_or_else(|_| {
        refuse(path, |sink| {
            sink.report(&codes::INTERNAL, Spot::File, Message::new("internal-error-in-file"));
        })
    })
}

fn one(path: &Path, method: &Method, sheet: Option<&str>) -> Input {
    let bytes = match read_bytes(path) {
        Ok(bytes) => bytes,
        Err(failure) => {
            let mut message = failure.message.clone();
            if let Some(reason) = failure.reason() {
                message = Message::new("with-reason").with("message", message).with("reason", reason);
            }
            return refuse(path, |sink| {
                sink.report(&codes::UNREADABLE_FILE, Spot::File, message).help = failure.help;
            });
        }
    };
    match read_file(&path.to_string_lossy(), bytes, method, sheet) {
        Ok(Read::Register(loaded)) => Input::Register(loaded),
        Ok(Read::Plan(loaded)) => Input::Plan(loaded),
        Err(unread) => Input::unread(*unread),
    }
}

fn refuse(path: &Path, report: impl FnOnce(&mut Sink<'_>)) -> Input {
    let file = SourceFile::new(&path.to_string_lossy(), String::new());
    let mut sink = Sink::new(&file);
    report(&mut sink);
    let findings = sink.finish();
    Input::Refused { file, readable: false, findings }
}

/// The bytes of a file; `-` is standard input.
fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let cannot_read = |cause| Failure::at("cannot-read", path).cause(cause);
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(cannot_read)?;
        return Ok(bytes);
    }
    std::fs::read(path).map_err(cannot_read)
}

/// A text file in UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<SourceFile, Failure> {
    match String::from_utf8(read_bytes(path)?) {
        Ok(text) => Ok(SourceFile::new(&path.to_string_lossy(), text)),
        Err(_) => Err(Failure::at("cannot-read", path).help(Message::new("not-utf8-help"))),
    }
}

impl Input {
    fn unread((file, findings): (SourceFile, Vec<Diagnostic>)) -> Self {
        Self::Refused { file, readable: true, findings }
    }

    /// The same input where only a register is of use: a plan of measures is passed over, and that is said.
    pub fn into_register(self) -> Self {
        match self {
            Self::Plan(loaded) => Self::unread(*not_a_register(*loaded)),
            other => other,
        }
    }

    /// The file.
    pub fn file(&self) -> &SourceFile {
        match self {
            Self::Register(loaded) => &loaded.file,
            Self::Plan(loaded) => &loaded.file,
            Self::Refused { file, .. } => file,
        }
    }

    /// The language that the register asks for.
    pub fn language(&self) -> Option<Language> {
        match self {
            Self::Register(loaded) => loaded.register.organization.language,
            Self::Plan(loaded) => loaded.plan.organization.language,
            Self::Refused { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::embedded_method;

    #[test]
    fn a_file_removed_between_listing_and_reading_is_a_finding() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "[organization]\n").unwrap();
        let found = find(&[folder.path().to_owned()]).unwrap();
        std::fs::remove_file(&path).unwrap();
        let method = embedded_method("kg-232-2026").unwrap();
        let Input::Refused { readable, findings, .. } = read_one(&found.files[0].path, &method, None) else {
            panic!("it is not there");
        };
        assert!(!readable);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, &codes::UNREADABLE_FILE);
    }
}
