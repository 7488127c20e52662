//! What holds for a run: flags over `tobokel.toml` over the defaults, and where each value comes from.

use super::args::{CheckArguments, Common, FailOn};
use super::console::Console;
use super::failure::{Failure, Faults};
use super::input::read_text;
use super::options::Options;
use super::search::Files;
use super::targets::{Target, place};
use crate::case::{Configuration, FieldOf, SeverityOf};
use crate::config::{CONFIG_FILE, Config, is_code_or_family, output_outside, read_config, with_outgrown};
use crate::diag::{Adjustment, Diagnostic, Waiver};
use crate::locale::{Arg, Message};
use crate::source::{SourceFile, Spot};
use crate::text::printable;
use anyhow::{Error, Result, bail};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many configurations are named that are not used.
const NAMED: usize = 10;

/// A configuration with its file and what was found about its waivers.
#[derive(Debug)]
pub(crate) struct Configured {
    pub file: SourceFile,
    pub config: Config,
    pub findings: Vec<Diagnostic>,
    /// The waivers, shared with the findings that they let pass, each with its place.
    pub waivers: Vec<(Arc<Waiver>, Spot)>,
}

/// Which configuration a run is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// That of the working folder, if it has one. What lies among the inputs came from whoever sent them, and what lies above
    /// the working folder may be anybody's: neither governs.
    OfWorkingFolder,
    /// The file that is named.
    Named(PathBuf),
    /// None at all.
    Nothing,
}

impl Wanted {
    pub fn of(common: &Common) -> Self {
        match &common.config {
            _ if common.no_config => Self::Nothing,
            Some(path) => Self::Named(path.clone()),
            None => Self::OfWorkingFolder,
        }
    }
}

/// The configuration of a run, if it has one.
pub(crate) fn configured(wanted: &Wanted) -> Result<Option<Configured>> {
    let path = match wanted {
        Wanted::Named(path) => path,
        Wanted::OfWorkingFolder if Path::new(CONFIG_FILE).is_file() => Path::new(CONFIG_FILE),
        Wanted::OfWorkingFolder | Wanted::Nothing => return Ok(None),
    };
    let file = read_text(path)?;
    match read_config(&file) {
        Ok((mut config, findings)) => {
            let waivers = std::mem::take(&mut config.waivers);
            let waivers = waivers.into_iter().map(|(waiver, spot)| (Arc::new(waiver), spot)).collect();
            Ok(Some(Configured { file, config, findings, waivers }))
        }
        Err(found) => {
            let failure = Failure::at("invalid-config", Path::new(&*file.path));
            Err(Error::new(Faults { file, findings: found }).context(failure))
        }
    }
}

/// A path as a person would name it: from the current folder where it lies below that.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).map_or_else(|_| path.to_owned(), Path::to_owned)
}

/// Says which configurations lie among the inputs or above them: none of them governs the run unless it is named. Whoever
/// chose one, or none, need not be told.
pub(crate) fn tell_unused(paths: &[PathBuf], found: Option<&Files>, options: &Options, console: &Console) {
    if options.wanted != Wanted::OfWorkingFolder {
        return;
    }
    let is_one = |path: &&Path| path.file_name().is_some_and(|name| name == CONFIG_FILE);
    let among = found.iter().flat_map(|found| &found.passed_over).map(|file| file.path.as_path());
    let among = among.filter(is_one).map(Path::to_owned);
    let above = paths.iter().filter(|path| path.exists()).filter_map(|path| {
        let folder = std::path::absolute(path).ok()?;
        folder.ancestors().skip(1).map(|folder| folder.join(CONFIG_FILE)).find(|file| file.is_file())
    });
    let used = options.configured.as_ref().and_then(|used| Path::new(&*used.file.path).canonicalize().ok());
    let mut seen: HashSet<PathBuf> = used.into_iter().collect();
    let all: Vec<PathBuf> = among.chain(above.map(|path| shown(&path))).collect();
    let unused = all.into_iter().filter(|path| path.canonicalize().is_ok_and(|real| seen.insert(real)));
    let unused: Vec<PathBuf> = unused.collect();
    if unused.is_empty() {
        return;
    }
    let mut names: Vec<Arg> = unused.iter().take(NAMED).map(|path| Arg::from(path.display().to_string())).collect();
    if unused.len() > NAMED {
        names.push(Arg::from("…"));
    }
    let message = Message::new("config-not-used").with("count", unused.len()).with("names", Arg::List(names));
    console.say(&message, console.speech(None));
}

/// Makes sure that what the configuration wants to be written lies below its own folder, links followed.
pub(crate) fn within(targets: &[Target], outputs: &[(PathBuf, Spot)], options: &Options) -> Result<()> {
    let Some(configured) = options.configured.as_ref().filter(|_| !outputs.is_empty()) else { return Ok(()) };
    let folder = place(&Path::new(".").join(configured.folder()));
    let Some(outside) = targets.iter().find(|target| !place(&target.path).starts_with(&folder)) else {
        return Ok(());
    };
    let (path, spot) = outputs.iter().find(|(output, _)| outside.path.starts_with(output)).unwrap_or(&outputs[0]);
    let as_written = path.strip_prefix(configured.folder()).unwrap_or(path).display().to_string();
    let findings = vec![output_outside(&configured.file, &as_written, *spot)];
    let failure = Failure::at("invalid-config", Path::new(&*configured.file.path));
    Err(Error::new(Faults { file: configured.file.clone(), findings }).context(failure))
}

