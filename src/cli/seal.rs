//! Seals on disk: `STEM.seal.toml` beside a register, looked for by everything that checks one, written by `assess --seal`.

use super::console::Console;
use super::deliver::say_written;
use super::ending::Ending;
use super::failure::{Failure, kind, system_reason, told};
use super::found::{Found, refuse};
use super::place::{Permit, Placing, folder_of, lies_in};
use super::regular;
use super::search::{Files, SEAL_ENDING, is_seal};
use super::targets::{Holds, Target};
use crate::case::Entry;
use crate::diag::{Severity, count};
use crate::examine::{Input, SealSource};
use crate::inbox::names;
use crate::locale::{Language, Message};
use crate::model::{Seal, SealedDocument};
use crate::read::read_seal;
use crate::report::seal;
use crate::rules::seal::{Beside, FoundSeal, orphaned};
use crate::source::fingerprint;
use crate::write::seal_toml;
use anyhow::{Error, Result, bail};
use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// What is done with the seals beside registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Seals {
    /// They are about to be written: what an old one says does not count.
    PassedOver,
    /// The register is compared. The documents are not: one that said of itself that it differs could never be made anew.
    #[default]
    Compared,
    /// The documents are compared, too.
    WithDocuments,
    /// The same, and each register must have one.
    Demanded,
}

/// Where the seal of a register stands.
fn place_of(register: &Path) -> PathBuf {
    let stem = register.file_stem().unwrap_or_default().to_string_lossy();
    register.with_file_name(format!("{stem}{SEAL_ENDING}"))
}

/// The seals in the folders of a run that have no register beside them: somebody deleted it, or gave it another name.
pub(crate) fn without_register(paths: &[PathBuf], found: &Files) -> Vec<Input> {
    let sealed: HashSet<PathBuf> = found.files.iter().map(|file| place_of(&file.path)).collect();
    let in_folder = |path: &Path| paths.iter().any(|folder| folder.is_dir() && path.starts_with(folder));
    let seals = found.passed_over.iter().map(|file| file.path.as_path()).filter(|path| is_seal(path));
    let orphans = seals.filter(|path| in_folder(path) && !sealed.contains(*path));
    orphans.map(|path| refuse(path, orphaned)).collect()
}

/// Says that there is no seal of a register.
fn missing_at(register: &Path) -> Message {
    if register == Path::new("-") {
        return Message::new("seal-without-file");
    }
    Message::new("missing-seal").with("path", place_of(register).to_string_lossy().replace('\\', "/"))
}

impl SealSource for Seals {
    fn beside(&self, register: &str) -> Beside {
        let register = Path::new(register);
        match self.found(register) {
            Some(found) => Beside::Found(Box::new(found)),
            None if *self == Self::Demanded => Beside::Missing(missing_at(register)),
            None => Beside::NotAsked,
        }
    }
}

impl Seals {
    /// The seal beside a register, if there is one and it is wanted.
    fn found(self, register: &Path) -> Option<FoundSeal> {
        if self == Self::PassedOver || register == Path::new("-") {
            return None;
        }
        let place = place_of(register);
        let path = place.to_string_lossy().replace('\\', "/");
        let read = match regular::bytes(&place) {
            Ok(bytes) => read_seal(&path, &bytes),
            // A register in a document has nothing beside it.
            Err(error) if is_absent(&error) => return None,
            Err(error) => Err(Box::new(why(&error))),
        };
        let (mut changed_documents, mut missing_documents, mut unread_documents) = (Vec::new(), Vec::new(), Vec::new());
        if let (Self::WithDocuments | Self::Demanded, Ok(seal)) = (self, &read) {
            for document in seal.documents.iter().filter(|document| document.at_hand) {
                match regular::bytes(&place.with_file_name(&document.name)) {
                    Ok(bytes) if fingerprint(&bytes) == document.sha256 => {}
                    Ok(_) => changed_documents.push(document.name.clone()),
                    Err(error) if is_absent(&error) => missing_documents.push(document.name.clone()),
                    Err(error) => unread_documents.push((document.name.clone(), why(&error))),
                }
            }
        }
        let ids =
            read.as_ref().map_or_else(|_| Vec::new(), |seal| names(&seal.organization, &register.to_string_lossy()));
        Some(FoundSeal { path, read, ids, changed_documents, missing_documents, unread_documents })
    }
}

/// Whether a file could not be read because there is none.
fn is_absent(error: &Error) -> bool {
    matches!(kind(error), Some(ErrorKind::NotFound | ErrorKind::NotADirectory))
}

/// Why a file could not be read.
fn why(error: &Error) -> Message {
    system_reason(error).unwrap_or_else(|| told(error).message)
}

