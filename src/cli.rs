//! The command line: arguments to options, files in, files and tables out, exit codes.
//!
//! The only module that prints, reads the clock, the environment or the file system.

mod accounted;
mod args;
mod batch;
mod commands;
mod conclusion;
mod configured;
mod console;
mod consolidation;
mod copies;
mod deliver;
mod documents;
mod ending;
mod failure;
mod form_to_fill;
mod found;
mod in_vain;
mod input;
mod left_over;
mod letters;
mod menu;
mod open_elsewhere;
mod options;
mod output;
mod place;
mod regular;
mod replies;
mod run;
mod seal;
mod search;
mod seen;
mod settings;
mod targets;
mod usage;
mod whose;
mod window;

use anyhow::Context as _;
use args::{Arguments, Command, FilesAlone};
use clap::{CommandFactory as _, FromArgMatches as _};
use commands::{assess, check, compare, convert, drop, explain, init, method, monitor, plan, publish, schema};
use console::Console;
use ending::Ending;
use failure::{Failure, kind};
use options::Options;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::process::ExitCode;
use window::Window;

/// Runs the program with the process's own arguments.
#[must_use]
pub fn main() -> ExitCode {
    // A panic in one file becomes a finding for that file; its message is not for users. A developer asks for it, by a name of
    // its own: `RUST_BACKTRACE` is set on many machines.
    if std::env::var_os("TOBOKEL_PANICS").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let arguments: Vec<_> = std::env::args_os().collect();
    let window = Window::of_process();
    let ending = if window == Window::Own && arguments.len() < 2 { choose() } else { guarded(&arguments, window) };
    ExitCode::from(ending as u8)
}

/// Shows the menu of who started the program by a double click.
fn choose() -> Ending {
    let run = |line: &[OsString]| {
        // The menu goes on, however it ended: what there is to say of that was said.
        guarded(line, Window::Stays);
    };
    match menu::show(&mut io::stdin().lock(), &mut io::stdout(), run).context(Failure::new("menu-unreadable")) {
        Ok(()) => Ending::Done,
        Err(error) => {
            Console::plain().error(&error);
            Ending::CouldNotRun
        }
    }
}

/// Runs a command line; a panic is told as a fault of the program.
fn guarded(arguments: &[OsString], window: Window) -> Ending {
    std::panic::catch_unwind(|| start(arguments, window)).unwrap_or_else(|_| {
        Console::plain().error(&Failure::new("internal-error").into());
        Ending::CouldNotRun
    })
}

fn start(arguments: &[OsString], window: Window) -> Ending {
    let language = usage::language_of(arguments);
    let mut wordless = Arguments::command();
    let files_alone = drop::is_meant(arguments, &wordless);
    if files_alone {
        wordless = FilesAlone::command();
    }
    // Words are needed only where there is something to say: help, or what is wrong.
    let parsed = wordless.clone().try_get_matches_from(arguments);
    let parsed = parsed.or_else(|_| usage::localised(wordless, language).try_get_matches_from(arguments));
    let parsed = parsed.and_then(|matches| {
        if files_alone {
            let FilesAlone { common, paths } = FilesAlone::from_arg_matches(&matches)?;
            Ok(Arguments { common, command: Command::Drop(paths) })
        } else {
            Arguments::from_arg_matches(&matches)
        }
    });
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error, language),
    };
    let console = Console::new(&arguments.common);
    let result = Options::resolve(&arguments.common, &console).and_then(|mut options| match arguments.command {
        Command::Check(command) => check::run(&command, &mut options, &console),
        Command::Assess(command) => assess::run(&command, &mut options, &console),
        Command::Plan(command) => plan::run(&command, &options, &console),
        Command::Monitor(command) => monitor::run(&command, &options, &console),
        Command::Compare(command) => compare::run(&command, &options, &console),
        Command::Publish(command) => publish::run(&command, &options, &console),
        Command::Drop(paths) => Ok(drop::run(&paths, &options, &console, window)),
        Command::Convert(command) => convert::run(&command, &options, &console),
        Command::Init(command) => init::run(&command, &options, &console),
        Command::Explain(command) => explain::run(&command, &options, &console),
        Command::Method(command) => method::run(&command, &options, &console),
        Command::Schema { kind } => schema::run(kind, &options, &console),
        Command::Completions { shell } => usage::completions(shell, &console),
        Command::Man => usage::man(language, &console),
        Command::Help { about } => Ok(usage::help(&about, language)),
    });
    match result {
        Ok(ending) => ending,
        Err(error) if kind(&error) == Some(ErrorKind::BrokenPipe) => Ending::Done,
        Err(error) => {
            console.error(&error);
            Ending::CouldNotRun
        }
    }
}
