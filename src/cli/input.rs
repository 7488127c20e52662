//! Reads the inputs of a run: a fault in one file never stops the others.

use super::console::Console;
use super::deliver::Progress;
use super::documents::read_in_document;
use super::failure::{Failure, told};
use super::found::{Found, refuse};
use super::regular;
use super::search::{Files, find};
use crate::examine::{Conditions, Input, read};
use crate::locale::{Language, Message};
use crate::read::{cell_texts, codes};
use crate::source::{SourceFile, Spot};
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Reads all registers and plans that the paths name or hold; also returns what was passed over.
pub(crate) fn load(paths: &[PathBuf], by: &Conditions<'_>, console: &Console) -> Result<(Vec<Input>, Files)> {
    let found = find(paths, by)?;
    let progress = Progress::new(found.files.len(), console);
    let read = |file: &Found| {
        let input = read_one(file, by);
        progress.step(&file.path);
        input
    };
    let inputs = found.files.par_iter().map(read).collect();
    progress.finish();
    Ok((inputs, found))
}

/// Reads one file; a panic becomes a finding.
pub(crate) fn read_one(file: &Found, by: &Conditions<'_>) -> Input {
    let path = &file.path;
    let unreadable = |why: Failure| {
        refuse(path, |sink| sink.report(&codes::UNREADABLE_FILE, Spot::File, why.message).help = why.help)
    };
    if let Some(why) = &file.unread {
        return unreadable(why.clone());
    }
    let read_file = || match regular::bytes(path) {
        Ok(bytes) => read(&path.to_string_lossy(), bytes, by),
        Err(error) => unreadable(told(&error)),
    };
    let read = || match &file.part {
        Some(part) => read_in_document(path, part, by),
        None => read_file(),
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        refuse(path, |sink| {
            sink.report(&codes::INTERNAL, Spot::File, Message::new("internal-error-in-file"));
        })
    })
}

/// A text file in UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<SourceFile> {
    let text = String::from_utf8(regular::bytes(path)?)
        .with_context(|| Failure::at("cannot-read", path).help(Message::new("not-utf8-help")))?;
    Ok(SourceFile::new(&path.to_string_lossy(), text))
}

impl Input {
    /// The language of messages about the file: the one that it asks for, else the one in which it was written.
    pub(crate) fn speaks(&self) -> Option<Language> {
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
        let method = embedded_method("kg-232-2026").unwrap();
        let by = Conditions::of(&method, jiff::civil::date(2026, 7, 1));
        let found = find(&[folder.path().to_owned()], &by).unwrap();
        std::fs::remove_file(&path).unwrap();
        let Input::Refused { readable, findings, .. } = read_one(&found.files[0], &by) else {
            panic!("it is not there");
        };
        assert!(!readable);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, &codes::UNREADABLE_FILE);
    }
}
