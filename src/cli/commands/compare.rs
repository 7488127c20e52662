//! `tobokel compare OLD NEW`: what changed between two assessments. Differences are data: they do not change the exit code.

mod many;

use crate::assess::assess;
use crate::case::Case;
use crate::cli::args::{CompareArguments, FailOn};
use crate::cli::conclusion::counts_message;
use crate::cli::console::Console;
use crate::cli::deliver::{Content, Document, Wish};
use crate::cli::ending::Ending;
use crate::cli::failure::{Failure, assessment_of_two};
use crate::cli::found::Found;
use crate::cli::input::{read_one, read_text};
use crate::cli::open_elsewhere::open_elsewhere;
use crate::cli::options::{Options, named_method};
use crate::cli::output::{COMPARISON, Kind};
use crate::cli::settings;
use crate::compare::Comparison;
use crate::diag::{Code, Severity, count};
use crate::examine::{Conditions, Examined, Input};
use crate::locale::{Arg, Language, Message};
use crate::method::Method;
use crate::read::{Earlier, Loaded, NoResults, codes, open_results, read_earlier};
use crate::report::{comparison_document, comparison_line, comparison_tables, comparison_workbook};
use crate::source::Origins;
use crate::write::table;
use anyhow::{Context as _, Result, bail};
use std::path::Path;

/// One of the two inputs, with the method that it was assessed by.
struct Side {
    assessed: Examined,
    method: Method,
    /// How many errors a JSON assessment names in the register.
    errors_named: usize,
}

pub(crate) fn run(command: &CompareArguments, options: &Options, console: &Console) -> Result<Ending> {
    let paths = [command.old.as_path(), command.new.as_path()];
    if paths.iter().all(|path| holds_many(path)) && command.organization.is_none() {
        return many::run(command, options, console);
    }
    if let Some(folder) = paths.iter().find(|path| path.is_dir()) {
        bail!(Failure::at("compare-folder", folder).help(Message::new("compare-folder-help")));
    }
    let wish = Wish::of(command.output.as_deref(), command.format);
    let permit = wish.permit(&many::FORMS, &paths.into_iter().collect(), command.force)?;
    let [old, new] = sides(command, options)?;
    for side in [&new, &old] {
        console.hear(side.assessed.input.language());
        console.hear_words(side.assessed.input.speaks());
    }
    settings::tell_unused(&[command.old.clone(), command.new.clone()], None, options, console);
    settings::tell_in_force(options, console);
    for path in [&command.old, &command.new] {
        console.say_all(open_elsewhere(path).as_slice(), console.speech(None));
    }
    if let (Some(old_case), Some(new_case)) = (old.case(options, console), new.case(options, console)) {
        let ids = [&old_case, &new_case].map(|case| case.register.organization.id.as_str());
        let same = |side: &Side, id: &str| side.assessed.input.names().iter().any(|name| name == id);
        if !same(&old, ids[1]) && !same(&new, ids[0]) {
            let message = Message::new("compare-other-organization").with("old", ids[0]).with("new", ids[1]);
            console.say(&message, console.speech(None));
        }
        let mut comparison = Comparison::of(old_case, new_case, options.policy.proof);
        comparison.errors_named = old.errors_named + new.errors_named;
        wish.deliver(&Change { comparison: &comparison, options }, &permit, console)?;
    }
    Ok(conclude(&[old, new], console))
}

/// Whether a path stands for the registers of many bodies: a folder, or a document of several registers.
fn holds_many(path: &Path) -> bool {
    let several = |text: &str| open_results(text).is_ok_and(|results| results.parts.len() > 1);
    path.is_dir() || is_json(path) && read_text(path).is_ok_and(|file| several(&file.text))
}

/// Reads both. A register is read before a JSON of several, for it says whose of these is wanted.
fn sides(command: &CompareArguments, options: &Options) -> Result<[Side; 2]> {
    if is_json(&command.new) && !is_json(&command.old) {
        let old = old_side(command, &[], options)?;
        let new = new_side(command, &old.assessed.input.names(), options)?;
        Ok([old, new])
    } else {
        let new = new_side(command, &[], options)?;
        let old = old_side(command, &new.assessed.input.names(), options)?;
        Ok([old, new])
    }
}

