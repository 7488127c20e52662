//! Help, usage errors, completions and the manual page, in the user's language.
//!
//! clap does the layout and the checks; the words come from the catalogues.

use super::args::Arguments;
use super::console::{Console, screen_width};
use super::ending::Ending;
use crate::locale::{Arg, Language, Message};
use crate::report::TOOL;
use crate::text::printable;
use anyhow::Result;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;

/// The language asked for with `--lang`, before anything else is known: the last one counts.
pub(crate) fn language_of(arguments: &[OsString]) -> Language {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--").collect();
    let named = words.iter().enumerate().filter_map(|(at, word)| match word.strip_prefix("--lang")? {
        "" => words.get(at + 1).map(|code| code.as_ref()),
        joined => joined.strip_prefix('='),
    });
    named.filter_map(Language::from_code).next_back().unwrap_or(Language::Ky)
}

/// The command with all its texts in a language.
pub(crate) fn localised(command: Command, language: Language) -> Command {
    // Nought: lines are as long as they are.
    let width = usize::from(screen_width().unwrap_or(0));
    localised_for(command, language, width, TOOL)
}

/// One command as it is typed at `path`, with those below it.
fn localised_for(command: Command, language: Language, width: usize, path: &str) -> Command {
    let name = command.get_name().to_owned();
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n", language.text("help-usage"));
    let command = command
        .about(language.text(&format!("help-command-{name}")))
        .help_template(template)
        .term_width(width)
        .subcommand_help_heading(language.text("help-commands"))
        .disable_help_flag(true)
        .arg(clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).global(false));
    let command = command.disable_version_flag(true);
    let command = if command.get_version().is_some() && name == TOOL {
        command.arg(clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version))
    } else {
        command
    };
    let command = command
        .mut_args(|arg| {
            let id = arg.get_id().as_str().replace('_', "-");
            let (own, general) = (format!("help-{name}-{id}"), format!("help-arg-{id}"));
            let help = language.text(if language.has(&own) { &own } else { &general });
            let heading = if arg.is_positional() { "help-arguments" } else { "help-options" };
            let arg = arg.help_heading(language.text(heading));
            if !arg.get_action().takes_values() {
                return arg.help(help);
            }
            let values = value_names(&arg);
            // clap would say "possible values" in English.
            let help = if values.is_empty() { help } else { format!("{help} [{}]", values.join(", ")) };
            let names = arg.get_value_names().unwrap_or_default().iter().map(|name| named(name, language));
            let names: Vec<String> = names.collect();
            arg.help(help).value_names(names).hide_possible_values(true).hide_default_value(true)
        })
        .subcommand_value_name(language.text("help-name-command"))
        .mut_subcommands(|subcommand| {
            let path = format!("{path} {}", subcommand.get_name());
            localised_for(subcommand, language, width, &path)
        });
    // clap has no other way to say [OPTIONS] in another language.
    let usage = command.clone().bin_name(path).render_usage().to_string();
    let usage =
        usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &format!("[{}]", language.text("help-name-options")));
    command.override_usage(usage)
}

/// What the place of a value is called: each of its words in a language.
fn named(name: &str, language: Language) -> String {
    let words = name.split('|').map(|word| language.text(&format!("help-name-{}", word.to_lowercase())));
    words.collect::<Vec<_>>().join("|")
}

/// The values that an argument can have, if they are a list.
fn value_names(arg: &clap::Arg) -> Vec<String> {
    arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

/// Shows help, the version, or what was wrong with the arguments.
pub(crate) fn report(error: &clap::Error, language: Language) -> Ending {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Nobody may be reading; there is nothing else to do.
        let _ = error.print();
        return Ending::Done;
    }
    let mut err = std::io::stderr().lock();
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = write!(err, "{}", error.render());
        return Ending::CouldNotRun;
    }
    let mut line = |id: &str, message: &Message| {
        let line = format!("{}: {}", language.text(id), language.message(message));
        let _ = writeln!(err, "{}", printable(&line));
    };
    line("severity-error", &fault(error));
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        if let Some(word) = context(error, kind) {
            line("severity-help", &Message::new("did-you-mean").with("word", word));
        }
    }
    let _ = writeln!(err, "{}", language.text("usage-see-help"));
    Ending::CouldNotRun
}

