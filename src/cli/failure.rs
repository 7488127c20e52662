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

    /// A fault of this program, with what a library says of it.
    pub fn internal(error: &dyn std::error::Error) -> Self {
        Message::new("with-reason")
            .with("message", Message::new("internal-error"))
            .with("reason", error.to_string())
            .into()
    }

    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    pub fn cause(mut self, cause: io::Error) -> Self {
        self.cause = Some(cause);
        self
    }

    /// What was being done, with the system's reason.
    pub fn whole_message(&self) -> Message {
        match self.reason() {
            Some(reason) => Message::new("with-reason").with("message", self.message.clone()).with("reason", reason),
            None => self.message.clone(),
        }
    }

    /// Whether nobody reads what is written: the reader of a pipe has gone.
    pub fn is_broken_pipe(&self) -> bool {
        self.cause.as_ref().is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The system's reason in the words of the catalogues, where it is one of the usual ones.
    pub fn reason(&self) -> Option<Message> {
        let cause = system_error(self.cause.as_ref()?);
        let id = match cause.kind() {
            io::ErrorKind::NotFound => "reason-not-found",
            io::ErrorKind::PermissionDenied => "reason-permission-denied",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-disk-full",
            io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
            io::ErrorKind::IsADirectory => "reason-is-a-folder",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "reason-not-a-folder",
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "reason-busy",
            io::ErrorKind::OutOfMemory => "reason-out-of-memory",
            io::ErrorKind::InvalidFilename => "reason-name-refused",
            _ => match number_of(cause) {
                Some(number) if IN_USE.contains(&number) => "reason-busy",
                Some(number) if TOO_MANY_OPEN.contains(&number) => "reason-too-many-open",
                Some(number) if LINKS_IN_A_CIRCLE.contains(&number) => "reason-links-in-a-circle",
                Some(number) => return Some(Message::new("reason-other").with("number", number.to_string())),
                None => return Some(Message::new("reason-said").with("said", cause.to_string())),
            },
        };
        Some(Message::new(id))
    }
}

/// The system's numbers for links that lead to each other; the standard library has no stable kind for them.
const LINKS_IN_A_CIRCLE: &[i32] = match () {
    () if cfg!(target_os = "linux") => &[40],
    () if cfg!(target_os = "macos") => &[62],
    () => &[],
};

/// The same for a file that another program keeps to itself, and for more open files than it allows; the
/// standard library has no kinds for them.
#[cfg(windows)]
const IN_USE: [i32; 2] = [32, 33];
#[cfg(windows)]
const TOO_MANY_OPEN: [i32; 1] = [4];
#[cfg(not(windows))]
const IN_USE: [i32; 0] = [];
#[cfg(not(windows))]
const TOO_MANY_OPEN: [i32; 2] = [23, 24];

/// The error in which the system itself speaks: libraries wrap it in their own, which know its kind but not its number.
fn system_error(error: &io::Error) -> &io::Error {
    let mut source = std::error::Error::source(error);
    let mut innermost = error;
    while let Some(cause) = source {
        if let Some(of_system) = cause.downcast_ref::<io::Error>() {
            innermost = of_system;
        }
        source = cause.source();
    }
    innermost
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

/// The system's number of an error. Temporary files are opened by a library that keeps of the system's error no more than its
/// kind and its words, which end with the number in brackets.
fn number_of(cause: &io::Error) -> Option<i32> {
    let in_words = || {
        let words = cause.to_string();
        let (number, _) = words.rsplit_once("(os error ")?.1.split_once(')')?;
        number.parse().ok()
    };
    cause.raw_os_error().or_else(in_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(cause: io::Error) -> Message {
        Failure::new("cannot-read").cause(cause).reason().unwrap()
    }

    #[test]
    fn a_reason_is_what_the_system_said_however_often_libraries_wrapped_it() {
        let number = TOO_MANY_OPEN[0];
        let wrapped = |times: usize| {
            (0..times)
                .fold(io::Error::from_raw_os_error(number), |error, _| io::Error::new(error.kind(), Wrapped(error)))
        };
        for times in 0..3 {
            assert_eq!(reason(wrapped(times)).id, "reason-too-many-open", "{times}");
        }
        assert_eq!(reason(io::ErrorKind::OutOfMemory.into()).id, "reason-out-of-memory");
        let other = reason(io::Error::from_raw_os_error(99_999));
        assert_eq!(other, Message::new("reason-other").with("number", "99999"));
        let in_words = format!("{} at path \"/x/.tmp\"", io::Error::from_raw_os_error(number));
        assert_eq!(reason(io::Error::other(in_words)).id, "reason-too-many-open");
        // What the system did not say has no number.
        let said = reason(io::Error::other("the archive ends too early"));
        assert_eq!(said, Message::new("reason-said").with("said", "the archive ends too early"));
    }

    #[derive(Debug)]
    struct Wrapped(io::Error);

    impl fmt::Display for Wrapped {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("in a file")
        }
    }

    impl std::error::Error for Wrapped {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }
}
