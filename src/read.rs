//! Reading: files become a register or a plan with its origins, or findings that say why not.
//!
//! Every format is brought to the same `raw` records, and one `build` makes the model of them, so that the same fault
//! is found and worded the same whichever format it comes in.

pub mod budget;
mod build;
mod build_plan;
mod cell_words;
mod cells;
pub mod codes;
mod columns;
mod container;
mod content;
mod csv;
mod days;
mod earlier;
mod form;
mod grid;
mod held;
mod hidden;
mod keys;
mod keyword;
mod labels;
mod lists;
mod merged;
mod method;
mod method_values;
mod other_words;
mod package;
mod plan_cells;
mod plan_rows;
mod plan_table;
mod plan_toml;
mod raw;
mod register_toml;
mod row_ids;
mod row_kinds;
mod rows;
mod scan;
mod seal;
mod shown_zeros;
mod spreadsheet;
mod tables;
mod term;
pub(crate) mod toml_tree;
mod unreadable;
mod value_words;
mod values;
mod weigh;
mod xls_texts;
mod xlsx;

pub use columns::Asked;
pub use content::{Aspect, Difference, differences};
pub use earlier::{Earlier, EarlierRegister, EarlierSituation, read_earlier, situations_at};
pub use method::{embedded_method, read_method, read_named_method};
pub use seal::read_seal;
pub use term::{Reading, Unreadable, Years, term, term_of_years};
pub use xlsx::{Mark, mark};

use crate::diag::{Diagnostic, Sink};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Plan, Register, Text};
use crate::source::{Origins, Record, SourceFile, Spot};
use build::Keywords;
use columns::Form;
use spreadsheet::NoTables;
use std::borrow::Cow;
use tables::choose;

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

/// A plan of measures that was read, with everything that a report about it needs to know.
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

/// Makes what the reading of any table needs: the words by which its columns, labels and keywords are known. Whoever does not
/// call this waits for it in the first file.
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
    let mut sink = Sink::new(&loaded.file);
    sink.report(&codes::PLAN_NOT_REGISTER, Spot::File, Message::new("plan-not-register")).help =
        Some(Message::new("plan-not-register-help"));
    let found = sink.finish();
    Box::new((loaded.file, found))
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
    if is_toml(path, &bytes) {
        return match String::from_utf8(bytes.into_owned()) {
            Ok(text) => {
                let file = SourceFile::of_text(path, text);
                if let Err(excess) = keys::toml(&file.text) {
                    let (message, help) = (excess.message(), excess.help());
                    return Err(refused(file, Spot::File, message, help));
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
                let made = if plan_toml::is_plan(&tree) {
                    finish_plan(plan_toml::read(tree, &mut sink), &file, method, sink).map(Built::Plan)
                } else {
                    finish(register_toml::read(tree, &mut sink), &file, method, sink).map(Built::Register)
                };
                made_of(made, file)
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let before = String::from_utf8_lossy(&bytes[..valid]);
                let message = Message::new("not-utf8").with("line", before.split('\n').count());
                let file = SourceFile::tables(path, &bytes, Vec::new());
                Err(refused(file, Spot::File, message, Message::new("not-utf8-help")))
            }
        };
    }
    let bytes = &*bytes;
    let (grids, mut file) =
        rayon::join(|| spreadsheet::grids(bytes, asked), || SourceFile::tables(path, bytes, Vec::new()));
    match grids {
        Ok(mut grids) => {
            let last = grids.iter().map(|grid| usize::from(grid.number) + 1).max().unwrap_or_default();
            let mut names = vec!["".into(); last];
            for grid in &grids {
                names[usize::from(grid.number)] = std::sync::Arc::clone(&grid.name);
            }
            file.sheets = if grids.iter().all(|grid| grid.name.is_empty()) { Vec::new() } else { names };
            let mut sink = Sink::new(&file);
            for (grid, line) in grids.iter().filter_map(|grid| Some((grid, grid.unclosed_quote?))) {
                let spot = grid.spot(line, 0);
                sink.report(&codes::UNCLOSED_QUOTE, spot, Message::new("unclosed-quote-found")).help =
                    Some(Message::new("unclosed-quote-help"));
            }
            let made = match choose(&grids, asked, &mut sink) {
                Some(chosen) if chosen.form == Form::Plan => {
                    finish_plan(plan_table::read(&grids, chosen, &file, &mut sink), &file, method, sink)
                        .map(Built::Plan)
                }
                Some(chosen) => {
                    let raw = spreadsheet::register(&mut grids, &chosen, &file, &mut sink);
                    drop(grids);
                    finish(raw, &file, method, sink).map(Built::Register)
                }
                None => Err(sink.finish()),
            };
            made_of(made, file)
        }
        Err(NoTables { message, help, at }) => {
            let Some((number, name, (row, column))) = at else { return Err(refused(file, Spot::File, message, help)) };
            if !name.is_empty() {
                file.sheets = vec!["".into(); usize::from(number)];
                file.sheets.push(name.into());
            }
            Err(refused(file, Spot::Cell { sheet: number, row, column }, message, help))
        }
    }
}

/// The texts in the cells of a file of tables: of one that was refused, all that tells its language.
#[must_use]
pub fn cell_texts(bytes: &[u8]) -> Vec<String> {
    let grids = spreadsheet::grids(bytes, &Asked::default()).unwrap_or_default();
    let cells = grids.iter().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells);
    cells.map(|(_, cell)| cell.shown()).collect()
}