/// Says what governs the run, where it is not the default.
pub(crate) fn tell_in_force(options: &Options, console: &Console) {
    console.say_all(&options.in_force().messages(), console.speech(None));
}

impl Configured {
    /// What documents say of it. What flags have overruled is not in force.
    pub fn said(&self, adjustment: &Adjustment) -> Configuration {
        let config = &self.config;
        let in_force =
            |own: &[String], used: &[String]| if with_outgrown(own) == used { own.to_vec() } else { Vec::new() };
        let severities = config.severities.iter();
        let severities = severities.map(|(code, severity)| SeverityOf { code: code.clone(), severity: severity.key() });
        let columns = config.columns.iter();
        let columns = columns.map(|(title, field)| FieldOf { title: title.clone(), field: field.clone() });
        Configuration {
            path: self.file.path.to_string(),
            sha256: self.file.sha256().to_owned(),
            select: in_force(&config.select, &adjustment.select),
            ignore: in_force(&config.ignore, &adjustment.ignore),
            severity: severities.collect(),
            fail_on: config.fail_on.clone(),
            waivers: self.waivers.iter().map(|(waiver, _)| waiver.code.clone()).collect(),
            columns: columns.collect(),
        }
    }

    /// The folder from which the paths in the file are understood.
    pub fn folder(&self) -> PathBuf {
        Path::new(&*self.file.path).parent().map(Path::to_owned).unwrap_or_default()
    }

    /// The severity from which on a run fails.
    pub fn fail_on(&self) -> Option<FailOn> {
        match self.config.fail_on.as_deref()? {
            "warning" => Some(FailOn::Warning),
            "never" => Some(FailOn::Never),
            _ => Some(FailOn::Error),
        }
    }
}

/// The flags of `check` put over what the options hold.
pub(crate) fn select(command: &CheckArguments, options: &mut Options) -> Result<()> {
    for code in command.select.iter().chain(&command.ignore) {
        if !is_code_or_family(code) {
            let message = Message::new("unknown-code").with("code", code.as_str());
            bail!(Failure::from(message).help(Message::new("unknown-code-help")));
        }
    }
    if !command.select.is_empty() {
        options.adjustment.select = with_outgrown(&command.select);
    }
    if !command.ignore.is_empty() {
        options.adjustment.ignore = with_outgrown(&command.ignore);
    }
    if let Some(most) = command.max_high {
        options.policy.max_high = Some(most);
    }
    if let Some(key) = &command.require_measure {
        options.policy.require_measure = Some(options.named_level(key)?);
    }
    options.settle();
    Ok(())
}

/// Every setting with its value and where it comes from.
pub(crate) fn show(command: &CheckArguments, options: &Options, console: &Console) -> Result<()> {
    let language = console.language(None);
    let mut out = String::new();
    let file = options.configured.as_ref();
    match file {
        Some(configured) => {
            let message = Message::new("config-in-force").with("path", configured.file.path.as_ref());
            let _ = writeln!(out, "# {}", language.message(&message));
        }
        None => {
            let _ = writeln!(out, "# {}", language.text("config-none"));
        }
    }
    let quoted = |word: &str| format!("\"{}\"", printable(word));
    let words = |list: &[String]| format!("[{}]", list.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "));
    let level = options.policy.require_measure.map(|level| quoted(&options.method.level(level).key));
    let fail_on = options.fail_on(command.fail_on);
    let outputs: Vec<String> = options.outputs().iter().map(|(path, _)| path.display().to_string()).collect();
    let settings: [(&str, Option<String>, bool); 8] = [
        ("language", console.asked().map(|language| quoted(language.code())), options.language_given),
        ("method", Some(quoted(&options.method.id)), options.method_given),
        ("check.select", Some(words(&options.adjustment.select)), !command.select.is_empty()),
        ("check.ignore", Some(words(&options.adjustment.ignore)), !command.ignore.is_empty()),
        ("check.fail_on", Some(quoted(fail_on.key())), command.fail_on.is_some()),
        ("assess.output", Some(words(&outputs)), false),
        ("policy.max_high", options.policy.max_high.map(|most| most.to_string()), command.max_high.is_some()),
        ("policy.require_measure", level, command.require_measure.is_some()),
    ];
    for (key, value, from_flag) in settings {
        let line = file.and_then(|configured| configured.config.lines.get(key));
        let from = match (from_flag, line, file) {
            (true, ..) => language.text("config-from-flag"),
            (false, Some(line), Some(configured)) => format!("{}:{line}", configured.file.path),
            _ => language.text("config-from-default"),
        };
        let value = value.unwrap_or_else(|| "-".to_owned());
        let _ = writeln!(out, "{key} = {value}  # {from}");
    }
    if let Some(configured) = file {
        let lines = &configured.config.lines;
        for (code, severity) in &configured.config.severities {
            let line = lines.get(&format!("check.severity.{code}")).copied().unwrap_or_default();
            let _ = writeln!(out, "check.severity.{code} = \"{}\"  # {}:{line}", severity.key(), configured.file.path);
        }
        for (key, count) in
            [("organization", configured.config.organizations.len()), ("waiver", configured.waivers.len())]
        {
            let Some(line) = lines.get(key) else { continue };
            let _ = writeln!(out, "{key} = {count}  # {}:{line}", configured.file.path);
        }
    }
    console.print_lines(&out)
}
