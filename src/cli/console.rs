//! The terminal: data on standard output, everything else on standard error.

use super::args::Common;
use super::failure::{Failure, Faults, told};
use crate::diag::{Diagnostic, Severity};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::Level;
use crate::source::SourceFile;
use crate::text::{printable, printable_lines};
use crate::write::{FindingStyle, TerminalStyle, findings, wrapped_lines};
use anyhow::{Context as _, Error, Result};
use clap::ColorChoice;
use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write as _};

/// The width of tables in pipes and files, in characters.
const WIDTH_OF_PIPES: u16 = 120;
/// The narrowest and the widest table.
const WIDTHS: (u16, u16) = (60, 160);

/// Where and how the program speaks.
#[derive(Debug, Default)]
pub(crate) struct Console {
    asked: Cell<Option<Language>>,
    /// The language of the first register that was read.
    heard: Cell<Option<Language>>,
    /// The language of the first file that contains words.
    heard_words: Cell<Option<Language>>,
    /// Whether only failures are to be told.
    pub quiet: bool,
    out: Screen,
    err: Screen,
    /// How many characters a line of tables and findings has.
    width: u16,
    /// Whether `COLUMNS` gave that width: then lines are broken for pipes, too.
    width_told: bool,
}

/// One of the two streams as somebody sees it.
#[derive(Clone, Copy, Debug, Default)]
struct Screen {
    color: bool,
    /// How many characters fit into a line; `None` for pipes and files, where no line is broken.
    width: Option<u16>,
}

