//! Paths become files: searches folders in sorted order, expands wildcards that the shell left, notes what is passed over.

use super::copies::copies;
use super::documents::{Document, holds_registers, open};
use super::failure::{Failure, told};
use super::found::Found;
use super::output::made_by_us;
use super::regular;
use crate::config::CONFIG_FILE;
use crate::examine::Conditions;
use crate::locale::{Arg, Message};
use crate::method::Method;
use crate::read::{Asked, is_letter};
use anyhow::{Error, Result, bail};
use glob::{MatchOptions, glob_with};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The endings of files that are taken for registers and plans when a folder is searched, in small letters.
const SEARCHED: [&str; 8] = ["toml", "xlsx", "xlsm", "xls", "ods", "csv", "tsv", WORD];

/// The ending of Word documents: a register may be one, and letters are.
const WORD: &str = "docx";

/// How the name of every seal ends.
pub(crate) const SEAL_ENDING: &str = ".seal.toml";

/// The id of what is said of a folder without registers.
const NONE_FOUND: &str = "no-registers-found";

/// How many files that were passed over are named on the screen.
const NAMED: usize = 10;

/// Why a file is no input although it lies where inputs are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    Unsupported,
    /// A Word document without the table of a register or a plan.
    Letter,
    /// The same file was named twice.
    Again,
    /// The same bytes as another file.
    Copy,
    /// A document that this program made.
    OwnOutput,
    /// A document of registers, among registers: it would count them twice.
    Results,
    /// A seal, or the configuration.
    Settings,
    /// A hidden file or folder, or the lock of an open workbook.
    Hidden,
}

impl Reason {
    const ALL: [Self; 8] = [
        Self::Unsupported,
        Self::Letter,
        Self::Copy,
        Self::Results,
        Self::Again,
        Self::OwnOutput,
        Self::Settings,
        Self::Hidden,
    ];

    /// The word in machine formats, and the id of the message that names such files.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unsupported => ("unsupported", "skipped-unsupported"),
            Self::Letter => ("unsupported", "skipped-letters"),
            Self::Again => ("again", "skipped-again"),
            Self::Copy => ("copy", "skipped-copy"),
            Self::OwnOutput => ("own-output", "skipped-own-output"),
            Self::Results => ("own-output", "skipped-results"),
            Self::Settings => ("settings", "skipped-settings"),
            Self::Hidden => ("hidden", "skipped-hidden"),
        }
    }

    /// The word in machine formats.
    pub fn key(self) -> &'static str {
        self.words().0
    }
}

/// A file that was found, but is no input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PassedOver {
    pub path: PathBuf,
    /// Its path from the folder that was named, as that of an input.
    pub below: PathBuf,
    pub reason: Reason,
    /// The file of which it is a copy.
    pub of: Option<PathBuf>,
}

impl PassedOver {
    fn because(reason: Reason, path: PathBuf) -> Self {
        let below = path.file_name().map(PathBuf::from).unwrap_or_default();
        Self { path, below, reason, of: None }
    }
}

/// The files of a run, and what was passed over while looking for them.
#[derive(Debug, Default)]
#[expect(clippy::struct_field_names, reason = "the files of all that was found")]
pub(crate) struct Files {
    pub files: Vec<Found>,
    pub passed_over: Vec<PassedOver>,
    /// The documents that stand for their registers.
    pub documents: Vec<Document>,
}

/// Everything in a folder that a run over it would read.
pub(crate) fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = Files::default();
    all.search(folder, Asked::default());
    all.files.into_iter().filter(|file| file.unread.is_none()).map(|file| file.path).collect()
}

