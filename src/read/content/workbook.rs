//! A workbook as its readers see it: its sheets, texts and looks, and its own facts.

use super::facts::{Aspect, Facts};
use super::looks::Looks;
use super::other::other_part;
use super::sheet::SheetContent;
use super::texts::{Text, texts};
use super::tree::{Element, is_yes};
use crate::read::package::Package;
use crate::read::unreadable::Unreadable;

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

/// The cause for an archive without a workbook part.
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
        SheetContent::read(&xml, &relations, &mut self.package, &self.texts, &self.looks)
    }
}

/// The facts of a workbook beside its sheets: names, protection, views.
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

/// The ranges of a name, sorted, without the apostrophes that some programs put around sheets.
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
