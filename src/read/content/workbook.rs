//! A workbook as its readers see it: its sheets, texts and looks, and what it says beside them.

use super::looks::Looks;
use super::sheet::SheetContent;
use super::tree::{Element, is_yes, text};
use super::{Aspect, Facts};
use crate::read::package::{Package, Relation};
use crate::read::unreadable::Unreadable;
use crate::source::fingerprint;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::sync::Arc;

/// A workbook, its sheets not yet read.
pub(super) struct WorkbookContent<'b> {
    pub package: Package<'b>,
    pub sheets: Vec<SheetPart>,
    pub texts: Vec<Text>,
    pub looks: Looks,
    pub facts: Facts,
}

/// A sheet of a workbook.
pub(super) struct SheetPart {
    pub name: String,
    pub is_hidden: bool,
    part: String,
}

/// A text of the table of texts, and how its pieces look where they look differently.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub text: Arc<str>,
    pub runs: Arc<str>,
}

/// Relations whose parts are read as what they are, or are make-up.
const KNOWN: [&str; 9] = [
    "officeDocument",
    "worksheet",
    "sharedStrings",
    "styles",
    "theme",
    "calcChain",
    "thumbnail",
    "printerSettings",
    "hyperlink",
];

/// What is said of an archive without the part that is the workbook.
const NO_WORKBOOK: &str = "the part that is the workbook is missing";

impl<'b> WorkbookContent<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let mut package = Package::whole(bytes)?;
        let part = package.workbook()?.ok_or_else(|| Unreadable::damaged(NO_WORKBOOK))?;
        let relations = package.relations(&part)?;
        let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|it| it.part.as_str());
        let mut document = |part: Option<&str>| match part.map(|part| package.xml(part)).transpose()?.flatten() {
            Some(xml) => Element::document(&xml).map(Some),
            None => Ok(None),
        };
        let workbook = document(Some(&part))?.ok_or_else(|| Unreadable::damaged(NO_WORKBOOK))?;
        let (styles, theme) = (document(of_kind("styles"))?, document(of_kind("theme"))?);
        let texts = match of_kind("sharedStrings").map(|part| package.xml(part)).transpose()?.flatten() {
            Some(xml) => texts(&xml)?,
            None => Vec::new(),
        };
        let sheets = workbook.list("sheets").iter().map(|sheet| SheetPart {
            name: sheet.get("name").unwrap_or_default().to_owned(),
            is_hidden: sheet.get("state").is_some_and(|state| state != "visible"),
            part: relations
                .iter()
                .find(|relation| Some(relation.id.as_str()) == sheet.get("r:id"))
                .map(|relation| relation.part.clone())
                .unwrap_or_default(),
        });
        let sheets: Vec<SheetPart> = sheets.collect();
        let looks = Looks::of(styles.as_ref(), theme.as_ref());
        let mut facts = facts(&workbook, &sheets);
        let root = package.relations_of_root()?;
        for relation in root.iter().chain(&relations) {
            other_part(relation, &mut package, &mut facts)?;
        }
        Ok(Self { package, sheets, texts, looks, facts })
    }

    /// A sheet by its number.
    pub fn sheet(&mut self, number: usize) -> Result<SheetContent, Unreadable> {
        let part = self.sheets[number].part.clone();
        let relations = self.package.relations(&part)?;
        let xml = self.package.xml(&part)?.ok_or_else(|| Unreadable::damaged("a worksheet is missing"))?;
        SheetContent::read(&xml, &relations, self)
    }
}

/// Notes a part of a kind that is not read: what it is, and its fingerprint.
pub(super) fn other_part(relation: &Relation, package: &mut Package<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    // Properties of the document are shown beside it.
    if !KNOWN.contains(&relation.kind.as_str()) && !relation.kind.ends_with("properties") {
        let said = match (relation.is_external, package.bytes(&relation.part)?) {
            (false, Some(bytes)) => format!("{} {}", relation.kind, &fingerprint(&bytes)[..8]),
            _ => format!("{} {}", relation.kind, relation.target),
        };
        let known = facts.entry((Aspect::Other, String::new())).or_default();
        known.extend([said.as_str(), "; "]);
    }
    Ok(())
}

/// The table of texts.
fn texts(xml: &str) -> Result<Vec<Text>, Unreadable> {
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

    /// The text of an element that holds it whole or in pieces; how it is to be pronounced is no part of it.
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

/// What a workbook says beside its sheets: names, protection, how it is opened.
fn facts(workbook: &Element, sheets: &[SheetPart]) -> Facts {
    let mut facts = Facts::new();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    facts.insert((Aspect::View, String::new()), view(workbook, &names));
    for name in workbook.list("definedNames") {
        let of_sheet = name.get("localSheetId").and_then(|number| names.get(number.parse::<usize>().ok()?));
        let scope = of_sheet.map(|sheet| format!("{sheet}!")).unwrap_or_default();
        let hidden = if name.is("hidden") { " (hidden)" } else { "" };
        let key = format!("{scope}{}{hidden}", name.get("name").unwrap_or_default());
        facts.insert((Aspect::Name, key), ranges(&name.text));
    }
    let protection =
        workbook.children.iter().filter(|it| ["workbookProtection", "fileSharing"].contains(&it.name.as_str()));
    let protection: Vec<String> = protection.filter(|it| !it.attributes.is_empty()).map(Element::line).collect();
    facts.insert((Aspect::Protection, String::new()), protection.join("; "));
    facts
}

/// What a name stands for, its ranges in one order and their sheets without the apostrophes that not all of them need.
fn ranges(said: &str) -> String {
    let said = said.replace('\'', "");
    let mut ranges: Vec<&str> = said.trim().split(',').collect();
    ranges.sort_unstable();
    ranges.join(",")
}

/// The order of the sheets, and what of a workbook is not shown.
fn view(workbook: &Element, names: &[&str]) -> String {
    let mut said = vec![names.join(", ")];
    for view in workbook.list("bookViews") {
        said.extend(view.get("visibility").filter(|it| *it != "visible").map(|it| format!("visibility {it}")));
        said.extend(view.get("showSheetTabs").filter(|it| !is_yes(it)).map(|_| "no tabs".to_owned()));
    }
    let properties = workbook.child("workbookPr");
    let objects = properties.and_then(|it| it.get("showObjects")).filter(|it| *it != "all");
    said.extend(objects.map(|it| format!("objects {it}")));
    said.extend(properties.filter(|it| it.is("date1904")).map(|_| "days from 1904".to_owned()));
    said.join("; ")
}
