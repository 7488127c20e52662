//! A worksheet as its readers see it: cells, rows, columns, and all else that it carries.

use super::drawing;
use super::facts::{Aspect, Facts, visibility};
use super::looks::Looks;
use super::other::other_part;
use super::texts::Text;
use super::tree::{Element, is_yes, text};
use crate::read::package::{Package, Relation};
use crate::read::unreadable::Unreadable;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// A worksheet.
#[derive(Debug, Default)]
pub(super) struct SheetContent {
    /// The cells that hold something, by row and column, both 0-based.
    pub cells: BTreeMap<(u32, u16), CellContent>,
    /// The rows that have an element, by their 0-based numbers.
    pub rows: BTreeMap<u32, Line>,
    columns: Vec<(u16, u16, Line)>,
    usual_column: Line,
    usual_row: Line,
    /// Where merged cells begin.
    merged: HashSet<(u32, u16)>,
    pub facts: Facts,
}

/// What a cell holds and how it looks.
#[derive(Debug, Default)]
pub(super) struct CellContent {
    pub value: Arc<str>,
    pub formula: String,
    pub look: usize,
    /// How the pieces of its text look.
    pub runs: Arc<str>,
}

/// A row or a column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub hidden: bool,
    /// The height in points or the width in characters; `None` if programs find it.
    pub size: Option<f64>,
}

impl Line {
    /// Whether nothing of it is seen.
    pub fn is_hidden(self) -> bool {
        self.hidden || self.size == Some(0.0)
    }
}

/// Elements of a worksheet that no reader sees: pages, the selected cell, what a program remembers for itself.
const MAKE_UP: [&str; 13] = [
    "sheetPr",
    "dimension",
    "pageMargins",
    "pageSetup",
    "printOptions",
    "phoneticPr",
    "ignoredErrors",
    "sheetCalcPr",
    "rowBreaks",
    "colBreaks",
    "cellWatches",
    "legacyDrawing",
    "legacyDrawingHF",
];

/// The default width of a column in characters, and the size of the letters in which widths are counted.
const USUAL_WIDTH: f64 = 8.43;
const USUAL_LETTERS: f64 = 11.0;
/// How many narrow letters at most fit into the width of a usual one.
const NARROW: f64 = 2.0;
/// The greatest height of a row: a longer text is cut off by the program itself.
const HIGHEST: f64 = 400.0;

impl SheetContent {
    /// Reads a worksheet.
    pub fn read(
        xml: &str,
        relations: &[Relation],
        package: &mut Package<'_>,
        texts: &[Text],
        looks: &Looks,
    ) -> Result<Self, Unreadable> {
        let mut reader = Reader::from_str(xml);
        let mut sheet = Self::default();
        let mut is_inside = false;
        loop {
            match reader.read_event()? {
                Event::Start(tag) if !is_inside => {
                    is_inside = matches!(tag.local_name().as_ref(), "worksheet" | "chartsheet" | "dialogsheet");
                    if !is_inside {
                        return Err(Unreadable::damaged("a part is no worksheet"));
                    }
                }
                Event::Start(tag) if tag.local_name().as_ref() == "sheetData" => {
                    sheet.data(&mut reader, texts)?;
                }
                Event::Start(tag) => {
                    let element = Element::read(&mut reader, &tag)?;
                    sheet.element(&element, relations, package, looks)?;
                }
                Event::Empty(tag) => {
                    sheet.element(&Element::begun(&tag)?, relations, package, looks)?;
                }
                Event::Eof => break,
                other => drop(text(&other)?),
            }
        }
        // Each of these is named by an element, and read with it; notes are named by nothing.
        for relation in relations {
            if relation.kind == "comments" {
                let xml = package.xml(&relation.part)?.unwrap_or_default();
                sheet.notes(&Element::document(&xml)?);
            } else if !["drawing", "vmlDrawing"].contains(&relation.kind.as_str()) {
                other_part(relation, package, &mut sheet.facts)?;
            }
        }
        Ok(sheet)
    }

    /// A row by its 0-based number.
    pub fn row(&self, row: u32) -> Line {
        let own = self.rows.get(&row).copied().unwrap_or_default();
        Line { size: own.size.or(self.usual_row.size), ..own }
    }

