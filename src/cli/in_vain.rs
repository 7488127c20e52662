//! Files that are no input but were sent as one: scans, letters, documents that this program made.

use super::found::refuse;
use super::output::{ASSESSMENT, PLAN, REPLY, document_mark};
use super::place::lies_in;
use super::search::{Files, PassedOver, Reason};
use crate::examine::Input;
use crate::inbox::could_hold_a_register;
use crate::locale::Message;
use crate::read::codes;
use crate::source::Spot;
use std::path::Path;

/// The files that are no input but were sent as one, by their numbers among those passed over: what could be a register, and
/// documents of this program that were sent back. What this program left in the folders is neither.
pub(crate) fn sent_in_vain(found: &Files, written: &[&Path]) -> Vec<usize> {
    let is_sent = |file: &PassedOver| match file.reason {
        Reason::Letter => true,
        Reason::Unsupported => could_hold_a_register(&file.path.to_string_lossy()),
        Reason::OwnOutput => {
            let is_of_one =
                document_mark(&file.path).is_some_and(|mark| [ASSESSMENT, PLAN, REPLY].contains(&&*mark.kind));
            is_of_one && !written.iter().any(|folder| lies_in(&file.path, folder)) && !lies_beside(file, found)
        }
        Reason::Again | Reason::Copy | Reason::Results | Reason::Settings | Reason::Hidden => false,
    };
    found.passed_over.iter().enumerate().filter(|(_, file)| is_sent(file)).map(|(number, _)| number).collect()
}

/// Whether the register lies beside from which a document was made, `NAME (баалоо).xlsx` beside `NAME.xlsx`.
fn lies_beside(file: &PassedOver, found: &Files) -> bool {
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let own = stem(&file.path);
    let is_made_of = |other: &str| own.strip_prefix(other).is_some_and(|rest| rest.starts_with(" ("));
    let is_source = |other: &Path| other.parent() == file.path.parent() && is_made_of(&stem(other));
    found.files.iter().any(|other| is_source(&other.path))
}

/// What came instead of a register, as a file that was refused.
pub(crate) fn in_vain(file: &PassedOver) -> Input {
    let ending = file.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let (message, help) = if file.reason == Reason::OwnOutput {
        (Message::new("sent-own-output"), "sent-own-output-help")
    } else if file.reason == Reason::Letter {
        (Message::new("sent-letter"), "sent-letter-help")
    } else {
        let (what, help) = match ending.as_str() {
            "pdf" => ("foreign-pdf", "foreign-scan-help"),
            "docm" | "dotx" | "dotm" | "doc" | "rtf" | "odt" => ("foreign-word", "foreign-word-help"),
            "zip" | "rar" | "7z" => ("foreign-packed", "foreign-packed-help"),
            "xlsb" => ("foreign-xlsb", "foreign-file-help"),
            "eml" | "msg" => ("foreign-mail", "foreign-packed-help"),
            _ => ("foreign-picture", "foreign-scan-help"),
        };
        (Message::new("foreign-file").with("what", Message::new(what)), help)
    };
    refuse(&file.path, |sink| {
        sink.report(&codes::UNREADABLE_FILE, Spot::File, message).help = Some(Message::new(help));
    })
}
