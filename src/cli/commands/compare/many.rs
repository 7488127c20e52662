//! `tobokel compare OLD/ NEW/`: what changed in a whole ministry. A side is a folder, or the JSON of many registers.

use crate::case::Case;
use crate::cli::args::{CompareArguments, FailOn};
use crate::cli::conclusion::counts_message;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, Document, Wish};
use crate::cli::ending::Ending;
use crate::cli::input::load;
use crate::cli::options::{Options, named_method};
use crate::cli::output::{COMPARISON, Kind};
use crate::cli::run::{counting, examined_by, tell_passed_over};
use crate::cli::search::Files;
use crate::cli::{settings, whose};
use crate::compare::Comparisons;
use crate::diag::{Severity, count};
use crate::examine::{Conditions, Examined, Input};
use crate::inbox::{Body, Claim, partners};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::report::{comparisons_document, comparisons_line, comparisons_tables, comparisons_workbook};
use crate::write::table;
use anyhow::Result;
use std::path::Path;

/// The kinds of file that a comparison is written as.
pub(super) const FORMS: [Kind; 3] = [Kind::Xlsx, Kind::Docx, Kind::Json];

/// The files of one of the two assessments, read.
struct Loaded<'m> {
    inputs: Vec<Input>,
    found: Files,
    method: &'m Method,
}

/// One of the two assessments.
struct Side<'m> {
    assessed: Vec<Examined>,
    found: Files,
    method: &'m Method,
}

pub(super) fn run(command: &CompareArguments, options: &Options, console: &Console) -> Result<Ending> {
    let of_old = command.old_method.as_deref().map(named_method).transpose()?;
    let old = Loaded::read(&command.old, of_old.as_ref().unwrap_or(&options.method), options, console)?;
    let new = Loaded::read(&command.new, &options.method, options, console)?;
    // The later one says in which language both are spoken of; the earlier one is told of first.
    new.hear(console);
    old.hear(console);
    let old = old.examined(options, console);
    let new = new.examined(options, console);
    settings::tell_unused(&[command.old.clone(), command.new.clone()], None, options, console);
    settings::tell_in_force(options, console);
    let wish = Wish::of(command.output.as_deref(), command.format);
    let permit = wish.permit(&FORMS, &old.found.inputs().chain(new.found.inputs()).collect(), command.force)?;
    let (of_old, of_new) = (old.cases(options, console), new.cases(options, console));
    if !of_old.is_empty() && !of_new.is_empty() {
        let bodies = [old.bodies(), new.bodies()];
        let found = partners(&bodies[0], &bodies[1]);
        whose::say_undecided(&found, &bodies[0], &bodies[1], console);
        let about = (console.language(None), options.as_of, options.policy.proof);
        let comparisons = Comparisons::of(&of_old, &of_new, &found, [old.method, new.method], about);
        wish.deliver(&Changes { comparisons: &comparisons, options }, &permit, console)?;
    }
    Ok(conclude(&[&old, &new], console))
}

impl<'m> Loaded<'m> {
    fn read(path: &Path, method: &'m Method, options: &Options, console: &Console) -> Result<Self> {
        let by = Conditions { method, ..options.conditions() };
        let (inputs, found) = load(&[path.to_owned()], &by, console)?;
        Ok(Self { inputs, found, method })
    }

    fn hear(&self, console: &Console) {
        for input in &self.inputs {
            console.hear(input.language());
        }
        console.hear_words(self.inputs.first().and_then(Input::speaks));
    }

    fn examined(self, options: &Options, console: &Console) -> Side<'m> {
        let Self { inputs, found, method } = self;
        tell_passed_over(&found, console);
        let by = Conditions { method, ..options.conditions() };
        let inputs = counting(inputs.into_iter().map(Input::into_register).collect(), options, console);
        Side { assessed: examined_by(inputs, &by, console), found, method }
    }
}

impl Side<'_> {
    /// The registers, all spoken of in the language of the later ones.
    fn cases<'a>(&'a self, options: &'a Options, console: &Console) -> Vec<Case<'a>> {
        let by = Conditions { method: self.method, ..options.conditions() };
        let language = console.language(None);
        self.assessed.iter().filter_map(|one| one.case(&by)).map(|case| Case { language, ..case }).collect()
    }

    /// The bodies of these, in their order.
    fn bodies(&self) -> Vec<Body> {
        let registers = self.assessed.iter().filter(|one| one.assessment.is_some());
        registers.filter_map(|one| one.input.claim()).map(Claim::body).collect()
    }
}

struct Changes<'a> {
    comparisons: &'a Comparisons<'a>,
    options: &'a Options,
}

impl Document for Changes<'_> {
    fn language(&self) -> Language {
        self.comparisons.language
    }

    fn shown(&self, console: &Console) -> String {
        let style = console.table_style(&self.options.method);
        let mut out = console.sentences(&comparisons_line(self.comparisons));
        out.extend(comparisons_tables(self.comparisons).iter().map(|sheet| format!("\n{}", table(sheet, style))));
        out
    }

    fn content(&self, kind: Kind, _: &Path) -> Result<Content<'_>> {
        Ok(match kind {
            Kind::Xlsx => {
                let book = self.options.said_in(comparisons_workbook(self.comparisons), self.language());
                Content::Workbook(book, COMPARISON)
            }
            Kind::Docx => {
                let book = self.options.said_in(comparisons_workbook(self.comparisons), self.language());
                Content::Word(book, COMPARISON, self.language())
            }
            Kind::Json | Kind::Ndjson | Kind::Csv | Kind::Toml | Kind::Ics | Kind::Txt => {
                Content::data(comparisons_document(self.comparisons, self.options.configuration.as_ref()))
            }
        })
    }
}

/// Names the files that were not read, counts the errors of the others, and says how the run therefore ends.
fn conclude(sides: &[&Side<'_>; 2], console: &Console) -> Ending {
    let mut errors = 0;
    for one in sides.iter().flat_map(|side| &side.assessed) {
        errors += count(&one.findings, Severity::Error);
        if !one.is_read() {
            console.findings(&one.findings, one.input.file(), console.speech(one.input.speaks()));
        }
    }
    if errors > 0 {
        let language = console.speech(None);
        console.say(&counts_message([errors, 0, 0]), language);
        console.say(&Message::new("compare-many-errors"), language);
    }
    let any_read = sides.iter().all(|side| side.assessed.iter().any(Examined::is_read));
    Ending::of([errors, 0, 0], false, any_read, FailOn::Error)
}
