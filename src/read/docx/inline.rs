//! What stands in a line of a document: texts, breaks, signs, the results of fields; and what paragraphs and cells say of
//! themselves.

use super::paragraph::{Choice, Page, sign};
use super::table::Merge;
use super::walk::{Walk, Within};
use super::xml::{given, is_on, number, value};
use crate::read::budget::Budget;
use crate::read::unreadable::Unreadable;
use quick_xml::events::BytesStart;

/// What is shown for a sign that only its font knows.
const UNKNOWN: char = '\u{fffd}';

impl Walk<'_> {
    /// A text of the run that is read.
    pub fn say(&mut self, text: &str, budget: &mut Budget) -> Result<(), Unreadable> {
        if self.fields.is_code() {
            return Ok(());
        }
        budget.repeated(text.len(), 1)?;
        let is_covered = self.story.is_covered();
        self.paragraph(|paragraph| {
            let into = if paragraph.is_run_hidden && !is_covered { &mut paragraph.hidden } else { &mut paragraph.text };
            into.push_str(text);
        });
        Ok(())
    }

    /// An element of a run.
    pub fn run(&mut self, name: &str, tag: &BytesStart<'_>, budget: &mut Budget) -> Result<Within, Unreadable> {
        match name {
            "t" => return Ok(Within::Text),
            "tab" | "ptab" => self.say("\t", budget)?,
            "br" | "cr" => {
                if given(tag, "type")?.as_deref() == Some("page") {
                    self.paragraph(|paragraph| {
                        paragraph.page = if paragraph.text.trim().is_empty() { Page::Begins } else { Page::Ends };
                    });
                }
                self.say("\n", budget)?;
            }
            // Where a line may break is looks: a term with this hyphen is a term.
            "noBreakHyphen" => self.say("-", budget)?,
            "sym" => {
                let font = given(tag, "font")?.unwrap_or_default();
                let sign = given(tag, "char")?.and_then(|code| sign(&font, &code)).unwrap_or(UNKNOWN);
                self.say(sign.encode_utf8(&mut [0; 4]), budget)?;
            }
            "fldChar" => {
                if let Some(kind) = given(tag, "fldCharType")? {
                    self.fields.mark(&kind);
                }
            }
            _ => {}
        }
        Ok(Within::Other)
    }

    /// What a paragraph says of itself.
    pub fn paragraph_property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        let number = number(tag)?;
        match name {
            "pStyle" => {
                let style = value(tag)?;
                self.paragraph(|paragraph| paragraph.style = style);
            }
            "numId" => self.paragraph(|paragraph| paragraph.numbered.list = number),
            "ilvl" => self.paragraph(|paragraph| paragraph.numbered.level = number),
            "outlineLvl" => self.paragraph(|paragraph| paragraph.outline = number),
            "pageBreakBefore" if is_on(tag)? => self.paragraph(|paragraph| paragraph.page = Page::Begins),
            _ => {}
        }
        Ok(())
    }

    /// What a cell says of itself.
    pub fn cell_property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        let merge = |value: Option<String>| match value.as_deref() {
            Some("restart") => Merge::Begins,
            _ => Merge::GoesOn,
        };
        let (number, value) = (number(tag)?, value(tag)?);
        self.story.cell(|cell| match name {
            "gridSpan" => cell.span = number.unwrap_or(1).max(1),
            "vMerge" => cell.down = merge(value),
            "hMerge" => cell.right = merge(value),
            "cellDel" => cell.is_deleted = true,
            _ => {}
        });
        Ok(())
    }

    /// An entry of a list in a form's field, or which of them was chosen.
    pub fn choice_part(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        let (number, value) = (number(tag)?, value(tag)?);
        let choice = self.choice.get_or_insert_with(Choice::default);
        match name {
            "result" => choice.chosen = number.unwrap_or_default() as usize,
            "listEntry" => choice.entries.extend(value),
            _ => {}
        }
        Ok(())
    }

    /// What was chosen in a form's field is its text: the field has no other result.
    pub fn say_choice(&mut self, budget: &mut Budget) -> Result<(), Unreadable> {
        let Some(Choice { chosen, mut entries }) = self.choice.take() else { return Ok(()) };
        if chosen >= entries.len() {
            return Ok(());
        }
        // The list stands in the code of the field.
        let fields = std::mem::take(&mut self.fields);
        let said = self.say(&entries.swap_remove(chosen), budget);
        self.fields = fields;
        said
    }
}
