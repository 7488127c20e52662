//! Help, usage errors, completions and the manual page, in the user's language.
//!
//! clap lays out and finds faults; the words are the catalogues'.

use super::Ending;
use super::args::Arguments;
use super::console::Console;
use super::failure::Failure;
use crate::locale::{Arg, Language, Message};
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};
use std::ffi::OsString;
use std::io::Write as _;

/// The language asked for with `--lang`, before anything else is known.
pub(crate) fn language_of(arguments: &[OsString]) -> Language {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let after = words.iter().position(|word| word == "--lang").and_then(|at| words.get(at + 1).cloned());
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang=").map(Into::into));
    after.or(joined).and_then(|code| Language::from_code(&code)).unwrap_or(Language::Ky)
}

/// The command with all its texts in a language.
pub(crate) fn localised(command: Command, language: Language) -> Command {
    let text = |id: &str| StyledStr::from(language.text(id));
    let name = command.get_name().to_owned();
    let about = text(&format!("help-command-{name}"));
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n", language.text("help-usage"));
    let command = command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(language.text("help-commands"))
        .disable_help_flag(true)
        .arg(clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).global(false));
    let command = if command.get_version().is_some() && name == "tobokel" {
        command
            .disable_version_flag(true)
            .arg(clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version))
    } else {
        command.disable_version_flag(true)
    };
    command
        .mut_args(|arg| {
            let id = arg.get_id().as_str().replace('_', "-");
            let (own, general) = (format!("help-{name}-{id}"), format!("help-arg-{id}"));
            let id = if language.has(&own) { own } else { general };
            let heading = if arg.is_positional() { "help-arguments" } else { "help-options" };
            let mut help = language.text(&id);
            let values: Vec<String> =
                arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
            let takes_value = arg.get_action().takes_values();
            if takes_value && !values.is_empty() {
                // clap would say "possible values" in English.
                help = format!("{help} [{}]", values.join(", "));
            }
            let arg = arg.help(StyledStr::from(help)).help_heading(language.text(heading));
            if takes_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        })
        .mut_subcommands(|subcommand| localised(subcommand, language))
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
    let _ = writeln!(err, "{}: {}", language.text("severity-error"), language.message(&fault(error)));
    for (kind, id) in [
        (ContextKind::SuggestedArg, "did-you-mean"),
        (ContextKind::SuggestedSubcommand, "did-you-mean"),
        (ContextKind::SuggestedValue, "did-you-mean"),
    ] {
        if let Some(word) = context(error, kind) {
            let help = Message::new(id).with("word", word);
            let _ = writeln!(err, "{}: {}", language.text("severity-help"), language.message(&help));
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

/// A completion script on standard output.
pub(crate) fn completions(shell: clap_complete::Shell, console: &Console) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut localised(Arguments::command(), console.language(None)),
        "tobokel",
        &mut script,
    );
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Done)
}

/// The manual page on standard output.
pub(crate) fn man(language: Language, console: &Console) -> Result<Ending, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(localised(Arguments::command(), language)).render(&mut page)?;
    console.print(&String::from_utf8_lossy(&page))?;
    Ok(Ending::Done)
}
