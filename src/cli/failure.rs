//! Why a command could not run. Errors travel as [`anyhow::Error`]: what the system or a library said is the root of the
//! chain, and a [`Failure`] is its context. The sentence comes from the catalogues, the reason from the chain.

use crate::diag::Diagnostic;
use crate::locale::{Arg, Message};
use crate::source::SourceFile;
use anyhow::Error;
use std::fmt;
use std::io;
use std::path::Path;

/// What was being done, to what, and what helps: the context of an error, or an error of its own.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub message: Message,
    pub help: Option<Message>,
}

impl Failure {
    pub fn new(id: &'static str) -> Self {
        Message::new(id).into()
    }

    pub fn at(id: &'static str, path: &Path) -> Self {
        Self::new(id).with("path", path)
    }

    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.message = self.message.with(name, arg);
        self
    }

    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self { message, help: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message.id)
    }
}

impl std::error::Error for Failure {}

/// That a JSON assessment holds two registers of one id.
pub(crate) fn assessment_of_two(path: &Path, id: &str) -> Failure {
    Failure::at("assessment-of-two", path).with("id", id).help(Message::new("assessment-of-two-help"))
}

/// The findings of a file without which a command cannot run.
#[derive(Debug)]
pub(crate) struct Faults {
    pub file: SourceFile,
    pub findings: Vec<Diagnostic>,
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file.path)
    }
}

impl std::error::Error for Faults {}

/// What people are told of an error: what was being done, why it failed, what helps. Without a context it is our own fault.
pub(crate) fn told(error: &Error) -> Failure {
    let failure = error.downcast_ref().cloned().unwrap_or_else(|| Failure::new("internal-error"));
    let reason = match system_reason(error) {
        Some(reason) => Arg::from(reason),
        // In the words of the library that failed: they help to mend the program.
        None if !error.is::<Failure>() => Arg::from(error.to_string()),
        None => return failure,
    };
    // A file that is open elsewhere is closed there: no other place is needed for it.
    let is_busy = matches!(&reason, Arg::Message(reason) if reason.id == BUSY);
    let message = Message::new("with-reason").with("message", failure.message).with("reason", reason);
    Failure { message, help: failure.help.filter(|_| !is_busy) }
}

/// What the system said, in the words of the catalogues.
pub(crate) fn system_reason(error: &Error) -> Option<Message> {
    system_error(error).map(reason)
}

/// The kind of the system's error.
pub(crate) fn kind(error: &Error) -> Option<io::ErrorKind> {
    system_error(error).map(io::Error::kind)
}

/// The error in which the system itself speaks: libraries wrap it in their own, which know its kind but not its number.
fn system_error(error: &Error) -> Option<&io::Error> {
    error.chain().filter_map(|cause| cause.downcast_ref()).last()
}

/// The id of what is said of a file that another program has open.
const BUSY: &str = "reason-busy";

/// Whether another program has the file open, and shares it with none.
pub(crate) fn is_in_use(cause: &io::Error) -> bool {
    number_of(cause).is_some_and(|number| IN_USE.contains(&number))
}

/// The system's reason, where it is one of the usual ones.
fn reason(cause: &io::Error) -> Message {
    let id = match cause.kind() {
        io::ErrorKind::NotFound => "reason-not-found",
        io::ErrorKind::PermissionDenied => "reason-permission-denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-disk-full",
        io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
        io::ErrorKind::IsADirectory => "reason-is-a-folder",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "reason-not-a-folder",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => BUSY,
        io::ErrorKind::OutOfMemory => "reason-out-of-memory",
        io::ErrorKind::InvalidFilename => "reason-name-refused",
        _ => match number_of(cause) {
            Some(_) if is_in_use(cause) => BUSY,
            Some(number) if TOO_MANY_OPEN.contains(&number) => "reason-too-many-open",
            Some(number) if LINKS_IN_A_CIRCLE.contains(&number) => "reason-links-in-a-circle",
            Some(number) => return Message::new("reason-other").with("number", number.to_string()),
            None => return Message::new("reason-said").with("said", cause.to_string()),
        },
    };
    Message::new(id)
}

/// The system's numbers for links that lead to each other, for a file in use by another program and for too many open files:
/// `std` has no stable kinds for them.
const LINKS_IN_A_CIRCLE: &[i32] = match () {
    () if cfg!(target_os = "linux") => &[40],
    () if cfg!(target_os = "macos") => &[62],
    () => &[],
};
const IN_USE: &[i32] = if cfg!(windows) { &[32, 33] } else { &[] };
const TOO_MANY_OPEN: &[i32] = if cfg!(windows) { &[4] } else { &[23, 24] };

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
        system_reason(&Error::new(cause).context(Failure::new("cannot-read"))).unwrap()
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

    #[test]
    fn the_outermost_failure_is_told_and_an_error_without_one_is_a_fault_of_the_program() {
        let inner = Error::new(io::Error::from(io::ErrorKind::NotFound)).context(Failure::new("cannot-read"));
        let outer = inner.context(Failure::new("cannot-write").help(Message::new("cannot-write-help")));
        assert_eq!(kind(&outer), Some(io::ErrorKind::NotFound));
        let wanted = Message::new("with-reason").with("message", Message::new("cannot-write"));
        assert_eq!(told(&outer).message, wanted.with("reason", Message::new("reason-not-found")));
        assert_eq!(told(&outer).help, Some(Message::new("cannot-write-help")));
        let refused = Error::new("x".parse::<u8>().unwrap_err()).context(Failure::new("not-a-file"));
        assert_eq!(told(&refused).message, Message::new("not-a-file"));
        let fault = Error::new("x".parse::<u8>().unwrap_err());
        let wanted = Message::new("with-reason").with("message", Message::new("internal-error"));
        assert_eq!(told(&fault).message, wanted.with("reason", "invalid digit found in string"));
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
