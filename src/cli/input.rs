//! The inputs: files become registers, a fault in one never stops the others.

use super::failure::Failure;
use super::regular;
use super::search::{Files, Found, find};
use crate::diag::{Diagnostic, Sink};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::read::{Asked, Loaded, LoadedPlan, Read, cell_texts, codes, not_a_register, read_file};
use crate::source::{SourceFile, Spot};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// An input, read or not.
#[derive(Debug)]
pub(crate) enum Input {
    /// A register.
    Register(Box<Loaded>),
    /// A plan of measures.
    Plan(Box<LoadedPlan>),
    /// A file that is neither.
    /// `tells`: whether its cells or texts can be looked at for the language that it speaks.
    Refused { file: Box<SourceFile>, readable: bool, tells: bool, findings: Vec<Diagnostic> },
}

/// Reads all registers and plans that the paths name or hold; what was passed over.
pub(crate) fn load(paths: &[PathBuf], method: &Method, asked: &Asked<'_>) -> Result<(Vec<Input>, Files), Failure> {
    let found = find(paths)?;
    let inputs = found.files.par_iter().map(|file| read_one(file, method, asked)).collect();
    Ok((inputs, found))
}

/// Reads one file; a panic becomes a finding.
pub(crate) fn read_one(file: &Found, method: &Method, asked: &Asked<'_>) -> Input {
    if let Some((message, help)) = &file.unread {
        return refuse(&file.path, |sink| {
            sink.report(&codes::UNREADABLE_FILE, Spot::File, message.clone()).help.clone_from(help);
        });
    }
    catch_unwind(AssertUnwindSafe(|| one(&file.path, method, asked))).unwrap_or_else(|_| {
        refuse(&file.path, |sink| {
            sink.report(&codes::INTERNAL, Spot::File, Message::new("internal-error-in-file"));
        })
    })
}

fn one(path: &Path, method: &Method, asked: &Asked<'_>) -> Input {
    let bytes = match regular::bytes(path) {
        Ok(bytes) => bytes,
        Err(failure) => {
            return refuse(path, |sink| {
                let message = failure.whole_message();
                sink.report(&codes::UNREADABLE_FILE, Spot::File, message).help = failure.help;
            });
        }
    };
    match read_file(&path.to_string_lossy(), bytes, method, asked) {
        Ok(Read::Register(loaded)) => Input::Register(loaded),
        Ok(Read::Plan(loaded)) => Input::Plan(loaded),
        Err(unread) => Input::unread(*unread),
    }
}

/// A file that is no input, and why.
pub(crate) fn refuse(path: &Path, report: impl FnOnce(&mut Sink<'_>)) -> Input {
    let file = SourceFile::new(&path.to_string_lossy(), String::new());
    let mut sink = Sink::new(&file);
    report(&mut sink);
    let findings = sink.finish();
    Input::Refused { file: Box::new(file), readable: false, tells: false, findings }
}

/// A text file in UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<SourceFile, Failure> {
    match String::from_utf8(regular::bytes(path)?) {
        Ok(text) => Ok(SourceFile::new(&path.to_string_lossy(), text)),
        Err(_) => Err(Failure::at("cannot-read", path).help(Message::new("not-utf8-help"))),
    }
}

impl Input {
    fn unread((file, findings): (SourceFile, Vec<Diagnostic>)) -> Self {
        // What is no table, or holds too much, has no cells that could be read.
        let tells = !findings.iter().any(|found| *found.code == codes::UNREADABLE_FILE);
        Self::Refused { file: Box::new(file), readable: true, tells, findings }
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

    /// The language of messages about the file: the one that it asks for, else the one in which it was written.
    pub fn speaks(&self) -> Option<Language> {
        self.language().or_else(|| self.written_in())
    }

    fn written_in(&self) -> Option<Language> {
        match self {
            Self::Register(loaded) => {
                let texts = loaded.register.situations().map(|(_, situation)| situation.text.as_str());
                let names = loaded.register.functions.iter().map(|function| function.name.as_str());
                Language::of_texts(texts.take(ENOUGH).chain(names.take(ENOUGH)))
            }
            Self::Plan(loaded) => {
                let texts = loaded.plan.measures().map(|(_, _, planned)| planned.measure.text.as_str());
                Language::of_texts(texts.take(ENOUGH))
            }
            // Of TOML, what stands in quotation marks: its keys are English in every language.
            Self::Refused { file, .. } if !file.text.is_empty() => {
                Language::of_texts(file.text.split('"').skip(1).step_by(2).take(ENOUGH))
            }
            Self::Refused { file, tells: true, .. } if file.is_of_tables() => {
                let bytes = regular::bytes(Path::new(&*file.path)).ok()?;
                Language::of_texts(cell_texts(&bytes).iter().take(ENOUGH).map(String::as_str))
            }
            Self::Refused { .. } => None,
        }
    }
}

/// How many texts tell the language of a file.
const ENOUGH: usize = 200;

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
        let Input::Refused { readable, findings, .. } = read_one(&found.files[0], &method, &Asked::default()) else {
            panic!("it is not there");
        };
        assert!(!readable);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, &codes::UNREADABLE_FILE);
    }
}
