//! Walks through the text of a document: what Word shows of it goes into its tables and the lines around them.

use super::counters::Counters;
use super::numbering::Lists;
use super::paragraph::{Choice, FieldCodes, Page, Paragraph};
use super::story::Story;
use super::styles::Styles;
use super::table::{Cell, Table};
use super::xml::{Piece, Xml, given, is_on, number, value};
use crate::read::budget::Budget;
use crate::read::unreadable::Unreadable;
use quick_xml::events::BytesStart;
use std::io::BufRead;

/// An element that is open, as far as what stands in it depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Other,
    Paragraph,
    ParagraphProperties,
    MarkProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Layout,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    /// A choice of two ways to write one thing; whether one was taken.
    Alternatives(bool),
    /// A drawing: no text but that of boxes.
    Drawing,
    Box,
    /// A content control; whether it shows but a hint at what to write.
    Control(bool),
    /// What stands in a content control or an alternative stands where that does.
    Around,
    ControlProperties,
    Choice,
    Section,
    /// Nothing of it is read.
    Passed,
}

/// Elements of which nothing is read: what was deleted or stood before, codes, and stops of tabs that are no tabs.
const PASSED: [&str; 14] = [
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "tabs",
    "rt",
    "binData",
    "fldData",
    "sdtEndPr",
    "tblPr",
    "tblPrEx",
    "pBdr",
    "framePr",
    "annotation",
];

/// Walks through the text of a document.
pub(super) struct Walk<'w> {
    path: Vec<Within>,
    pub paragraphs: Vec<Paragraph>,
    pub fields: FieldCodes,
    pub choice: Option<Choice>,
    counters: Counters,
    lists: &'w Lists,
    styles: &'w Styles,
    pub story: Story,
}

impl<'w> Walk<'w> {
    pub fn new(lists: &'w Lists, styles: &'w Styles) -> Self {
        Self {
            path: Vec::new(),
            paragraphs: Vec::new(),
            fields: FieldCodes::default(),
            choice: None,
            counters: Counters::default(),
            lists,
            styles,
            story: Story::default(),
        }
    }

