//! One file, read: TOML or a file of tables, a register or a plan.

use super::build::Keywords;
use super::columns::{self, Asked, Form};
use super::finish::{Built, finish, finish_plan};
use super::grid::Grid;
use super::spreadsheet::{self, NoTables};
use super::tables::choose;
use super::{codes, form, keys, plan_table, plan_toml, register_toml, toml_tree};
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Plan, Register};
use crate::source::{Origins, SourceFile, Spot, TableRows};
use std::borrow::Cow;
use std::sync::Arc;

/// A register that was read, with everything that reports need.
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
    /// Whether it was checked by an earlier run: then these are all findings, and rules find no more. A document of results
    /// does not say which columns the table had, so they would find other things in it.
    pub is_checked: bool,
}

/// A plan of measures that was read, with everything that reports need.
#[derive(Debug)]
pub struct LoadedPlan {
    /// The file.
    pub file: SourceFile,
    /// The plan, with all that could be read.
    pub plan: Plan,
    /// Where its fields were read.
    pub origins: Origins,
    /// What the reader found.
    pub findings: Vec<Diagnostic>,
}

/// What a file was found to be.
#[derive(Debug)]
pub enum Read {
    /// A register of risk situations.
    Register(Box<Loaded>),
    /// A plan of measures.
    Plan(Box<LoadedPlan>),
}

/// A file that could not be read, with what was found.
pub type Unread = Box<(SourceFile, Vec<Diagnostic>)>;

/// Prepares the words by which columns, labels and keywords are known; otherwise the first file waits for them.
pub fn make_ready() {
    columns::make_ready();
    let _ = Language::ALL.map(|language| language.has("field-organization-name"));
    let _ = Keywords::all();
}

/// Reads a register from the bytes of a file: TOML, XLSX, XLS, ODS or CSV, by what the file is. Whatever can be read is in
/// the register; whatever cannot is a finding. `sheet` names the worksheet that holds the register.
///
/// # Errors
/// The file with its findings, when it cannot be read as a register at all: it is something else, it holds no situation, or
/// it was made for a method that is not in use.
pub fn read_register(path: &str, bytes: &[u8], method: &Method, sheet: Option<&str>) -> Result<Loaded, Unread> {
    match read_file(path, bytes, method, &sheet.into())? {
        Read::Register(loaded) => Ok(*loaded),
        Read::Plan(loaded) => Err(not_a_register(*loaded)),
    }
}

/// Refuses a plan where a register is needed.
#[must_use]
pub fn not_a_register(loaded: LoadedPlan) -> Unread {
    let (message, help) = (Message::new("plan-not-register"), Message::new("plan-not-register-help"));
    refused(loaded.file, &codes::PLAN_NOT_REGISTER, Spot::File, message, help)
}

/// Reads a register or a plan of measures from the bytes of a file, whichever it is.
///
/// # Errors
/// The file with its findings, when it is neither.
pub fn read_file<'b>(
    path: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    method: &Method,
    asked: &Asked<'_>,
) -> Result<Read, Unread> {
    let bytes: Cow<'b, [u8]> = bytes.into();
    if !is_toml(path, &bytes) {
        return read_tables(path, &bytes, method, asked);
    }
    String::from_utf8(bytes.into_owned()).map_or_else(
        |error| {
            let message = Message::new("not-utf8").with("line", toml_tree::line_of_damage(error.as_bytes()));
            let file = SourceFile::tables(path, error.as_bytes(), Vec::new());
            Err(refused(file, &codes::UNREADABLE_FILE, Spot::File, message, Message::new("not-utf8-help")))
        },
        |text| read_toml(SourceFile::of_text(path, text), method),
    )
}

fn read_toml(file: SourceFile, method: &Method) -> Result<Read, Unread> {
    if let Err(excess) = keys::toml(&file.text) {
        return Err(refused(file, &codes::UNREADABLE_FILE, Spot::File, excess.message(), excess.help()));
    }
    let mut sink = Sink::new(&file);
    let mended;
    let (parsed, _) = rayon::join(|| toml_tree::parsed(&file.text, &mut sink), || file.sha256());
    let tree = match parsed {
        Ok(parsed) => parsed.reported(&mut sink),
        Err(text) => {
            mended = text;
            toml_tree::parse(&mended, &mut sink)
        }
    };
    let built = if plan_toml::is_plan(&tree) {
        finish_plan(plan_toml::read(tree, &mut sink), &file, method, sink)
    } else {
        finish(register_toml::read(tree, &mut sink), &file, method, sink)
    };
    with_file(built, file)
}