/// The registers that the paths name or hold, each once; those in documents were assessed by the method.
pub(crate) fn find(paths: &[PathBuf], by: &Conditions<'_>) -> Result<Files> {
    let mut all = Files::default();
    for path in paths {
        if path.is_dir() {
            all.search(path, by.asked);
        } else if is_wildcard(path) {
            all.expand(path, by.asked);
        } else {
            all.take(path.clone());
        }
    }
    let is_empty_folder = |file: &Found| file.unread.as_ref().is_some_and(|unread| unread.message.id == NONE_FOUND);
    if all.files.iter().all(is_empty_folder) {
        bail!(Failure::at(NONE_FOUND, &paths[0]).help(Message::new("no-registers-help")));
    }
    // A file that is named, and lies in a folder that is named too, is one register.
    let mut seen = HashSet::new();
    all.files.retain(|file| {
        let is_first = seen.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone()));
        if !is_first {
            all.passed_over.push(PassedOver::because(Reason::Again, file.path.clone()));
        }
        is_first
    });
    all.open_documents(by.method);
    let copies = copies(&all.files);
    for (number, of) in &copies {
        let [path, of] = [number, of].map(|number| all.files[*number].path.clone());
        all.passed_over.push(PassedOver { of: Some(of), ..PassedOver::because(Reason::Copy, path) });
    }
    let mut number = 0..;
    all.files.retain(|_| number.next().is_none_or(|number| !copies.contains_key(&number)));
    Ok(all)
}

impl Files {
    /// The files that are read, and must not be written.
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        let documents = self.documents.iter().map(|document| document.path.as_path());
        self.files.iter().map(|file| file.path.as_path()).chain(documents)
    }

    /// Says which files were passed over, the most telling first; only [`NAMED`] are named.
    pub fn told(&self) -> Option<Message> {
        let mut room = NAMED;
        let mut groups = Vec::new();
        for reason in Reason::ALL {
            let of_reason = self.passed_over.iter().filter(|file| file.reason == reason);
            let name = |file: &PassedOver| match &file.of {
                Some(of) => {
                    Message::new("skipped-copy-of").with("path", file.path.as_path()).with("of", of.as_path()).into()
                }
                None => Arg::from(file.path.as_path()),
            };
            let names: Vec<Arg> = of_reason.take(room).map(name).collect();
            room -= names.len();
            if !names.is_empty() {
                groups.push(Message::new(reason.words().1).with("names", Arg::List(names)));
            }
        }
        let both = |first, second| Message::new("skipped-and").with("first", first).with("second", second);
        let names = groups.into_iter().reduce(both)?;
        let all = self.passed_over.len();
        Some(if all > NAMED {
            Message::new("files-skipped-many").with("count", all).with("names", names).with("more", all - NAMED)
        } else {
            Message::new("files-skipped").with("count", all).with("names", names)
        })
    }

    fn take(&mut self, path: PathBuf) {
        if is_seal(&path) || path.file_name().is_some_and(|name| name == CONFIG_FILE) {
            // Named among others by a pattern such as `*.toml`.
            self.passed_over.push(PassedOver::because(Reason::Settings, path));
        } else {
            self.files.push(Found::named(path));
        }
    }

    /// The files that a wildcard stands for. On Windows the shell leaves that to the program.
    fn expand(&mut self, wildcard: &Path, asked: Asked<'_>) {
        let options =
            MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: true };
        let pattern = in_any_case(&wildcard.to_string_lossy());
        let matches: Vec<PathBuf> = glob_with(&pattern, options).into_iter().flatten().flatten().collect();
        if matches.is_empty() {
            let why = Failure::at("wildcard-matches-nothing", wildcard).help(Message::new("no-registers-help"));
            self.files.push(Found::unread(wildcard.to_owned(), why));
        }
        for path in matches {
            if is_hidden(&path) {
                self.passed_over.push(PassedOver::because(Reason::Hidden, path));
            } else if path.is_dir() {
                self.search(&path, asked);
            } else {
                self.take(path);
            }
        }
    }

    /// Puts the registers of each document in its place.
    fn open_documents(&mut self, method: &Method) {
        let opened: Vec<_> = std::mem::take(&mut self.files).into_par_iter().map(|file| open(file, method)).collect();
        for (files, document) in opened {
            self.files.extend(files);
            self.documents.extend(document);
        }
    }

    /// The registers in a folder, in sorted order.
    fn search(&mut self, folder: &Path, asked: Asked<'_>) {
        let before = self.files.len();
        let mut results = Vec::new();
        let mut entries = WalkDir::new(folder).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                // A folder that cannot be read is one finding, as a file is.
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let why = told(&Error::new(error).context(Failure::at("cannot-read", &path)));
                    self.files.push(Found::unread(path, why));
                    continue;
                }
            };
            let hidden = entry.depth() > 0 && is_hidden(entry.path());
            if entry.file_type().is_dir() {
                if hidden {
                    entries.skip_current_dir();
                    self.passed_over.push(PassedOver::because(Reason::Hidden, entry.into_path()));
                }
                continue;
            }
            let reason = if hidden { Some(Reason::Hidden) } else { reason_against(&entry, asked) };
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            let path = entry.into_path();
            if let Some(reason) = reason {
                if reason == Reason::OwnOutput && holds_registers(&path) {
                    results.push(Found { path, below, unread: None, part: None });
                    continue;
                }
                self.passed_over.push(PassedOver { below, ..PassedOver::because(reason, path) });
            } else {
                self.files.push(Found { path, below, unread: None, part: None });
            }
        }
        // Beside registers it is most likely what was made of these.
        if self.files.len() > before {
            let beside = |Found { path, below, .. }| PassedOver { below, ..PassedOver::because(Reason::Results, path) };
            self.passed_over.extend(results.into_iter().map(beside));
        } else {
            self.files.extend(results);
        }
        if self.files.len() == before {
            let why = Failure::at(NONE_FOUND, folder).help(Message::new("no-registers-help"));
            self.files.push(Found::unread(folder.to_owned(), why));
        }
    }
}