    /// Reads the part with the text.
    pub fn read(mut self, part: impl BufRead, budget: &mut Budget) -> Result<Story, Unreadable> {
        let mut xml = Xml::of(part);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => {
                    let within = self.open(&tag, budget)?;
                    self.path.push(within);
                }
                Piece::Close => {
                    if let Some(within) = self.path.pop() {
                        self.close(within, budget)?;
                    }
                }
                Piece::Text(text) if self.path.last() == Some(&Within::Text) => self.say(&text, budget)?,
                Piece::Text(_) => {}
            }
        }
        Ok(self.story)
    }

    /// What an element stands in.
    fn parent(&self) -> Within {
        let last = self.path.last().copied().unwrap_or(Within::Other);
        if last != Within::Around {
            return last;
        }
        let is_wrapper =
            |within: &&Within| matches!(within, Within::Around | Within::Alternatives(_) | Within::Control(_));
        self.path.iter().rev().find(|within| !is_wrapper(within)).copied().unwrap_or(Within::Other)
    }

    fn open(&mut self, tag: &BytesStart<'_>, budget: &mut Budget) -> Result<Within, Unreadable> {
        let name = tag.local_name();
        let (name, parent): (&str, _) = (name.as_ref(), self.parent());
        if let Some(within) = self.not_shown(parent, name, tag)? {
            return Ok(within);
        }
        if let Some(within) = self.of_table(parent, name, tag, budget)? {
            return Ok(within);
        }
        self.of_text(parent, name, tag, budget)
    }

    /// What an element is that is passed over, or only stands around others; `None` for any other.
    fn not_shown(&mut self, parent: Within, name: &str, tag: &BytesStart<'_>) -> Result<Option<Within>, Unreadable> {
        Ok(Some(match (parent, name) {
            (Within::ControlProperties, "showingPlcHdr") => {
                self.show_hint();
                Within::Passed
            }
            (Within::Passed | Within::ControlProperties, _)
            | (Within::Control(true), "sdtContent")
            | (Within::Alternatives(true), "Choice" | "Fallback") => Within::Passed,
            (Within::Alternatives(false), "Choice" | "Fallback") => {
                self.path.pop();
                self.path.push(Within::Alternatives(true));
                Within::Around
            }
            (_, "AlternateContent") => Within::Alternatives(false),
            (_, "txbxContent") => Within::Box,
            (Within::Drawing, _) | (_, "drawing" | "pict" | "object") => Within::Drawing,
            (_, "altChunk" | "subDoc") => {
                self.story.embeds = true;
                Within::Passed
            }
            // An end of a paragraph that is deleted or hidden is not shown: the next one goes on in its line.
            (Within::MarkProperties, "del" | "moveFrom" | "vanish") => {
                let is_on = is_on(tag)?;
                self.paragraph(|paragraph| paragraph.is_joined |= is_on);
                Within::Passed
            }
            (Within::RowProperties, "del") => {
                self.story.table(Table::delete_row);
                Within::Passed
            }
            (_, "del") => Within::Passed,
            (_, name) if PASSED.contains(&name) || name.ends_with("Change") => Within::Passed,
            (_, "sdt") => Within::Control(false),
            (Within::Control(_), "sdtPr") => Within::ControlProperties,
            (Within::Control(_), "sdtContent") => Within::Around,
            _ => return Ok(None),
        }))
    }

    /// What an element of a table is; `None` for any other.
    fn of_table(
        &mut self,
        parent: Within,
        name: &str,
        tag: &BytesStart<'_>,
        budget: &Budget,
    ) -> Result<Option<Within>, Unreadable> {
        Ok(Some(match (parent, name) {
            (_, "tbl") => {
                self.story.begin_table(budget)?;
                Within::Table
            }
            (Within::Table, "tblGrid") => Within::Layout,
            (Within::Layout, "gridCol") => {
                let width = given(tag, "w")?.and_then(|width| width.trim().parse().ok());
                self.story.table(|table| table.layout(width));
                Within::Other
            }
            (_, "tr") => {
                self.story.table(Table::begin_row);
                Within::Row
            }
            (Within::Row, "trPr") => Within::RowProperties,
            (Within::RowProperties, "gridBefore") => {
                let columns = number(tag)?.unwrap_or_default();
                self.story.table(|table| table.skip(columns));
                Within::Other
            }
            (_, "tc") => {
                self.story.table(|table| table.cell = Some(Cell::default()));
                Within::Cell
            }
            (Within::Cell, "tcPr") => Within::CellProperties,
            (Within::CellProperties, _) => {
                self.cell_property(name, tag)?;
                Within::Other
            }
            _ => return Ok(None),
        }))
    }

    /// What an element of a text is.
    fn of_text(
        &mut self,
        parent: Within,
        name: &str,
        tag: &BytesStart<'_>,
        budget: &mut Budget,
    ) -> Result<Within, Unreadable> {
        Ok(match (parent, name) {
            (_, "p") => {
                self.paragraphs.push(Paragraph::default());
                Within::Paragraph
            }
            (Within::Paragraph, "pPr") => Within::ParagraphProperties,
            (Within::ParagraphProperties, "rPr") => Within::MarkProperties,
            (Within::ParagraphProperties, "sectPr") => {
                self.paragraph(|paragraph| paragraph.page = Page::Ends);
                Within::Section
            }
            (Within::ParagraphProperties, _) => {
                self.paragraph_property(name, tag)?;
                Within::ParagraphProperties
            }
            (_, "r") => {
                let styles = self.styles;
                self.paragraph(|paragraph| paragraph.is_run_hidden = styles.hides(paragraph.style.as_deref()));
                Within::Run
            }
            (Within::Run, "rPr") => Within::RunProperties,
            (Within::RunProperties, "vanish") => {
                let is_on = is_on(tag)?;
                self.paragraph(|paragraph| paragraph.is_run_hidden = is_on);
                Within::Other
            }
            (Within::RunProperties, "rStyle") => {
                let hides = value(tag)?.is_some_and(|style| self.styles.hides(Some(&style)));
                self.paragraph(|paragraph| paragraph.is_run_hidden |= hides);
                Within::Other
            }
            (Within::Run, _) => self.run(name, tag, budget)?,
            (Within::Choice, _) => {
                self.choice_part(name, tag)?;
                Within::Choice
            }
            (_, "ddList") => {
                self.choice = Some(Choice::default());
                Within::Choice
            }
            _ => Within::Other,
        })
    }

    /// Ends an element.
    fn close(&mut self, within: Within, budget: &mut Budget) -> Result<(), Unreadable> {
        match within {
            Within::Paragraph => self.end_paragraph(),
            Within::Cell => self.story.end_cell(budget)?,
            Within::Row => self.story.end_row(budget)?,
            Within::Table => self.story.end_table(budget)?,
            Within::Choice if self.parent() != Within::Choice => self.say_choice(budget)?,
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let is_heading = match paragraph.outline {
            Some(level) => level < 9,
            None => self.styles.is_heading(paragraph.style.as_deref()),
        };
        // What is not shown does not count.
        if !paragraph.is_joined && !self.story.is_covered() {
            let Paragraph { numbered, style, .. } = &paragraph;
            let number = self.counters.next(*numbered, style.as_deref(), self.lists, self.styles);
            paragraph.number = number;
        }
        self.story.end_paragraph(paragraph, is_heading);
    }

    /// What stands in a content control is but a hint at what to write.
    fn show_hint(&mut self) {
        let control = self.path.iter_mut().rev().find(|within| matches!(within, Within::Control(_)));
        if let Some(control) = control {
            *control = Within::Control(true);
        }
    }

    pub fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }
}