fn read_tables(path: &str, bytes: &[u8], method: &Method, asked: &Asked<'_>) -> Result<Read, Unread> {
    let asked = &Asked { method: Some(method), ..*asked };
    let (grids, mut file) =
        rayon::join(|| spreadsheet::grids(bytes, asked), || SourceFile::tables(path, bytes, Vec::new()));
    let mut grids = match grids {
        Ok(grids) => grids,
        Err(NoTables { message, help, at }) => {
            if is_word(path) {
                let whole = |(sheet, label, _): &(u16, String, _)| TableRows {
                    sheet: *sheet,
                    first: 0,
                    count: u32::MAX,
                    label: label.as_str().into(),
                };
                file.be_word(at.iter().map(whole).collect());
            }
            let spot = at.map_or(Spot::File, |(sheet, name, (row, column))| {
                file.sheets = names([(sheet, &name.into())]);
                Spot::Cell { sheet, row, column }
            });
            return Err(refused(file, &codes::UNREADABLE_FILE, spot, message, help));
        }
    };
    file.sheets = names(grids.iter().map(|grid| (grid.number, &grid.name)));
    // Only a document may hold no table at all.
    if grids.is_empty() || grids.iter().any(|grid| grid.document.is_some()) {
        let documents = grids.iter().filter_map(|grid| grid.document.as_ref());
        file.be_word(documents.flat_map(|document| document.parts.iter().cloned()).collect());
    }
    let mut sink = Sink::new(&file);
    for (grid, line) in grids.iter().filter_map(|grid| Some((grid, grid.unclosed_quote?))) {
        sink.report(&codes::UNCLOSED_QUOTE, grid.spot(line, 0), Message::new("unclosed-quote-found")).help =
            Some(Message::new("unclosed-quote-help"));
    }
    for grid in &grids {
        form::report_unshown(grid, &mut sink);
    }
    let built = match choose(&grids, asked, &mut sink) {
        Some(chosen) if chosen.form == Form::Plan => {
            finish_plan(plan_table::read(&grids, chosen, &file, &mut sink), &file, method, sink)
        }
        Some(chosen) => {
            let raw = spreadsheet::register(&mut grids, &chosen, &file, &mut sink);
            drop(grids);
            finish(raw, &file, method, sink)
        }
        None => Err(sink.finish()),
    };
    with_file(built, file)
}

/// The names of sheets, by their ascending numbers; none where no sheet has a name, as in a CSV file.
fn names<'n>(sheets: impl IntoIterator<Item = (u16, &'n Arc<str>)>) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = Vec::new();
    for (number, name) in sheets {
        names.resize(number.into(), "".into());
        names.push(Arc::clone(name));
    }
    if names.iter().all(|name| name.is_empty()) { Vec::new() } else { names }
}

/// The texts in the cells of a file of tables: they tell the language of one that was refused.
#[must_use]
pub fn cell_texts(bytes: &[u8]) -> Vec<String> {
    let grids = spreadsheet::grids(bytes, &Asked::default()).unwrap_or_default();
    let cells = grids.iter().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells);
    // Formulas are of no language.
    cells.filter_map(|(_, cell)| Some(cell.text()?.to_owned())).collect()
}

fn with_file(built: Result<Built, Vec<Diagnostic>>, file: SourceFile) -> Result<Read, Unread> {
    match built {
        Ok(Built::Register(register, origins, findings)) => {
            Ok(Read::Register(Box::new(Loaded { file, register, origins, findings, is_checked: false })))
        }
        Ok(Built::Plan(plan, origins, findings)) => {
            Ok(Read::Plan(Box::new(LoadedPlan { file, plan, origins, findings })))
        }
        Err(found) => Err(Box::new((file, found))),
    }
}

/// Whether a file is a Word document without the table of a register or a plan. One that cannot be read may hold any.
#[must_use]
pub fn is_letter(bytes: &[u8], asked: &Asked<'_>) -> bool {
    let is_of_word = |grids: &[Grid]| grids.iter().all(|grid| grid.document.is_some());
    let grids = spreadsheet::grids(bytes, asked);
    grids.is_ok_and(|grids| is_of_word(&grids) && grids.iter().all(|grid| columns::headers(grid, asked).is_empty()))
}

/// Whether a file is one of Word's by its ending, which is all that tells what somebody opens a damaged one with.
fn is_word(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    ["docx", "docm", "dotx", "dotm", "doc", "rtf"].iter().any(|word| ending.eq_ignore_ascii_case(word))
}

/// Whether a file is TOML: by its extension; standard input by its first character.
fn is_toml(path: &str, bytes: &[u8]) -> bool {
    if path == "-" {
        let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
        return begin.trim_start_matches('\u{feff}').trim_start().starts_with(['[', '#']);
    }
    path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn refused(file: SourceFile, code: &'static Code, spot: Spot, message: Message, help: Message) -> Unread {
    let mut sink = Sink::new(&file);
    sink.report(code, spot, message).help = Some(help);
    let found = sink.finish();
    Box::new((file, found))
}
