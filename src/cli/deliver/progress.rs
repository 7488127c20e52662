//! How far a run over many files has come: on standard error, and only for a person who watches.

use crate::cli::console::Console;
use crate::locale::Message;
use crate::text::printable;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::path::Path;

/// The least number of files for which anybody waits.
const LEAST: usize = 8;

/// The progress of a run; nothing where nobody watches.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Shows so many files to come, if standard error is a terminal.
    pub fn new(files: usize, console: &Console) -> Self {
        let watched = files >= LEAST && !console.is_quiet() && std::io::stderr().is_terminal();
        if !watched {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
        let language = console.speech(None);
        let words = Message::new("progress")
            .with("rate", "{per_sec}")
            .with("remaining", "{eta}")
            .with("done", "{pos}")
            .with("all", "{len}");
        let template = format!("{{wide_bar}} {} {{msg}}", language.message(&words));
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    /// One more file is done.
    pub fn step(&self, path: &Path) {
        if let Some(bar) = &self.0 {
            bar.set_message(printable(&path.file_name().unwrap_or_default().to_string_lossy()).into_owned());
            bar.inc(1);
        }
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