fn new_side(command: &CompareArguments, other: &[String], options: &Options) -> Result<Side> {
    let path = command.new.as_path();
    if is_json(path) {
        let method = |_: &Earlier| Ok(options.method.clone());
        return Side::of_json(path, command.organization.as_deref(), other, "compare-new-method-help", method);
    }
    Ok(Side::of_register(path, options.method.clone(), options))
}

fn old_side(command: &CompareArguments, other: &[String], options: &Options) -> Result<Side> {
    let path = command.old.as_path();
    let given = command.old_method.as_deref().map(named_method).transpose()?;
    let differ = |named: &str| {
        let failure = Failure::new("compare-methods-differ").with("old", named).with("new", options.method.id.as_str());
        failure.help(Message::new("compare-methods-differ-help"))
    };
    if is_json(path) {
        let method = |earlier: &Earlier| match given {
            Some(method) => Ok(method),
            None if earlier.method_sha256 == options.method.sha256 => Ok(options.method.clone()),
            None if command.across_methods => named_method(&earlier.method),
            None => bail!(differ(&named(&earlier.method, &earlier.method_sha256))),
        };
        return Side::of_json(path, command.organization.as_deref(), other, "compare-old-method-help", method);
    }
    let side = Side::of_register(path, given.unwrap_or_else(|| options.method.clone()), options);
    match side.method_named() {
        // Asked for by name, it is the one that the register does not want.
        Some(id) if command.old_method.is_none() => {
            if !command.across_methods {
                bail!(differ(&id));
            }
            Ok(Side::of_register(path, named_method(&id)?, options))
        }
        _ => Ok(side),
    }
}

fn is_json(path: &Path) -> bool {
    Kind::of(path) == Some(Kind::Json)
}

/// Why a JSON has no registers to compare.
fn no_registers(path: &Path, text: &str) -> Failure {
    match open_results(text) {
        Err(NoResults::Published) => {
            Failure::at("results-published", path).help(Message::new("results-published-help"))
        }
        _ => not_an_assessment(path),
    }
}

fn not_an_assessment(path: &Path) -> Failure {
    Failure::at("compare-not-an-assessment", path).help(Message::new("compare-not-an-assessment-help"))
}

/// A method's id with the beginning of its fingerprint: two files can have the same id.
fn named(id: &str, sha256: &str) -> String {
    format!("{id} ({}…)", sha256.chars().take(12).collect::<String>())
}

/// Whose register is taken from a JSON: the one asked for, the only one, or that of the organisation it is compared with.
fn choose<'e>(path: &Path, earlier: &'e Earlier, wanted: Option<&str>, other: &[String]) -> Result<&'e str> {
    let all = earlier.organizations();
    let known = |id: &str| all.iter().copied().find(|known| *known == id);
    let ids = || Arg::List(all.iter().copied().map(Arg::from).collect());
    let chosen = match (wanted, all.as_slice()) {
        (_, []) => bail!(not_an_assessment(path)),
        (Some(id), _) => {
            known(id).with_context(|| Failure::at("compare-no-organization", path).with("id", id).with("ids", ids()))?
        }
        (None, [only]) => *only,
        (None, _) => other.iter().find_map(|name| known(name)).with_context(|| {
            Failure::at("compare-several", path).with("ids", ids()).help(Message::new("compare-several-help"))
        })?,
    };
    if all.iter().filter(|known| **known == chosen).count() > 1 {
        bail!(assessment_of_two(path, chosen));
    }
    Ok(chosen)
}

impl Side {
    fn of_register(path: &Path, method: Method, options: &Options) -> Self {
        let by = Conditions { method: &method, ..options.conditions() };
        let mut assessed = read_one(&Found::named(path.to_owned()), &by).into_register().examined(&by);
        // `check` tells what to improve; here only what makes a register unreliable is told.
        let refused = |code: &Code| *code == codes::PLAN_NOT_REGISTER;
        assessed.findings.retain(|found| found.severity == Severity::Error || refused(found.code));
        Self { assessed, method, errors_named: 0 }
    }

