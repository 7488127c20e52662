//! Words that are none of those that a key may have.

use crate::diag::Sink;
use crate::locale::Message;
use crate::read::codes as reading;
use crate::read::toml_tree::list;
use crate::source::Spot;
use crate::text::suggestion;

/// Reports a word that is none of these, with the nearest one.
pub(super) fn unknown_word(field: &str, found: &str, allowed: &[&str], place: Spot, sink: &mut Sink<'_>) {
    let help = match suggestion(found, allowed.iter().copied()) {
        Some(near) => Message::new("did-you-mean-or").with("word", near).with("allowed", list(allowed)),
        None => Message::new("allowed-values").with("allowed", list(allowed)),
    };
    let message = Message::new("unknown-word").with("field", field).with("found", found);
    sink.report(&reading::UNKNOWN_WORD, place, message).help = Some(help);
}
