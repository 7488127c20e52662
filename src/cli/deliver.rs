//! Prints what commands make on standard output or writes it to files, the same way for all of them. What is said of that,
//! progress and `--check` belong here too.
//!
//! A command says what there is in each form; a form is made only when it is wanted.

pub(crate) mod check;
mod content;
mod progress;

pub(crate) use content::Content;
pub(crate) use progress::Progress;

use super::console::Console;
use super::output::{Form, Kind, STANDARD, is_standard_output};
use super::place::{Inputs, Permit, Placing, permit};
use crate::locale::{Language, Message};
use anyhow::Result;
use std::path::Path;

/// What a command makes, in each of its forms.
pub(crate) trait Document {
    /// The language of what is said about it.
    fn language(&self) -> Language;
    /// As tables and sentences for a screen.
    fn shown(&self, console: &Console) -> String;
    /// As a file of a kind; the path is named where that cannot be made.
    fn content(&self, kind: Kind, path: &Path) -> Result<Content<'_>>;
}

/// What is wanted of a document: a file, a form on standard output, or both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish<'w> {
    pub file: Option<&'w Path>,
    printed: Option<Form>,
}

impl<'w> Wish<'w> {
    /// What `-o` and `--format` ask for. Without a file, or with `-o -`, the document is printed.
    pub fn of(output: Option<&'w Path>, format: Option<Form>) -> Self {
        let file = output.filter(|path| !is_standard_output(path));
        Self { file, printed: format.or(file.is_none().then_some(Form::Shown)) }
    }

    pub fn permit(&self, kinds: &[Kind], inputs: &Inputs, force: bool) -> Result<Permit> {
        self.file.map_or_else(|| Ok(Permit::default()), |path| permit(path, kinds, inputs, force))
    }

    pub fn deliver(&self, document: &impl Document, permit: &Permit, console: &Console) -> Result<()> {
        if let (Some(path), Some(kind)) = (self.file, self.file.and_then(Kind::of)) {
            let language = document.language();
            write(path, permit, document.content(kind, path)?, console, language)?;
        }
        match self.printed {
            None => Ok(()),
            Some(Form::Shown) => console.print(&document.shown(console)),
            Some(Form::As(kind)) => document.content(kind, Path::new(STANDARD))?.print(console),
        }
    }
}

/// Writes a file durably; says what had to be changed in its texts, and that it was written.
pub(crate) fn write(
    path: &Path,
    permit: &Permit,
    content: Content<'_>,
    console: &Console,
    language: Language,
) -> Result<()> {
    let placing = Placing::default();
    let notes = placing.place(path, permit, |out| content.write(path, out))?;
    console.say_all(&notes, language);
    if let Some(lost) = placing.settle().pop() {
        return Err(lost.error);
    }
    say_written(path, console, language);
    Ok(())
}

pub(crate) fn say_written(path: &Path, console: &Console, language: Language) {
    console.say(&Message::new("written").with("path", path), language);
}