    /// A register of a JSON assessment, with the method that it was assessed by.
    fn of_json(
        path: &Path,
        wanted: Option<&str>,
        other: &[String],
        other_method_help: &'static str,
        method: impl FnOnce(&Earlier) -> Result<Method>,
    ) -> Result<Self> {
        let file = read_text(path)?;
        let earlier = read_earlier(&file.text).ok_or_else(|| no_registers(path, &file.text))?;
        let method = method(&earlier)?;
        if earlier.method_sha256 != method.sha256 {
            let failure = Failure::at("compare-other-method", path)
                .with("named", named(&earlier.method, &earlier.method_sha256))
                .with("used", named(&method.id, &method.sha256));
            bail!(failure.help(Message::new(other_method_help)));
        }
        let organization = choose(path, &earlier, wanted, other)?;
        let found = earlier.register(organization, &method).ok_or_else(|| not_an_assessment(path))?;
        let assessment = Some(assess(&found.register, &method));
        let (origins, findings) = (Origins::default(), Vec::new());
        let loaded = Loaded { file, register: found.register, origins, findings, is_checked: true };
        let assessed = Examined { input: Input::Register(Box::new(loaded)), assessment, findings: Vec::new() };
        Ok(Self { assessed, method, errors_named: found.errors })
    }

    fn method_named(&self) -> Option<String> {
        method_named(&self.assessed)
    }

    fn case<'a>(&'a self, options: &'a Options, console: &Console) -> Option<Case<'a>> {
        let by = Conditions { method: &self.method, ..options.conditions() };
        // Both sides are spoken of in the language of the later one.
        self.assessed.case(&by).map(|case| Case { language: console.language(None), ..case })
    }
}

/// The method that a register names, if that is why it was refused.
pub(in crate::cli::commands) fn method_named(examined: &Examined) -> Option<String> {
    let found = examined.findings.iter().find(|found| *found.code == codes::UNKNOWN_METHOD)?;
    let named = found.message.args.iter().find(|(name, _)| *name == "named")?;
    Some(named.1.text(Language::En))
}

struct Change<'a> {
    comparison: &'a Comparison<'a>,
    options: &'a Options,
}

impl Document for Change<'_> {
    fn language(&self) -> Language {
        self.comparison.new.language
    }

    fn shown(&self, console: &Console) -> String {
        let style = console.table_style(self.comparison.new.method);
        let mut out = console.sentences(&comparison_line(self.comparison));
        out.extend(comparison_tables(self.comparison).iter().map(|sheet| format!("\n{}", table(sheet, style))));
        out
    }

    fn content(&self, kind: Kind, _: &Path) -> Result<Content<'_>> {
        Ok(match kind {
            Kind::Xlsx => {
                let book = self.options.said_in(comparison_workbook(self.comparison), self.language());
                Content::Workbook(book, COMPARISON)
            }
            Kind::Docx => {
                let book = self.options.said_in(comparison_workbook(self.comparison), self.language());
                Content::Word(book, COMPARISON, self.language())
            }
            Kind::Json | Kind::Ndjson | Kind::Csv | Kind::Toml | Kind::Ics | Kind::Txt => {
                Content::data(comparison_document(self.comparison, self.options.configuration.as_ref()))
            }
        })
    }
}

/// Shows the errors of both, and says how the run therefore ends.
fn conclude(sides: &[Side; 2], console: &Console) -> Ending {
    let language = console.speech(None);
    let mut errors = 0;
    for side in sides {
        let (input, findings) = (&side.assessed.input, &side.assessed.findings);
        console.findings(findings, input.file(), language);
        if side.errors_named > 0 {
            let message = Message::new("compare-errors-named").with("path", &*input.file().path);
            console.say(&message.with("count", side.errors_named), language);
        }
        errors += count(findings, Severity::Error) + side.errors_named;
    }
    if errors > 0 {
        console.say(&counts_message([errors, 0, 0]), language);
    }
    let all_read = sides.iter().all(|side| side.assessed.assessment.is_some());
    Ending::of([errors, 0, 0], false, all_read, FailOn::Error)
}
