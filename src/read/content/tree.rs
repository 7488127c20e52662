//! A small XML text as a tree, and a tree as one line: the same line whichever way the XML is written.

use crate::read::unreadable::Unreadable;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::BTreeMap;

/// The greatest depth of elements: no workbook comes near it.
const DEEPEST: usize = 100;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub name: String,
    /// Its attributes: those without a prefix, and those of relations as `r:id`, whatever their prefix. Others with a
    /// prefix are remarks of single programs. Yes and no are `1` and `0`.
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    /// Its own text, without its children's.
    pub text: String,
}

impl Element {
    /// The root of a text.
    pub fn document(xml: &str) -> Result<Self, Unreadable> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event()? {
                Event::Start(tag) => return Self::read(&mut reader, &tag),
                Event::Empty(tag) => return Self::begun(&tag),
                Event::Eof => return Err(Unreadable::damaged("a part is empty")),
                _ => {}
            }
        }
    }

    /// The element that a tag begins, read to its end.
    pub fn read(reader: &mut Reader<&[u8]>, tag: &BytesStart<'_>) -> Result<Self, Unreadable> {
        let mut open = vec![Self::begun(tag)?];
        loop {
            let done = match reader.read_event()? {
                Event::Start(tag) if open.len() < DEEPEST => {
                    open.push(Self::begun(&tag)?);
                    continue;
                }
                Event::Empty(tag) => Some(Self::begun(&tag)?),
                Event::End(_) => open.pop(),
                Event::Start(_) => return Err(Unreadable::damaged("the elements of a part stand too deep")),
                Event::Eof => return Err(Unreadable::damaged("a part ends too early")),
                other => {
                    if let (Some(last), Some(text)) = (open.last_mut(), text(&other)?) {
                        last.text += &text;
                    }
                    continue;
                }
            };
            match (open.last_mut(), done) {
                (Some(around), Some(done)) => around.children.push(done),
                (None, Some(done)) => return Ok(done),
                (_, None) => return Err(Unreadable::damaged("an element of a part has no beginning")),
            }
        }
    }

    /// The element of a tag, without its content.
    pub fn begun(tag: &BytesStart<'_>) -> Result<Self, Unreadable> {
        let mut attributes = BTreeMap::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(quick_xml::Error::from)?;
            let name = match attribute.key.as_ref().split_once(':') {
                None => attribute.key.as_ref().to_owned(),
                Some((prefix, name @ ("id" | "embed" | "link" | "pict"))) if prefix != "xmlns" => format!("r:{name}"),
                Some(_) => continue,
            };
            if name != "xmlns" {
                let value = quick_xml::escape::unescape(&attribute.value).map_err(quick_xml::Error::from)?;
                let value = match value.as_ref() {
                    "true" => "1",
                    "false" => "0",
                    other => other,
                };
                attributes.insert(name, value.to_owned());
            }
        }
        Ok(Self { name: tag.local_name().as_ref().to_owned(), attributes, ..Self::default() })
    }

    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    /// Whether an attribute says yes.
    pub fn is(&self, attribute: &str) -> bool {
        self.get(attribute).is_some_and(is_yes)
    }

    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of a child, none if there is no such child.
    pub fn list(&self, name: &str) -> &[Self] {
        self.child(name).map_or(&[], |child| &child.children)
    }

    /// The element and all in it, in document order.
    pub fn all(&self) -> Vec<&Self> {
        let mut all = Vec::new();
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            all.push(element);
            open.extend(element.children.iter().rev());
        }
        all
    }

    /// The element as one line.
    pub fn line(&self) -> String {
        let mut line = self.name.clone();
        for (name, value) in &self.attributes {
            line.extend([" ", name, "=", value]);
        }
        let text = self.text.trim();
        if !text.is_empty() {
            line.extend([" ", text]);
        }
        if !self.children.is_empty() {
            let inside: Vec<String> = self.children.iter().map(Self::line).collect();
            line.extend([" (", &inside.join("; "), ")"]);
        }
        line
    }
}

/// Whether the value of an attribute or a cell is yes.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// The text that an event holds; `None` if it is something else.
pub(super) fn text(event: &Event<'_>) -> Result<Option<String>, Unreadable> {
    Ok(match event {
        Event::Text(text) => Some(text.xml10_content().into_owned()),
        Event::CData(text) => Some(text.xml10_content().into_owned()),
        Event::GeneralRef(code) => Some(resolved(code)?),
        _ => None,
    })
}

fn resolved(code: &BytesRef<'_>) -> Result<String, Unreadable> {
    if let Some(letter) = code.resolve_char_ref()? {
        return Ok(letter.to_string());
    }
    let known = quick_xml::escape::resolve_xml_entity(code.as_ref());
    known.map(str::to_owned).ok_or_else(|| Unreadable::damaged(format_args!("unknown entity {}", code.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_writes_in_different_ways_is_one_line() {
        let line = |xml: &str| Element::document(xml).unwrap().line();
        let plain = line("<a b=\"1\" c=\"&lt;2\"><d>x&amp;y</d><e/></a>");
        assert_eq!(plain, "a b=1 c=<2 (d x&y; e)");
        let other = "<?xml version=\"1.0\"?><!-- x --><n:a xmlns:n=\"u\" c='&#60;2' n:own='3'\n b='1'><n:d><![CDATA[x&y]]></n:d><n:e></n:e></n:a>";
        assert_eq!(line(other), plain);
        assert_eq!(line("<a z:id=\"rId1\"/>"), "a r:id=rId1");
    }

    #[test]
    fn a_text_that_ends_too_early_or_stands_too_deep_is_damaged() {
        for xml in ["", "<a>", "<a><b></a>", "<a>&bomb;</a>", &"<a>".repeat(100_000)] {
            assert!(Element::document(xml).is_err());
        }
    }
}