/// What was built, put together with its file.
fn made_of(made: Result<Built, Vec<Diagnostic>>, file: SourceFile) -> Result<Read, Unread> {
    match made {
        Ok(Built::Register((register, origins, findings))) => {
            Ok(Read::Register(Box::new(Loaded { file, register, origins, findings })))
        }
        Ok(Built::Plan((plan, origins, findings))) => {
            Ok(Read::Plan(Box::new(LoadedPlan { file, plan, origins, findings })))
        }
        Err(found) => Err(Box::new((file, found))),
    }
}

/// Whether a file is TOML: by its ending; standard input by its first sign.
fn is_toml(path: &str, bytes: &[u8]) -> bool {
    if path == "-" {
        let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
        return begin.trim_start_matches('\u{feff}').trim_start().starts_with(['[', '#']);
    }
    path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn refused(file: SourceFile, spot: Spot, message: Message, help: Message) -> Box<(SourceFile, Vec<Diagnostic>)> {
    let mut sink = Sink::new(&file);
    sink.report(&codes::UNREADABLE_FILE, spot, message).help = Some(help);
    let found = sink.finish();
    Box::new((file, found))
}

/// A model with its origins and findings, before it is put together with its file.
enum Built {
    Register(Parts<Register>),
    Plan(Parts<Plan>),
}

/// A model, where its fields were read, and what was found.
type Parts<M> = (M, Origins, Vec<Diagnostic>);

/// Makes the model of what was typed; the findings alone if that is no register for this method.
fn finish(
    mut raw: raw::RawRegister<'_>,
    file: &SourceFile,
    method: &Method,
    mut sink: Sink<'_>,
) -> Result<Parts<Register>, Vec<Diagnostic>> {
    file.note_columns(std::mem::take(&mut raw.verdict.readings));
    let filled = other_words::filled(&raw);
    let (register, origins) = build::build(raw, file.stem(), method, &mut sink);
    let mut refused = register.situations().next().is_none();
    let unreadable = sink.has(&codes::SYNTAX);
    if refused && !unreadable {
        let spot = origins.title(Record::Situation(0), "text").unwrap_or(Spot::File);
        sink.report(&codes::NO_SITUATIONS, spot, Message::new("no-situations")).help =
            Some(Message::new("no-situations-help"));
    }
    if let Err((number, excess)) = repeated(&register) {
        refused = true;
        let spot = origins.spot(Record::Situation(number), "positions");
        sink.report(&codes::UNREADABLE_FILE, spot, excess.message()).help = Some(excess.help());
    }
    if let Some(named) = register.assessment.method.as_deref().filter(|named| *named != method.id) {
        refused = true;
        let message = Message::new("other-method").with("named", named).with("used", method.id.as_str());
        sink.report(&codes::UNKNOWN_METHOD, origins.spot(Record::Assessment, "method"), message).help =
            Some(Message::new("other-method-help").with("used", method.id.as_str()));
    }
    let findings = other_words::folded(sink.finish(), &filled);
    if refused { Err(findings) } else { Ok((register, origins, findings)) }
}

/// The same for a plan; the findings alone if it has no measure.
fn finish_plan(
    mut raw: raw::RawPlan<'_>,
    file: &SourceFile,
    method: &Method,
    mut sink: Sink<'_>,
) -> Result<Parts<Plan>, Vec<Diagnostic>> {
    file.note_columns(std::mem::take(&mut raw.verdict.readings));
    let (plan, origins) = build_plan::build(raw, file.stem(), method, &mut sink);
    let empty = plan.measures().next().is_none();
    if empty && !sink.has(&codes::SYNTAX) {
        let spot = origins.title(Record::PlannedMeasure(0), "text").unwrap_or(Spot::File);
        sink.report(&codes::NO_SITUATIONS, spot, Message::new("no-measures")).help =
            Some(Message::new("no-measures-help"));
    }
    let repeated = repeated_in_plan(&plan);
    if let Err((number, excess)) = &repeated {
        let spot = origins.spot(Record::Task(*number), "text");
        sink.report(&codes::UNREADABLE_FILE, spot, excess.message()).help = Some(excess.help());
    }
    let findings = sink.finish();
    if empty || repeated.is_err() { Err(findings) } else { Ok((plan, origins, findings)) }
}

/// Makes sure that documents do not print too much again, of whatever format a register is: the function beside each of its
/// situations, the unit beside each position, the situation beside each measure. Else also the number of the situation with
/// which it is too much.
fn repeated(register: &Register) -> Result<(), (u32, budget::Excess)> {
    let length = |text: &Option<Text>| text.as_deref().map_or(0, str::len);
    let lists = register.situations().map(|(function, situation)| {
        [
            (1, function.name.len() + length(&function.group)),
            (situation.positions.len().saturating_sub(1), length(&situation.unit)),
            (situation.measures.len().saturating_sub(1), situation.text.len()),
        ]
    });
    printed_again(lists)
}

/// The same of a plan: the task beside each of its measures. The number is the task's.
fn repeated_in_plan(plan: &Plan) -> Result<(), (u32, budget::Excess)> {
    let tasks = plan.chapters.iter().flat_map(|chapter| &chapter.tasks);
    printed_again(tasks.map(|task| [(task.measures.len(), task.text.as_deref().map_or(0, str::len))]))
}

/// Whether texts, each given with how often it is printed and its length in bytes, stay within the limit; else which do not.
fn printed_again<const N: usize>(
    texts: impl Iterator<Item = [(usize, usize); N]>,
) -> Result<(), (u32, budget::Excess)> {
    let mut counted = 0_usize;
    for (number, of_one) in (0..).zip(texts) {
        let bytes = of_one.map(|(times, length)| times.saturating_mul(length));
        counted = bytes.into_iter().fold(counted, usize::saturating_add);
        if counted as u64 > budget::REPEATED.most {
            return Err((number, budget::REPEATED.exceeded(0)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod cell_kinds;
