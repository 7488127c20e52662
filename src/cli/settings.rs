//! What holds for a run: flags over `tobokel.toml` over the defaults, and where each value comes from.

use super::args::CheckArguments;
use super::configured::{Wanted, invalid};
use super::console::Console;
use super::failure::Failure;
use super::options::{Options, named_level};
use super::search::Files;
use super::targets::{Target, place};
use crate::config::{CONFIG_FILE, is_code_or_family, output_outside, with_outgrown};
use crate::locale::{Arg, Message};
use crate::publication::PublishedFields;
use crate::source::Spot;
use crate::text::printable;
use anyhow::{Result, bail};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// How many configurations are named that are not used.
const NAMED: usize = 10;

/// Says which configurations near the inputs do not govern the run, unless the user chose one or none.
pub(crate) fn tell_unused(paths: &[PathBuf], found: Option<&Files>, options: &Options, console: &Console) {
    if options.wanted != Wanted::OfWorkingFolder {
        return;
    }
    let among = found.iter().flat_map(|found| &found.passed_over).map(|file| file.path.clone());
    let among = among.filter(|path| path.file_name().is_some_and(|name| name == CONFIG_FILE));
    let above = paths.iter().filter(|path| path.exists()).filter_map(|path| {
        let folder = std::path::absolute(path).ok()?;
        folder.ancestors().skip(1).map(|folder| folder.join(CONFIG_FILE)).find(|file| file.is_file())
    });
    let used = options.configured.as_ref().and_then(|used| Path::new(&*used.file.path).canonicalize().ok());
    let mut seen: HashSet<PathBuf> = used.into_iter().collect();
    // As a person would name it: from the current folder where it lies below that.
    let here = std::env::current_dir().unwrap_or_default();
    let unused = among.chain(above.map(|path| path.strip_prefix(&here).unwrap_or(&path).to_owned()));
    let is_new = |path: &PathBuf| path.canonicalize().is_ok_and(|real| seen.insert(real));
    let unused: Vec<PathBuf> = unused.filter(is_new).collect();
    if !unused.is_empty() {
        let names = Arg::list(unused.iter().map(|path| path.as_path().into()), NAMED);
        let message = Message::new("config-not-used").with("count", unused.len()).with("names", names);
        console.say(&message, console.speech(None));
    }
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
    let finding = output_outside(&configured.file, &as_written, *spot);
    Err(invalid(configured.file.clone(), vec![finding]))
}

/// Says what governs the run, where it is not the default.
pub(crate) fn tell_in_force(options: &Options, console: &Console) {
    console.say_all(&options.in_force().messages(), console.speech(None));
}

/// Puts the flags of `check` over the options.
pub(crate) fn select(command: &CheckArguments, options: &mut Options) -> Result<()> {
    if let Some(code) = command.select.iter().chain(&command.ignore).find(|code| !is_code_or_family(code)) {
        let failure = Failure::new("unknown-code").with("code", code.as_str());
        bail!(failure.help(Message::new("unknown-code-help")));
    }
    if !command.select.is_empty() {
        options.adjustment.select = with_outgrown(&command.select);
    }
    if !command.ignore.is_empty() {
        options.adjustment.ignore = with_outgrown(&command.ignore);
    }
    options.policy.max_high = command.max_high.or(options.policy.max_high);
    if let Some(key) = &command.require_measure {
        options.policy.require_measure = Some(named_level(&options.method, key)?);
    }
    options.settle();
    Ok(())
}

/// Prints every setting with its value and where it comes from.
pub(crate) fn show(command: &CheckArguments, options: &Options, console: &Console) -> Result<()> {
    let language = console.language(None);
    let file = options.configured.as_ref();
    let heading = match file {
        Some(configured) => Message::new("config-in-force").with("path", &*configured.file.path),
        None => Message::new("config-none"),
    };
    let mut out = format!("# {}\n", language.message(&heading));
    let quoted = |word: &str| format!("\"{}\"", printable(word));
    let words = |list: &[String]| format!("[{}]", list.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "));
    let level = options.policy.require_measure.map(|level| quoted(&options.method.level(level).key));
    let fail_on = options.fail_on(command.fail_on);
    let outputs: Vec<String> = options.outputs().iter().map(|(path, _)| path.display().to_string()).collect();
    let settings: [(&str, Option<String>, bool); 9] = [
        ("language", console.asked().map(|language| quoted(language.code())), options.language_given),
        ("method", Some(quoted(&options.method.id)), options.method_given),
        ("check.select", Some(words(&options.adjustment.select)), !command.select.is_empty()),
        ("check.ignore", Some(words(&options.adjustment.ignore)), !command.ignore.is_empty()),
        ("check.fail_on", Some(quoted(fail_on.key())), command.fail_on.is_some()),
        ("assess.output", Some(words(&outputs)), false),
        ("assess.bom", Some(options.bom.to_string()), false),
        ("policy.max_high", options.policy.max_high.map(|most| most.to_string()), command.max_high.is_some()),
        ("policy.require_measure", level, command.require_measure.is_some()),
    ];
    let at = |key: &str| {
        let configured = file?;
        Some(format!("{}:{}", configured.file.path, configured.config.lines.get(key)?))
    };
    for (key, value, from_flag) in settings {
        let from = if from_flag { Some(language.text("config-from-flag")) } else { at(key) };
        let from = from.unwrap_or_else(|| language.text("config-from-default"));
        let _ = writeln!(out, "{key} = {}  # {from}", value.as_deref().unwrap_or("-"));
    }
    if let Some(configured) = file {
        let severities = configured.config.severities.iter();
        let severities = severities.map(|(code, severity)| (format!("check.severity.{code}"), quoted(severity.key())));
        let counts = [("organization", configured.config.organizations.len()), ("waiver", configured.waivers.len())];
        let counts = counts.map(|(key, count)| (key.to_owned(), count.to_string()));
        let publish = &configured.config.publish;
        let keys = |fields: &PublishedFields| fields.keys().iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        let publish = [
            ("publish.fields", publish.fields.as_ref().map(|fields| words(&keys(fields)))),
            ("publish.address", publish.address.as_deref().map(quoted)),
            ("publish.licence", publish.licence.as_ref().map(|licence| quoted(licence.id.unwrap_or(&licence.url)))),
        ];
        let publish = publish.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        for (key, value) in severities.chain(publish).chain(counts) {
            if let Some(place) = at(&key) {
                let _ = writeln!(out, "{key} = {value}  # {place}");
            }
        }
    }
    console.print_lines(&out)
}
