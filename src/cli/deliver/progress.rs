//! How far a run over many files has come: on standard error, and only for a person who watches.

use crate::cli::console::Console;
use crate::locale::Message;
use crate::text::printable;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use std::path::Path;

/// The least number of files for which a bar is worth it.
const LEAST: usize = 8;

/// The progress of a run; hidden where nobody watches.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Shows how many files are to come.
    pub fn new(files: usize, console: &Console) -> Self {
        if files < LEAST || console.quiet || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
        let words = Message::new("progress")
            .with("rate", "{per_sec}")
            .with("remaining", "{eta}")
            .with("done", "{pos}")
            .with("all", "{len}");
        let template = format!("{{wide_bar}} {} {{msg}}", console.speech(None).message(&words));
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub fn step(&self, path: &Path) {
        self.0.set_message(printable(&path.file_name().unwrap_or_default().to_string_lossy()).into_owned());
        self.0.inc(1);
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
