//! What holds for a run: flags over `tobokel.toml` over the defaults, and where each value comes from.

use super::args::{CheckArguments, FailOn};
use super::console::Console;
use super::failure::Failure;
use super::input::read_text;
use super::options::Options;
use crate::config::{CONFIG_FILE, Config, is_code_or_family, read_config, with_outgrown};
use crate::diag::{Diagnostic, Waiver};
use crate::locale::Message;
use crate::source::{SourceFile, Spot};
use crate::text::printable;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A configuration with its file and what was found about its waivers.
#[derive(Debug)]
pub(crate) struct Configured {
    pub file: SourceFile,
    pub config: Config,
    pub findings: Vec<Diagnostic>,
    /// The waivers, shared with the findings that they let pass, each with its place.
    pub waivers: Vec<(Arc<Waiver>, Spot)>,
}

/// The first `tobokel.toml` in the folder of a path or above.
fn find(path: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(path).ok()?;
    start.ancestors().map(|folder| folder.join(CONFIG_FILE)).find(|file| file.is_file())
}

/// The configuration that is named, else the one that holds for a path, if there is one.
pub(crate) fn configured(named: Option<&Path>, beside: &Path) -> Result<Option<Configured>, Failure> {
    let found = || find(beside).map(|path| shown(&path));
    let Some(path) = named.map(Path::to_owned).or_else(found) else { return Ok(None) };
    let file = read_text(&path)?;
    match read_config(&file) {
        Ok((mut config, findings)) => {
            let waivers = std::mem::take(&mut config.waivers);
            let waivers = waivers.into_iter().map(|(waiver, spot)| (Arc::new(waiver), spot)).collect();
            Ok(Some(Configured { file, config, findings, waivers }))
        }
        Err(found) => {
            let mut failure = Failure::at("invalid-config", Path::new(&*file.path));
            failure.findings = Some(Box::new((file, found)));
            Err(failure)
        }
    }
}

/// A path as a person would name it: from the current folder where it lies below that.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).map_or_else(|_| path.to_owned(), Path::to_owned)
}

impl Configured {
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
pub(crate) fn select(command: &CheckArguments, options: &mut Options) -> Result<(), Failure> {
    for code in command.select.iter().chain(&command.ignore) {
        if !is_code_or_family(code) {
            let message = Message::new("unknown-code").with("code", code.as_str());
            return Err(Failure::from(message).help(Message::new("unknown-code-help")));
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
    Ok(())
}

/// Every setting with its value and where it comes from.
pub(crate) fn show(command: &CheckArguments, options: &Options, console: &Console) -> Result<(), Failure> {
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
    let outputs: Vec<String> = options.outputs().iter().map(|path| path.display().to_string()).collect();
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