    /// The least height in points at which no text of a row is cut off. It assumes narrow letters: a program that
    /// computes the height itself never gives less.
    pub fn least_height(&self, row: u32, looks: &Looks) -> f64 {
        let cells = self.cells.range((row, 0)..=(row, u16::MAX));
        let seen = cells.filter(|((_, column), cell)| !cell.value.is_empty() && !self.column(*column).is_hidden());
        let heights = seen.map(|(at, cell)| {
            let (size, wraps) = looks.letters(cell.look);
            // A text in merged cells has the room of all of them.
            if !wraps || self.merged.contains(at) {
                return size;
            }
            let width = self.column(at.1).size.unwrap_or(USUAL_WIDTH) * NARROW * USUAL_LETTERS / size;
            let lines = cell.value.lines().map(|line| {
                let letters = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
                (f64::from(letters) / width).ceil().max(1.0)
            });
            (lines.sum::<f64>() * size).min(HIGHEST)
        });
        heights.fold(0.0, f64::max)
    }

    /// A column by its 0-based number.
    pub fn column(&self, column: u16) -> Line {
        let own = self.columns.iter().find(|(first, last, _)| (first..=last).contains(&&column));
        own.map_or(self.usual_column, |(.., line)| *line)
    }

    /// The last column that has a cell or a width.
    pub fn last_column(&self) -> u16 {
        let filled = self.cells.keys().map(|(_, column)| *column).max().unwrap_or_default();
        // A span to the end of the sheet speaks of columns that hold nothing.
        let told = self.columns.iter().filter(|(first, last, _)| last - first < 100).map(|(_, last, _)| *last);
        told.max().unwrap_or_default().max(filled)
    }

    fn data(&mut self, reader: &mut Reader<&[u8]>, texts: &[Text]) -> Result<(), Unreadable> {
        let (mut row, mut column) = (0_u32, 0_u16);
        loop {
            match reader.read_event()? {
                Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                    let cell = Element::read(reader, &tag)?;
                    let at = cell.get("r").map_or(Some((row, column)), place);
                    let at = at.ok_or_else(|| Unreadable::damaged("a cell has an unreadable place"))?;
                    let content = CellContent::of(&cell, texts);
                    if !content.value.is_empty() || !content.formula.is_empty() {
                        self.cells.insert(at, content);
                    }
                    column = at.1.saturating_add(1);
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                    let cell = Element::begun(&tag)?;
                    column = cell.get("r").and_then(place).map_or(column, |at| at.1).saturating_add(1);
                }
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "row" => {
                    let given = Element::begun(&tag)?;
                    let number = given.get("r").and_then(|number| number.parse::<u32>().ok()).unwrap_or(row + 1);
                    row = number.checked_sub(1).ok_or_else(|| Unreadable::damaged("a row has the number 0"))?;
                    column = 0;
                    let size = given.get("ht").and_then(|height| height.parse().ok());
                    self.rows.insert(row, Line { hidden: given.is("hidden"), size });
                }
                Event::End(tag) if tag.local_name().as_ref() == "row" => row += 1,
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(()),
                Event::Eof => return Err(Unreadable::damaged("a worksheet ends too early")),
                _ => {}
            }
        }
    }

    fn element(
        &mut self,
        element: &Element,
        relations: &[Relation],
        package: &mut Package<'_>,
        looks: &Looks,
    ) -> Result<(), Unreadable> {
        let named = |id: Option<&str>| relations.iter().find(|relation| Some(relation.id.as_str()) == id);
        match element.name.as_str() {
            name if MAKE_UP.contains(&name) => {}
            "sheetFormatPr" => {
                if element.is("zeroHeight") {
                    self.say(Aspect::Visibility, "", visibility(true));
                }
                if element.is("customHeight") {
                    self.usual_row.size = element.get("defaultRowHeight").and_then(|height| height.parse().ok());
                }
                self.usual_column.size = element.get("defaultColWidth").and_then(|width| width.parse().ok());
            }
            "sheetViews" => self.view(element),
            "cols" => self.columns.extend(element.children.iter().filter_map(column)),
            "mergeCells" => {
                let mut merged: Vec<&str> = element.children.iter().filter_map(|it| it.get("ref")).collect();
                merged.sort_unstable();
                self.merged = merged.iter().filter_map(|range| place(range.split(':').next()?)).collect();
                self.say(Aspect::Merged, "", merged.join(", "));
            }
            "autoFilter" => self.say(Aspect::Filter, "", element.line()),
            "conditionalFormatting" => {
                let cells = element.get("sqref").unwrap_or_default();
                for rule in &element.children {
                    let look = rule.get("dxfId").and_then(|number| looks.conditional(number)).unwrap_or_default();
                    let mut rule = rule.clone();
                    rule.attributes.remove("dxfId");
                    self.say(Aspect::Conditional, cells, format!("{} → {look}", rule.line()));
                }
            }
            "dataValidations" => {
                for rule in &element.children {
                    let mut rule = rule.clone();
                    let cells = rule.attributes.remove("sqref").unwrap_or_default();
                    self.say(Aspect::Validation, &cells, rule.line());
                }
            }
            "sheetProtection" | "protectedRanges" => self.say(Aspect::Protection, "", element.line()),
            "hyperlinks" => {
                for link in &element.children {
                    let file = named(link.get("r:id")).map(|it| it.target.as_str()).unwrap_or_default();
                    let target = format!("{file}#{}", link.get("location").unwrap_or_default());
                    self.say(Aspect::Link, link.get("ref").unwrap_or_default(), target);
                }
            }
            "headerFooter" => {
                for part in &element.children {
                    self.say(Aspect::HeaderFooter, &part.name, part.text.clone());
                }
            }
            "drawing" => {
                if let Some(relation) = named(element.get("r:id")) {
                    for (place, said) in drawing::of(&relation.part, package)? {
                        self.say(Aspect::Drawing, &place, said);
                    }
                }
            }
            _ => self.say(Aspect::Other, &element.name, element.line()),
        }
        Ok(())
    }

    /// Adds to the facts of an aspect and a place.
    fn say(&mut self, aspect: Aspect, place: &str, said: String) {
        if said.is_empty() {
            return;
        }
        let known = self.facts.entry((aspect, place.to_owned())).or_default();
        known.extend([if known.is_empty() { "" } else { "; " }, &said]);
    }

    fn view(&mut self, views: &Element) {
        let Some(view) = views.children.first() else { return };
        let mut said = Vec::new();
        said.extend(view.get("showZeros").filter(|it| !is_yes(it)).map(|_| "no zeros"));
        said.extend(view.get("showFormulas").filter(|it| is_yes(it)).map(|_| "formulas"));
        said.extend(view.get("rightToLeft").filter(|it| is_yes(it)).map(|_| "from right to left"));
        self.say(Aspect::View, "", said.join(", "));
    }

    fn notes(&mut self, notes: &Element) {
        for note in notes.list("commentList") {
            let texts = note.all().into_iter().map(|element| element.text.as_str());
            self.say(Aspect::Note, note.get("ref").unwrap_or_default(), texts.collect());
        }
    }
}

