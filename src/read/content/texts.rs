//! The texts of cells: those that cells share, and those that stand in one.

use super::tree::{Element, text};
use crate::read::unreadable::Unreadable;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::sync::Arc;

/// A text, and the looks of its pieces where they differ.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub text: Arc<str>,
    pub runs: Arc<str>,
}

/// The table of texts.
pub(super) fn texts(xml: &str) -> Result<Vec<Text>, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut texts = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                texts.push(Text::of(&Element::read(&mut reader, &tag)?));
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => texts.push(Text::default()),
            Event::Eof => return Ok(texts),
            other => drop(text(&other)?),
        }
    }
}

impl Text {
    /// A text that looks the same from its beginning to its end.
    pub fn plain(text: &str) -> Self {
        Self { text: text.into(), runs: "".into() }
    }

    /// The text of an element that holds it whole or in pieces, without its pronunciation.
    pub fn of(element: &Element) -> Self {
        let (mut text, mut runs) = (String::new(), String::new());
        for child in &element.children {
            match child.name.as_str() {
                "t" => text += &child.text,
                "r" => {
                    let piece = child.child("t").map(|piece| piece.text.as_str()).unwrap_or_default();
                    if let Some(look) = child.child("rPr") {
                        runs.extend([piece, ": ", &look.line(), "; "]);
                    }
                    text += piece;
                }
                _ => {}
            }
        }
        Self { text: text.into(), runs: runs.into() }
    }
}
