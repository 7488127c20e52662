//! `[publish]`: what leaves of the fields that may, where a citizen writes to, under which licence.

use super::keys::ConfigKey;
use super::{Node, Reader};
use crate::locale::Message;
use crate::publication::allowed::{Asked, Licence, PublishedFields, allowed_keys, asked, licence_ids};
use crate::read::codes as reading;
use crate::read::toml_tree::{list, spot};

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

impl Reader<'_> {
    pub(super) fn public_fields(&mut self, known: &ConfigKey, node: &Node<'_>) {
        let nodes = node.get_ref().as_array().map_or(std::slice::from_ref(node), |nodes| nodes);
        let mut keys = Vec::new();
        for node in nodes {
            let Some(key) = self.text(known, node) else { continue };
            match asked(&key) {
                Asked::Allowed => keys.push(key),
                Asked::Unknown => self.unknown_word(known.path, &key, &allowed_keys(), node),
                Asked::Never => {
                    let message = Message::new("publish-never").with("field", key.as_str());
                    let help = Message::new("allowed-values").with("allowed", list(&allowed_keys()));
                    self.sink.report(&reading::UNKNOWN_WORD, spot(node.span()), message).help = Some(help);
                }
            }
        }
        self.config.publish.fields = Some(PublishedFields::of(&keys));
    }

    pub(super) fn licence(&mut self, named: &str, node: &Node<'_>) {
        self.config.publish.licence = Licence::of(named);
        if self.config.publish.licence.is_none() {
            let message = Message::new("unknown-word").with("field", "publish.licence").with("found", named);
            let help = Message::new("licence-help").with("allowed", list(&licence_ids()));
            self.sink.report(&reading::UNKNOWN_WORD, spot(node.span()), message).help = Some(help);
        }
    }
}
