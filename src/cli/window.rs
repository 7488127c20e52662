//! The window in which the program speaks. One that Windows opened for it closes with it: what was said would be gone unread.
//!
//! Windows tells whose a console is in a call that is unsafe; the crates for it are no longer kept. A console that a person
//! opened has its prompt in the environment, and that is asked instead. PowerShell has none: whoever starts the program
//! there without arguments sees the menu instead of the help, and leaves it with one key.

use super::console::Console;
use crate::locale::Message;
use std::io::{self, IsTerminal as _};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Window {
    /// Opened for this program.
    Own,
    /// A person's, the menu's, or none.
    Stays,
}

impl Window {
    pub fn of_process() -> Self {
        let is_interactive = || io::stdin().is_terminal() && io::stdout().is_terminal();
        let is_own = cfg!(windows) && std::env::var_os("PROMPT").is_none() && is_interactive();
        if is_own { Self::Own } else { Self::Stays }
    }

    /// Waits until what was said is read, where it would vanish.
    pub fn wait(self, console: &Console) {
        if self == Self::Own {
            console.say(&Message::new("press-enter"), console.speech(None));
            // Whatever comes, or nothing: the window may close.
            let _ = io::stdin().read_line(&mut String::new());
        }
    }
}