/// Why a file in a folder is no input; `None` for one that is.
fn reason_against(entry: &DirEntry, asked: Asked<'_>) -> Option<Reason> {
    let path = entry.path();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if is_seal(path) || entry.file_name() == CONFIG_FILE {
        Some(Reason::Settings)
    } else if path.is_file() && made_by_us(path) {
        Some(Reason::OwnOutput)
    } else if ending == WORD && path.is_file() && regular::bytes(path).is_ok_and(|bytes| is_letter(&bytes, &asked)) {
        Some(Reason::Letter)
    } else if is_searched(path) && (entry.file_type().is_file() || leads_to_nothing(path)) {
        None
    } else {
        Some(Reason::Unsupported)
    }
}

/// Whether a file is taken for a register or a plan by its ending.
pub(crate) fn is_searched(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    SEARCHED.contains(&ending.as_str())
}

/// Whether a path leads to nothing that can be read: a broken link, a pipe, a device. That is a finding, as a damaged file is.
fn leads_to_nothing(path: &Path) -> bool {
    !path.is_file() && !path.is_dir()
}

/// Whether a file is hidden, or the lock that Excel and Word put beside an open one.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

/// A wildcard as the library matches it. A bracket is a usual sign in names, and no shell's wildcard on Windows. The library
/// ignores the case of Latin letters alone, so each other letter becomes both of its forms, where names are compared at all.
fn in_any_case(wildcard: &str) -> String {
    let both = |letter: char| {
        let forms: String = letter.to_lowercase().chain(letter.to_uppercase()).collect();
        if letter == '[' || !letter.is_ascii() && forms.chars().count() == 2 {
            format!("[{}]", if letter == '[' { "[" } else { &forms })
        } else {
            letter.to_string()
        }
    };
    let names = wildcard.split_inclusive(['/', '\\']);
    let pattern = |name: &str| {
        if name.contains(['*', '?']) { name.chars().map(both).collect() } else { name.replace('[', "[[]") }
    };
    names.map(pattern).collect()
}

/// Whether a path names several files that no shell has looked for.
fn is_wildcard(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?']) && !path.exists()
}

/// Whether a file is a seal, by its name.
pub(crate) fn is_seal(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(SEAL_ENDING))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_stands_for_names_in_any_letter_case() {
        assert_eq!(in_any_case("Иш [1]/и*.TOML"), "Иш [[]1]/[иИ]*.TOML");
        let folder = tempfile::tempdir().unwrap();
        for name in ["Тизмек 1.toml", "тизмек 2.TOML", "[3] ТИЗМЕК.toml", "башка.xlsx"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let found = |pattern: &str| {
            let mut files = Files::default();
            files.expand(&folder.path().join(pattern), Asked::default());
            files.files.iter().filter(|file| file.unread.is_none()).count()
        };
        assert_eq!(found("тиЗМек*.toml"), 2);
        assert_eq!(found("*ТИЗМЕК*"), 3);
        assert_eq!(found("[3]*.toml"), 1);
        assert_eq!(found("?ашка.XLSX"), 1);
        assert_eq!(found("тизмек?.toml"), 0);
    }
}