impl CellContent {
    fn of(cell: &Element, texts: &[Text]) -> Self {
        let look = cell.get("s").and_then(|look| look.parse().ok()).unwrap_or_default();
        let formula =
            cell.child("f").map(|formula| format!("={}", formula.line().trim_start_matches("f "))).unwrap_or_default();
        let value = cell.child("v").map(|value| value.text.as_str()).unwrap_or_default();
        let text = match cell.get("t") {
            Some("s") => value.trim().parse::<usize>().ok().and_then(|number| texts.get(number)).cloned(),
            Some("inlineStr") => cell.child("is").map(Text::of),
            Some("b") => Some(Text::plain(if is_yes(value) { "TRUE" } else { "FALSE" })),
            Some("n") | None => value.trim().parse::<f64>().ok().map(|number| Text::plain(&number.to_string())),
            Some(_) => None,
        };
        let Text { text: value, runs } = text.unwrap_or_else(|| Text::plain(value));
        Self { value, formula, look, runs }
    }
}

fn column(column: &Element) -> Option<(u16, u16, Line)> {
    let number = |name| column.get(name)?.parse::<u16>().ok()?.checked_sub(1);
    let size = column.get("width").and_then(|width| width.parse().ok());
    Some((number("min")?, number("max")?, Line { hidden: column.is("hidden"), size }))
}

/// The row and column of a cell's name.
fn place(cell: &str) -> Option<(u32, u16)> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = cell.split_at(letters);
    let column = letters.bytes().try_fold(0_u16, |column, letter| {
        column.checked_mul(26)?.checked_add(u16::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