impl Console {
    pub fn new(common: &Common) -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let plain = set("NO_COLOR").is_some() || set("TERM").is_some_and(|terminal| terminal == "dumb");
        let told = told_width();
        let known = told.or_else(measured_width).map(fitting);
        let screen = |is_terminal: bool| Screen {
            color: match common.color {
                ColorChoice::Always => true,
                ColorChoice::Never => false,
                ColorChoice::Auto => is_terminal && !plain,
            },
            width: known.filter(|_| is_terminal),
        };
        Self {
            asked: Cell::new(common.lang),
            quiet: common.quiet,
            out: screen(io::stdout().is_terminal()),
            err: screen(io::stderr().is_terminal()),
            width: known.unwrap_or(WIDTH_OF_PIPES),
            width_told: told.is_some(),
            ..Self::plain()
        }
    }

    pub fn plain() -> Self {
        Self { width: WIDTH_OF_PIPES, ..Self::default() }
    }

    /// The language to speak: the one asked for, else the given one, else Kyrgyz. Never the machine's.
    pub fn language(&self, of_register: Option<Language>) -> Language {
        self.asked.get().or(of_register).or(self.heard.get()).unwrap_or(Language::Ky)
    }

    /// The language of messages: the one asked for, else the given file's, else the first file's, else Kyrgyz.
    pub fn speech(&self, of_file: Option<Language>) -> Language {
        let heard = || self.heard.get().or(self.heard_words.get());
        self.asked.get().or(of_file).or_else(heard).unwrap_or(Language::Ky)
    }

    pub fn asked(&self) -> Option<Language> {
        self.asked.get()
    }

    /// Takes the language of the configuration where no flag names one.
    pub fn prefer(&self, language: Option<Language>) {
        self.asked.set(self.asked.get().or(language));
    }

    /// Notes the language of a register: what is said of the run as a whole is said in that of the first.
    pub fn hear(&self, language: Option<Language>) {
        self.heard.set(self.heard.get().or(language));
    }

    /// Notes the language that a file speaks, for messages about the run as a whole.
    pub fn hear_words(&self, speaks: Option<Language>) {
        self.heard_words.set(self.heard_words.get().or(speaks));
    }

    pub fn table_style(&self, method: &Method) -> TerminalStyle {
        let mut levels = method.computed_levels().map(|(level, _)| level);
        let lowest = levels.next().unwrap_or(Level(0));
        TerminalStyle {
            width: self.width,
            wraps: self.out.width.is_some(),
            color: self.out.color,
            highest: levels.next_back().unwrap_or(lowest),
            lowest,
        }
    }

    /// Prints text that is already safe for a terminal and a log, with the colours of its renderer.
    #[expect(clippy::unused_self, reason = "whoever prints holds a console: printing is its affair")]
    pub fn print(&self, text: &str) -> Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).context(Failure::new("cannot-print"))
    }

    /// Prints one fact a line, unwrapped, for scripts as well as for people.
    pub fn print_lines(&self, text: &str) -> Result<()> {
        self.print(&printable_lines(text))
    }

    /// Prints sentences for people, wrapped. Texts from files were made safe before.
    pub fn print_sentences(&self, text: &str) -> Result<()> {
        self.print(&self.out.sentences(text))
    }

    /// Writes an explanation, which is read as a page.
    pub fn print_page(&self, text: &str) -> Result<()> {
        let page = Screen { width: self.out.width.or(self.width_told.then_some(self.width)), ..self.out };
        self.print(&page.sentences(text))
    }

    /// Sentences, each a line, as standard output shows them.
    pub fn sentences(&self, lines: &str) -> String {
        self.out.sentences(lines) + "\n"
    }

    /// A sentence as standard output shows it: safe, in one line, or broken between words where a screen ends.
    pub fn sentence(&self, text: &str) -> String {
        self.sentences(&printable(text))
    }

    /// Says a sentence on standard error.
    fn tell_sentence(&self, sentence: &str) {
        // Nobody may be listening there; that is no reason to stop.
        let _ = writeln!(io::stderr(), "{}", self.err.sentences(&printable(sentence)));
    }

    /// The findings of a file as text for standard output.
    pub fn rendered(&self, found: &[Diagnostic], file: &SourceFile, language: Language) -> String {
        findings(&in_force(found), file, self.finding_style(self.out, language))
    }

    /// Shows the findings of a file; if it is to be quiet, the errors alone.
    pub fn findings(&self, found: &[Diagnostic], file: &SourceFile, language: Language) {
        let mut found = in_force(found);
        found.retain(|found| !self.quiet || found.severity == Severity::Error);
        if !found.is_empty() {
            let style = self.finding_style(self.err, language);
            let _ = write!(io::stderr(), "{}", findings(&found, file, style));
        }
    }

    fn finding_style(&self, screen: Screen, language: Language) -> FindingStyle {
        FindingStyle {
            language,
            color: screen.color,
            width: self.width,
            wraps: screen.width.is_some() || self.width_told,
        }
    }

    /// Says why the program could not run, also when it is to be quiet.
    pub fn error(&self, error: &Error) {
        let language = self.speech(None);
        if let Some(found) = error.downcast_ref::<Faults>() {
            let style = self.finding_style(self.err, language);
            let _ = write!(io::stderr(), "{}", findings(&found.findings, &found.file, style));
        }
        let Failure { message, help } = told(error);
        let line = |id: &str, said: Message| {
            self.tell_sentence(&format!("{}: {}", language.text(id), language.message(&said.shortened())));
        };
        line("severity-error", message);
        if let Some(help) = help {
            line("severity-help", help);
        }
    }

    pub fn say_all(&self, messages: &[Message], language: Language) {
        for message in messages {
            self.say(message, language);
        }
    }

    /// Says an error of the run, also when it is to be quiet.
    pub fn say_error(&self, message: &Message, language: Language) {
        self.tell_sentence(&language.message(&message.shortened()));
    }

    /// Says a message about the run, unless it is to be quiet.
    pub fn say(&self, message: &Message, language: Language) {
        if !self.quiet {
            self.tell_sentence(&language.message(&message.shortened()));
        }
    }
}

/// The findings without a waiver.
fn in_force(found: &[Diagnostic]) -> Vec<Diagnostic> {
    found.iter().filter(|found| found.waived.is_none()).cloned().collect()
}

/// The width that is told to all programs, in characters.
fn told_width() -> Option<u16> {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok())
}

fn measured_width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

fn fitting(width: u16) -> u16 {
    width.clamp(WIDTHS.0, WIDTHS.1)
}

/// How many characters a line of help has; `None` where nobody looks.
pub(crate) fn screen_width() -> Option<u16> {
    told_width().or_else(|| measured_width().filter(|_| io::stdout().is_terminal())).map(fitting)
}

impl Screen {
    fn sentences(self, text: &str) -> String {
        let wrapped = self.width.map(|width| wrapped_lines(text, usize::from(width)));
        printable_lines(wrapped.as_deref().unwrap_or(text)).into_owned()
    }
}