fn fault(error: &clap::Error) -> Message {
    let argument = || context(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = || context(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let allowed = context(error, ContextKind::ValidValue).filter(|allowed| !allowed.is_empty());
            let message = Message::new(match (&allowed, value().is_empty()) {
                (_, true) => "usage-value-missing",
                (Some(_), _) => "usage-value-one-of",
                (None, _) => "usage-value",
            });
            message.with("argument", argument()).with("found", value()).with("allowed", allowed.unwrap_or_default())
        }
        ErrorKind::UnknownArgument => Message::new("usage-unknown").with("argument", argument()),
        ErrorKind::InvalidSubcommand => {
            let found = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            Message::new("usage-command").with("found", found)
        }
        ErrorKind::MissingRequiredArgument => Message::new("usage-missing").with("argument", argument()),
        ErrorKind::MissingSubcommand => Message::new("usage-command-missing"),
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg).unwrap_or_default();
            Message::new("usage-conflict").with("argument", argument()).with("other", other)
        }
        ErrorKind::InvalidUtf8 => Message::new("usage-not-utf8"),
        _ => Message::new("usage-other").with("argument", argument()),
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => {
            Some(Arg::List(texts.iter().map(|t| Arg::from(t.as_str())).collect()).text(Language::En))
        }
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => texts.first().map(ToString::to_string),
        _ => None,
    }
}

/// What `--help` of a command says, or of the program.
pub(crate) fn help(about: &[String], language: Language) -> Ending {
    let words = std::iter::once("tobokel").chain(about.iter().map(String::as_str)).chain(["--help"]);
    match localised(Arguments::command(), language).try_get_matches_from(words) {
        Err(error) => report(&error, language),
        Ok(_) => Ending::Done,
    }
}

pub(crate) fn completions(shell: Shell, console: &Console) -> Result<Ending> {
    let mut script = Vec::new();
    let mut command = localised(Arguments::command(), console.language(None));
    clap_complete::generate(shell, &mut command, TOOL, &mut script);
    if shell == Shell::Fish {
        script.extend(values_for_fish(&command).into_bytes());
    }
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Done)
}

/// What the generator leaves out for fish: values of positional arguments, and that a command takes no argument at all.
fn values_for_fish(command: &Command) -> String {
    let names = |command: &Command| command.get_subcommands().map(|one| one.get_name().to_owned()).collect::<Vec<_>>();
    let mut lines = String::new();
    for one in command.get_subcommands() {
        let values = match one.get_name() {
            "help" => names(command),
            _ => one.get_positionals().flat_map(value_names).collect(),
        };
        if values.is_empty() && (one.get_positionals().next().is_some() || one.has_subcommands()) {
            continue;
        }
        let values = if values.is_empty() { String::new() } else { format!(" -a \"{}\"", values.join(" ")) };
        let used = format!("__fish_{TOOL}_using_subcommand {}", one.get_name());
        let _ = writeln!(lines, "complete -c {TOOL} -n \"{used}\" -f{values}");
    }
    lines
}

/// The manual page on standard output: one for all commands.
pub(crate) fn man(language: Language, console: &Console) -> Result<Ending> {
    let command = localised(Arguments::command(), language);
    let mut page = Vec::new();
    let whole = Man::new(command.clone());
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    for one in command.get_subcommands() {
        section(one, TOOL, &mut page)?;
    }
    console.print(&String::from_utf8_lossy(&page))?;
    Ok(Ending::Done)
}

/// A command in the manual page, and the commands below it.
fn section(command: &Command, above: &str, page: &mut Vec<u8>) -> Result<()> {
    let name = format!("{above} {}", command.get_name());
    let own = Man::new(command.clone().bin_name(&name));
    let mut text = Vec::new();
    own.render_description_section(&mut text)?;
    own.render_synopsis_section(&mut text)?;
    own.render_options_section(&mut text)?;
    let text = String::from_utf8_lossy(&text);
    // The command is the section; what it takes stands below it.
    writeln!(page, ".SH \"{name}\"")?;
    for line in text.lines().filter(|line| *line != ".SH DESCRIPTION") {
        let line = if line == ".SH SYNOPSIS" { ".PP".to_owned() } else { line.replacen(".SH ", ".SS ", 1) };
        writeln!(page, "{line}")?;
    }
    command.get_subcommands().try_for_each(|below| section(below, &name, page))
}