/// What is to be sealed of an input.
pub(crate) enum Sealing {
    /// A register that can be approved, with the language of its documents.
    Ready(Box<Seal>, Language),
    /// One that cannot, and why.
    Refused(Message),
}

impl Sealing {
    /// The seal of a register without errors whose situations are all assessed.
    pub fn of(entry: &Entry<'_>) -> Self {
        let path = entry.path();
        let refused = |message: Message| Self::Refused(message.with("path", path));
        let errors = count(entry.findings(), Severity::Error);
        match entry {
            Entry::Case(case) if errors == 0 => match case.open_situations() {
                0 => {
                    let name = path.rsplit('/').next().unwrap_or(path);
                    Self::Ready(Box::new(seal(case, name)), case.language)
                }
                open => refused(Message::new("seal-refused-draft").with("open", open)),
            },
            _ => refused(Message::new("seal-refused").with("errors", errors)),
        }
    }
}

/// Where the seals of a run are to stand, made sure of before anything is written.
pub(crate) fn places(files: &[Found], force: bool) -> Result<Vec<(PathBuf, Permit)>> {
    let mut places = Vec::with_capacity(files.len());
    let mut taken = HashSet::new();
    for file in files {
        if file.path == Path::new("-") {
            bail!(Failure::new("seal-without-file"));
        }
        let place = place_of(&file.path);
        if !taken.insert(place.to_string_lossy().to_lowercase()) {
            bail!(Failure::at("seal-of-two", &place).help(Message::new("seal-of-two-help")));
        }
        if place.exists() && !force {
            bail!(Failure::at("seal-exists", &place).help(Message::new("seal-exists-help")));
        }
        let permit = Permit::of(&place, force)?;
        places.push((place, permit));
    }
    Ok(places)
}

/// Writes the seals, each with the documents of its register as they now lie on disk; says which cannot be written.
pub(crate) fn write_all(
    places: &[(PathBuf, Permit)],
    sealings: &[Option<Sealing>],
    targets: &[Target],
    console: &Console,
) -> Result<Ending> {
    let mut ending = Ending::Done;
    let (placing, mut written) = (Placing::default(), Vec::new());
    for (number, ((place, permit), sealing)) in places.iter().zip(sealings).enumerate() {
        match sealing {
            Some(Sealing::Ready(seal, language)) => {
                let mut seal = Seal::clone(seal);
                for target in targets.iter().filter(|target| belongs(target.holds, number, places.len())) {
                    let document = document(&target.path, place)?;
                    if !document.at_hand {
                        let message = Message::new("seal-document-elsewhere").with("path", target.path.as_path());
                        console.say(&message, *language);
                    }
                    seal.documents.push(document);
                }
                let text = seal_toml(&seal, *language);
                placing.place_later(place, permit, |out| Ok(out.write_all(text.as_bytes())?))?;
                written.push((place, *language));
            }
            Some(Sealing::Refused(message)) => {
                console.error(&Failure::from(message.clone()).help(Message::new("seal-refused-help")).into());
                ending = Ending::Findings;
            }
            // Not begun, or its documents could not be written: that was said.
            None => {}
        }
    }
    let mut lost = placing.settle();
    for (place, language) in written {
        if !lost.iter().any(|lost| lies_in(place, &lost.path)) {
            say_written(place, console, language);
        }
    }
    let failed = lost.pop();
    for lost in &lost {
        console.error(&lost.error);
    }
    failed.map_or(Ok(ending), |lost| Err(lost.error))
}

/// Whether a document is of one register alone: of this one.
fn belongs(holds: Holds, number: usize, registers: usize) -> bool {
    match holds {
        Holds::Document(of) => of == number,
        Holds::All => registers == 1,
        Holds::Reply(_)
        | Holds::Letter(_)
        | Holds::Index
        | Holds::Form(_)
        | Holds::Consolidated
        | Holds::Table(_)
        | Holds::Package
        | Holds::Lines => false,
    }
}

fn document(path: &Path, seal: &Path) -> Result<SealedDocument> {
    let bytes = regular::bytes(path)?;
    let folder = |path: &Path| folder_of(path).canonicalize().ok();
    let below = folder(path).zip(folder(seal)).and_then(|(own, base)| own.strip_prefix(base).map(Path::to_owned).ok());
    let name = path.file_name().unwrap_or_default();
    let from_seal = below.as_ref().map_or_else(|| PathBuf::from(name), |below| below.join(name));
    let parts = from_seal.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    });
    let name = parts.collect::<Vec<_>>().join("/");
    Ok(SealedDocument { name, at_hand: below.is_some(), sha256: fingerprint(&bytes) })
}
