//! What a reader sees of a Word document, and where two of them differ: paragraphs, the cells of tables, the foot and head of pages,
//! then the parts that are made otherwise although their texts are the same.
//!
//! Made for documents of this program: what is deleted, hidden or in a text box of somebody else's document counts as its text.

use crate::read::package::Package;
use crate::read::unreadable::Unreadable;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

use super::tree::text;

/// The part that holds the text.
const TEXT: &str = "word/document.xml";
/// What begins the names of the parts that hold the foot and the head of pages.
const EDGES: [&str; 2] = ["word/footer", "word/header"];
/// What begins the names of parts that change nothing that a reader sees: properties are shown beside the document.
const UNSEEN: [&str; 2] = ["docprops/", "[content_types]"];
/// What ends the names of parts that are XML, in small letters as all names here.
const XML: [&str; 2] = [".xml", RELATIONS];
/// What ends the names of parts that only say where others lie.
const RELATIONS: &str = ".rels";

/// A place in a Word document. Numbers begin with 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordPlace {
    /// A paragraph outside tables.
    Paragraph(usize),
    /// A cell: its table, its row, and which of the row's cells it is.
    Cell(usize, usize, usize),
    /// The foot or the head of pages, by its part of the file.
    Edge(String),
    /// A part of the file that looks otherwise.
    Part(String),
}

/// A place where two Word documents differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordDifference {
    /// The place.
    pub place: WordPlace,
    /// What the first document says there.
    pub first: String,
    /// What the second says.
    pub second: String,
}

/// The first `most` places where two Word documents differ; `None` if one of them is none.
#[must_use]
pub fn word_differences(first: &[u8], second: &[u8], most: usize) -> Option<Vec<WordDifference>> {
    between(first, second, most).ok()
}

fn between(first: &[u8], second: &[u8], most: usize) -> Result<Vec<WordDifference>, Unreadable> {
    let (mut first, mut second) = (Package::whole(first)?, Package::whole(second)?);
    let mut names = [first.names(), second.names()].concat();
    names.sort();
    names.dedup();
    let [one, two] = [pieces(&mut first, &names)?, pieces(&mut second, &names)?];
    let text = |pieces: &BTreeMap<WordPlace, String>, place| pieces.get(place).cloned().unwrap_or_default();
    let mut places: Vec<&WordPlace> = one.keys().chain(two.keys()).collect();
    places.sort();
    places.dedup();
    let differing = places.into_iter().map(|place| (place, text(&one, place), text(&two, place)));
    let differing = differing.filter(|(_, first, second)| first != second);
    let found = differing.map(|(place, first, second)| WordDifference { place: place.clone(), first, second });
    let mut found: Vec<WordDifference> = found.take(most).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    for name in names {
        let is_seen = !name.ends_with(RELATIONS) && !UNSEEN.iter().any(|unseen| name.starts_with(unseen));
        if is_seen && found.len() < most && made(&mut first, &name)? != made(&mut second, &name)? {
            let [first, second] = [String::new(), String::new()];
            found.push(WordDifference { place: WordPlace::Part(name), first, second });
        }
    }
    Ok(found)
}

/// A part in one form, however its XML is written; one of something else as it stands.
fn made(package: &mut Package<'_>, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
    if !XML.iter().any(|ending| name.ends_with(ending)) {
        return package.bytes(name);
    }
    let Some(xml) = package.xml(name)? else { return Ok(None) };
    let (mut reader, mut out) = (Reader::from_str(&xml), String::new());
    loop {
        match reader.read_event()? {
            Event::Start(tag) => begun(&tag, &mut out)?,
            Event::Empty(tag) => {
                begun(&tag, &mut out)?;
                out.push('>');
            }
            Event::End(_) => out.push('>'),
            Event::Eof => return Ok(Some(out.into_bytes())),
            other => out += text(&other)?.as_deref().unwrap_or_default().trim(),
        }
    }
}

/// Adds a tag with its attributes in order, but for the names of name spaces.
fn begun(tag: &BytesStart<'_>, out: &mut String) -> Result<(), Unreadable> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(quick_xml::Error::from)?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(quick_xml::Error::from)?;
        if !attribute.key.as_ref().starts_with("xmlns") {
            attributes.push(format!(" {}={value:?}", attribute.key.as_ref()));
        }
    }
    attributes.sort();
    out.extend(["<", tag.name().as_ref(), &attributes.concat()]);
    Ok(())
}

/// The texts of a document by their places; empty ones are left out.
fn pieces(package: &mut Package<'_>, names: &[String]) -> Result<BTreeMap<WordPlace, String>, Unreadable> {
    let xml = package.xml(TEXT)?.ok_or_else(|| Unreadable::damaged("the text of the document is missing"))?;
    let mut pieces = pieces_of(&xml)?;
    for name in names.iter().filter(|name| EDGES.iter().any(|edge| name.starts_with(edge))) {
        if let Some(xml) = package.xml(name)? {
            let said: Vec<String> = pieces_of(&xml)?.into_values().collect();
            pieces.insert(WordPlace::Edge(name.clone()), said.join("\n"));
        }
    }
    Ok(pieces)
}

fn pieces_of(xml: &str) -> Result<BTreeMap<WordPlace, String>, Unreadable> {
    let (mut reader, mut at) = (Reader::from_str(xml), At::default());
    loop {
        match reader.read_event()? {
            Event::Start(tag) => at.begin(&tag),
            Event::Empty(tag) => {
                at.begin(&tag);
                at.end(tag.local_name().as_ref());
            }
            Event::End(tag) => at.end(tag.local_name().as_ref()),
            Event::Eof => return Ok(at.pieces),
            other if at.in_text => at.said += text(&other)?.as_deref().unwrap_or_default(),
            _ => {}
        }
    }
}

/// Where the reader is. A table in a table is part of the cell that it stands in.
#[derive(Default)]
struct At {
    depth: usize,
    tables: usize,
    row: usize,
    cell: usize,
    paragraphs: usize,
    in_text: bool,
    said: String,
    pieces: BTreeMap<WordPlace, String>,
}

impl At {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "tbl" => {
                self.depth += 1;
                if self.depth == 1 {
                    (self.tables, self.row) = (self.tables + 1, 0);
                }
            }
            "tr" if self.depth == 1 => (self.row, self.cell) = (self.row + 1, 0),
            "tc" if self.depth == 1 => self.cell += 1,
            "p" if self.depth == 0 => self.paragraphs += 1,
            "t" => self.in_text = true,
            "br" | "cr" => self.said.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "tbl" => self.depth = self.depth.saturating_sub(1),
            "p" if self.depth == 0 => self.put(WordPlace::Paragraph(self.paragraphs)),
            // Between the paragraphs of a cell.
            "p" => self.said.push('\n'),
            "tc" if self.depth == 1 => self.put(WordPlace::Cell(self.tables, self.row, self.cell)),
            _ => {}
        }
    }

    fn put(&mut self, place: WordPlace) {
        let said = std::mem::take(&mut self.said);
        let said = said.trim_end_matches('\n');
        if !said.is_empty() {
            self.pieces.insert(place, said.to_owned());
        }
    }
}
