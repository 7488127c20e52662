//! `[publish]`: what leaves of the fields that may, where a citizen writes to, under which licence.

use super::words::unknown_word;
use crate::diag::Sink;
use crate::locale::Message;
use crate::publication::allowed::{Asked, Licence, PublishedFields, allowed_keys, asked, licence_ids};
use crate::read::codes as reading;
use crate::read::toml_tree::list;
use crate::source::Spot;

/// What is published, and how; nothing where the file says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publish {
    /// The fields: these and no others.
    pub fields: Option<PublishedFields>,
    /// Where a citizen writes to.
    pub address: Option<String>,
    /// The licence.
    pub licence: Option<Licence>,
}

/// The fields that these keys name; a key that is unknown, or of what never leaves, is reported.
pub(super) fn fields(path: &str, keys: &[(String, Spot)], sink: &mut Sink<'_>) -> PublishedFields {
    let mut known = Vec::new();
    for (key, place) in keys {
        match asked(key) {
            Asked::Allowed => known.push(key.clone()),
            Asked::Unknown => unknown_word(path, key, &allowed_keys(), *place, sink),
            Asked::Never => {
                let message = Message::new("publish-never").with("field", key.as_str());
                let help = Message::new("allowed-values").with("allowed", list(&allowed_keys()));
                sink.report(&reading::UNKNOWN_WORD, *place, message).help = Some(help);
            }
        }
    }
    PublishedFields::of(&known)
}

/// The licence of a name; one that is not known is reported.
pub(super) fn licence(named: &str, place: Spot, sink: &mut Sink<'_>) -> Option<Licence> {
    let licence = Licence::of(named);
    if licence.is_none() {
        let message = Message::new("unknown-word").with("field", "publish.licence").with("found", named);
        let help = Message::new("licence-help").with("allowed", list(&licence_ids()));
        sink.report(&reading::UNKNOWN_WORD, place, message).help = Some(help);
    }
    licence
}
