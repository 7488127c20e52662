//! Why a command could not run: a message of the catalogues, the system's own words, and the flag that helps.

use crate::diag::Diagnostic;
use crate::locale::Message;
use crate::source::SourceFile;
use std::fmt;
use std::io;
use std::path::Path;

/// Why a command could not run.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What was being done, to what.
    pub message: Message,
    /// What helps.
    pub help: Option<Message>,
    /// What the system said.
    pub cause: Option<io::Error>,
    /// The findings of a file without which the command cannot run.
    pub findings: Option<Box<(SourceFile, Vec<Diagnostic>)>>,
}

impl Failure {
    pub fn new(id: &'static str) -> Self {
        Message::new(id).into()
    }

    /// A failure about a path.
    pub fn at(id: &'static str, path: &Path) -> Self {
        Message::new(id).with("path", path.display().to_string()).into()
    }

    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    pub fn cause(mut self, cause: io::Error) -> Self {
        self.cause = Some(cause);
        self
    }

    /// Whether nobody reads what is written: the reader of a pipe has gone.
    pub fn is_broken_pipe(&self) -> bool {
        self.cause.as_ref().is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The system's reason in the words of the catalogues, where it is one of the usual ones.
    pub fn reason(&self) -> Option<Message> {
        let cause = self.cause.as_ref()?;
        let id = match cause.kind() {
            io::ErrorKind::NotFound => "reason-not-found",
            io::ErrorKind::PermissionDenied => "reason-permission-denied",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-disk-full",
            io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
            io::ErrorKind::IsADirectory => "reason-is-a-folder",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "reason-not-a-folder",
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "reason-busy",
            _ => {
                return Some(
                    Message::new("reason-other").with("number", cause.raw_os_error().unwrap_or_default().to_string()),
                );
            }
        };
        Some(Message::new(id))
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self { message, help: None, cause: None, findings: None }
    }
}

impl From<io::Error> for Failure {
    fn from(cause: io::Error) -> Self {
        Self::new("cannot-print").cause(cause)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message.id)
    }
}
