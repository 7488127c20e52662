//! The parts of a document that are read: its text, its styles, its lists.

use super::grids::grids;
use super::numbering::Lists;
use super::styles::Styles;
use super::walk::Walk;
use crate::read::budget::{Budget, DOCUMENT_XML, PART_XML, TEXT};
use crate::read::grid::Grid;
use crate::read::package::{Package, Relation};
use crate::read::unreadable::Unreadable;
use std::io::{BufRead, BufReader, Read};

/// The cause for an archive without the part with the text.
const NO_TEXT: &str = "the part that is the document is missing";

/// The tables of a document.
pub(in crate::read) fn docx_grids(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut budget = Budget::of(bytes.len(), &TEXT);
    let mut package = Package::open(bytes)?;
    if package.has_twins() {
        return Err(Unreadable::damaged("two parts have one name"));
    }
    let document = package.document()?.ok_or_else(|| Unreadable::damaged(NO_TEXT))?;
    let relations = package.relations(&document)?;
    let part = |kind: &str| {
        let is_of_kind = |relation: &&Relation| relation.kind == kind && !relation.is_external;
        relations.iter().find(is_of_kind).map(|relation| relation.part.clone())
    };
    let (styles, lists) = (part("styles"), part("numbering"));
    let styles = styles.map(|name| held(&mut package, &name, |xml| Styles::read(xml, &budget))).transpose()?;
    let lists = lists.map(|name| held(&mut package, &name, |xml| Lists::read(xml, &budget))).transpose()?;
    let (styles, lists) = (styles.flatten().unwrap_or_default(), lists.flatten().unwrap_or_default());
    let walk = Walk::new(&lists, &styles);
    let story = if package.is_in_utf8(&document)? {
        let most = DOCUMENT_XML.of(budget.size);
        let read = package.read(&document, |part| {
            let mut part = BufReader::new(part.take(most + 1));
            let story = walk.read(&mut part, &mut budget);
            // What is cut off here seems damaged.
            if part.into_inner().limit() == 0 { Err(DOCUMENT_XML.exceeded(budget.size).into()) } else { story }
        })?;
        read.ok_or_else(|| Unreadable::damaged(NO_TEXT))??
    } else {
        let text = package.xml(&document)?.ok_or_else(|| Unreadable::damaged(NO_TEXT))?;
        walk.read(text.as_bytes(), &mut budget)?
    };
    // A part of it is not read: what is read of the rest would be less than Word shows.
    if story.embeds { Err(Unreadable::Embeds) } else { Ok(grids(story)) }
}

/// What a function makes of a part, within the limit of parts; `None` if there is none of this name.
fn held<T>(
    package: &mut Package<'_>,
    name: &str,
    make: impl FnOnce(&mut dyn BufRead) -> Result<T, Unreadable>,
) -> Result<Option<T>, Unreadable> {
    if !package.is_in_utf8(name)? {
        let text = package.xml(name)?;
        return text.map(|text| make(&mut text.as_bytes())).transpose();
    }
    let read = package.read(name, |part| {
        let mut part = BufReader::new(part.take(PART_XML.most + 1));
        let result = make(&mut part);
        if part.into_inner().limit() == 0 { Err(PART_XML.exceeded(0).into()) } else { result }
    })?;
    read.transpose()
}
