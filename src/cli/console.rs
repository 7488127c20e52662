//! The terminal: data on standard output, everything else on standard error.

use super::args::{ColorArgument, Common, LanguageArgument};
use super::failure::Failure;
use crate::diag::Diagnostic;
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::Level;
use crate::source::SourceFile;
use crate::write::{FindingStyle, TerminalStyle, findings};
use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write as _};

/// The width of tables that nobody looks at on a screen, in characters.
const WIDTH_OF_PIPES: u16 = 120;
/// The narrowest and the widest table.
const WIDTHS: (u16, u16) = (60, 160);

/// Where and how the program speaks.
#[derive(Debug)]
pub(crate) struct Console {
    asked: Cell<Option<Language>>,
    /// The language of the first register that was read.
    heard: Cell<Option<Language>>,
    quiet: bool,
    color_out: bool,
    color_err: bool,
    width: u16,
}

impl Console {
    pub fn new(common: &Common) -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = |is_terminal: bool| match common.color {
            ColorArgument::Always => true,
            ColorArgument::Never => false,
            ColorArgument::Auto => is_terminal && !no_color,
        };
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let screen = || terminal_size::terminal_size().map(|(width, _)| width.0);
        Self {
            asked: Cell::new(common.lang.map(Into::into)),
            heard: Cell::new(None),
            quiet: common.quiet,
            color_out: color(io::stdout().is_terminal()),
            color_err: color(io::stderr().is_terminal()),
            width: columns.or_else(screen).unwrap_or(WIDTH_OF_PIPES).clamp(WIDTHS.0, WIDTHS.1),
        }
    }

    /// A console before anything is known.
    pub fn plain() -> Self {
        Self {
            asked: Cell::new(None),
            heard: Cell::new(None),
            quiet: false,
            color_out: false,
            color_err: false,
            width: WIDTH_OF_PIPES,
        }
    }

    /// The language to speak: the one asked for, else the given one, else Kyrgyz. Never the machine's.
    pub fn language(&self, of_register: Option<Language>) -> Language {
        self.asked.get().or(of_register).or(self.heard.get()).unwrap_or(Language::Ky)
    }

    /// The language of a document: the one asked for, else the register's, else Kyrgyz, whatever else is in the run.
    pub fn language_of_document(asked: Option<Language>, of_register: Option<Language>) -> Language {
        asked.or(of_register).unwrap_or(Language::Ky)
    }

    /// Whether only failures are to be told.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The language that was asked for, by a flag or the configuration.
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

    pub fn table_style(&self, method: &Method) -> TerminalStyle {
        let mut levels = method.computed_levels().map(|(level, _)| level);
        let lowest = levels.next().unwrap_or(Level(0));
        TerminalStyle {
            width: self.width,
            color: self.color_out,
            highest: levels.next_back().unwrap_or(lowest),
            lowest,
        }
    }

    /// Writes data.
    #[expect(clippy::unused_self, reason = "whoever prints holds a console: printing is its affair")]
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::from)
    }

    /// Writes sentences for people: signs that steer a terminal are left out.
    pub fn print_sentences(&self, text: &str) -> Result<(), Failure> {
        self.print(&visible(text))
    }

    /// Says something about the run, unless it is to be quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            // Nobody may be listening on standard error; that is no reason to stop.
            let _ = writeln!(io::stderr(), "{}", visible(text));
        }
    }

    /// The findings of a file as text for standard output.
    pub fn rendered(&self, found: &[Diagnostic], file: &SourceFile, language: Language) -> String {
        findings(&in_force(found), file, FindingStyle { language, color: self.color_out, width: self.width })
    }

    /// Shows the findings of a file, unless it is to be quiet.
    pub fn findings(&self, found: &[Diagnostic], file: &SourceFile, language: Language) {
        if !self.quiet && !found.is_empty() {
            let style = FindingStyle { language, color: self.color_err, width: self.width };
            let _ = write!(io::stderr(), "{}", findings(&in_force(found), file, style));
        }
    }

    /// Says why the program could not run, also when it is to be quiet.
    pub fn failure(&self, failure: &Failure) {
        let language = self.language(None);
        if let Some(findings) = &failure.findings {
            let style = FindingStyle { language, color: self.color_err, width: self.width };
            let _ = write!(io::stderr(), "{}", crate::write::findings(&findings.1, &findings.0, style));
        }
        let mut message = language.message(&failure.message);
        if let Some(reason) = failure.reason() {
            message = format!("{message}: {}", language.message(&reason));
        }
        let line = |id: &str, text: &str| format!("{}: {text}", language.text(id));
        let _ = writeln!(io::stderr(), "{}", visible(&line("severity-error", &message)));
        if let Some(help) = &failure.help {
            let _ = writeln!(io::stderr(), "{}", line("severity-help", &language.message(help)));
        }
    }

    /// Whether a person sits at both ends.
    #[expect(clippy::unused_self, reason = "whether there is a person is the console's affair")]
    pub fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Says several messages about the run.
    pub fn say_all(&self, messages: &[Message], language: Language) {
        for message in messages {
            self.say(message, language);
        }
    }

    /// Says a message about the run.
    pub fn say(&self, message: &Message, language: Language) {
        self.note(&language.message(message));
    }
}

/// The findings that nobody lets pass.
fn in_force(found: &[Diagnostic]) -> Vec<Diagnostic> {
    found.iter().filter(|found| found.waived.is_none()).cloned().collect()
}

/// A text without the control characters that would steer a terminal.
pub(crate) fn visible(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

impl From<LanguageArgument> for Language {
    fn from(argument: LanguageArgument) -> Self {
        match argument {
            LanguageArgument::Ky => Self::Ky,
            LanguageArgument::Ru => Self::Ru,
            LanguageArgument::En => Self::En,
        }
    }
}
