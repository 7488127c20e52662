//! Documents of registers as inputs: an assessment as JSON, or a consolidation, stands for its registers, one input for each.
//!
//! A document is opened without reading its registers; each of these is read from its place in the file when its turn comes, as a
//! file is. So a run over a country takes no more memory than one over the files themselves.

use super::failure::Failure;
use super::found::{Found, InDocument, refuse};
use super::regular;

use crate::config::code_named;
use crate::examine::{Conditions, Input};
use crate::locale::Message;
use crate::method::Method;
use crate::read::{FoundBefore, Loaded, NoResults, codes, open_results, read_part};
use crate::source::{Medium, Origins, Record, SourceFile, Spot, fingerprint};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// How the text of a document of registers begins that this program made.
const BEGINNINGS: [&str; 2] =
    ["{\n  \"schema\": \"tobokel/assessment/1\"", "{\n  \"schema\": \"tobokel/consolidated/1\""];

/// What people open a file with, by its ending in small letters: what is said of a register speaks of what they see there.
fn medium(ending: &str) -> Medium {
    match ending {
        "xlsx" | "xlsm" | "xls" | "ods" | "csv" | "tsv" => Medium::Tables,
        "docx" | "docm" | "dotx" | "dotm" => Medium::Word,
        _ => Medium::Text,
    }
}

/// A document that stands for its registers.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub path: PathBuf,
    pub sha256: String,
    pub registers: usize,
    /// How many files it names that could not be read.
    pub unread: usize,
}

impl Document {
    /// What is said of it.
    pub fn told(&self) -> Message {
        let id = if self.unread == 0 { "results-read" } else { "results-read-in-part" };
        Message::new(id).with("path", self.path.as_path()).with("count", self.registers).with("unread", self.unread)
    }

    /// What became of it, as the list of files says.
    pub fn reason(&self) -> Message {
        Message::new("file-results-read").with("count", self.registers)
    }
}

/// Whether a file that this program made is a document of registers.
pub(super) fn holds_registers(path: &Path) -> bool {
    let longest = BEGINNINGS.map(str::len).into_iter().max().unwrap_or_default();
    let mut begin = Vec::with_capacity(longest);
    let read = std::fs::File::open(path).and_then(|file| file.take(longest as u64).read_to_end(&mut begin));
    read.is_ok() && BEGINNINGS.iter().any(|with| begin.starts_with(with.as_bytes()))
}

/// A file as it was found, or, if it is a document of registers, these.
pub(super) fn open(file: Found, method: &Method) -> (Vec<Found>, Option<Document>) {
    let is_json = file.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if !is_json || file.unread.is_some() {
        return (vec![file], None);
    }
    let unread = |why: Failure| (vec![Found { unread: Some(why), ..file.clone() }], None);
    // What cannot be read is told where it is read.
    let Some(text) = regular::bytes(&file.path).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return (vec![file], None);
    };
    let results = match open_results(&text) {
        Ok(results) => results,
        Err(NoResults::Other) => return (vec![file], None),
        Err(NoResults::Published) => {
            let help = Message::new("results-published-help");
            return unread(Failure::at("results-published", &file.path).help(help));
        }
        Err(NoResults::WithoutRegisters) => {
            let help = Message::new("results-without-registers-help");
            return unread(Failure::at("results-without-registers", &file.path).help(help));
        }
        Err(NoResults::Broken(reason)) => {
            let help = Message::new("results-broken-help");
            return unread(Failure::at("results-broken", &file.path).with("reason", reason).help(help));
        }
    };
    if results.method_sha256 != method.sha256 {
        let named = |id: &str, sha256: &str| format!("{id} ({}…)", sha256.chars().take(12).collect::<String>());
        let failure = Failure::at("results-other-method", &file.path)
            .with("named", named(&results.method, &results.method_sha256))
            .with("used", named(&method.id, &method.sha256));
        return unread(failure.help(Message::new("results-other-method-help")));
    }
    let document: Arc<Path> = file.path.as_path().into();
    let folder = file.below.with_extension("");
    let parts = results.parts.into_iter().map(|part| {
        let own = within(&part.path);
        Found {
            path: document.join(&own),
            below: folder.join(&own),
            unread: None,
            part: Some(InDocument { document: Arc::clone(&document), span: part.span, sha256: part.sha256 }),
        }
    });
    let parts: Vec<Found> = parts.collect();
    let sha256 = fingerprint(text.as_bytes());
    let document = Document { path: file.path.clone(), sha256, registers: parts.len(), unread: results.unread };
    (parts, Some(document))
}

/// The path that a document gives, below the document: without roots, drives and steps upwards.
fn within(path: &str) -> PathBuf {
    let path = path.replace('\\', "/");
    let named = Path::new(&path).components().filter_map(|part| match part {
        Component::Normal(name) => Some(name),
        _ => None,
    });
    let is_drive = |name: &std::ffi::OsStr| name.to_string_lossy().ends_with(':');
    let own: PathBuf = named.filter(|name| !is_drive(name)).collect();
    if own.as_os_str().is_empty() { PathBuf::from("-") } else { own }
}

/// Reads a register out of its document.
pub(super) fn read_in_document(path: &Path, part: &InDocument, by: &Conditions<'_>) -> Input {
    let closed = text_of(part).and_then(|text| read_part(&text, by.method));
    // Between the two readings somebody may have written another document in its place.
    let broken = || {
        refuse(path, |sink| {
            let message = Message::new("results-register-broken").with("path", &*part.document);
            sink.report(&codes::UNREADABLE_FILE, Spot::File, message).help = Some(Message::new("results-broken-help"));
        })
    };
    let Some(closed) = closed.filter(|closed| closed.sha256 == part.sha256) else { return broken() };
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let file = SourceFile::known(&path.to_string_lossy(), closed.sha256, medium(&ending));
    // A code that is not known is one of a later version.
    let again = |found: FoundBefore| {
        let code = code_named(&found.code)?;
        found.again(code, &file)
    };
    let Some(findings) = closed.findings.into_iter().map(again).collect() else { return broken() };
    let mut origins = Origins::default();
    // The document says whose it is: neither is made up from the file's name.
    origins.note(Record::Organization, "id", Spot::File);
    if !closed.register.organization.name.is_empty() {
        origins.note(Record::Organization, "name", Spot::File);
    }
    origins.finish();
    Input::Register(Box::new(Loaded { file, register: closed.register, origins, findings, is_checked: true }))
}

/// The text of a register's object; `None` where the file is another one now.
fn text_of(part: &InDocument) -> Option<String> {
    let mut file = std::fs::File::open(&part.document).ok()?;
    file.seek(SeekFrom::Start(part.span.start as u64)).ok()?;
    let mut bytes = vec![0; part.span.len()];
    file.read_exact(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}
