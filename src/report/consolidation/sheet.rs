//! What the sheets of the consolidated workbook share: their titles, their empty tables, the names in their cells.

use crate::consolidate::Consolidation;
use crate::locale::Message;
use crate::model::Level;
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};
use std::borrow::Cow;

impl<'a> Consolidation<'a> {
    pub(super) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub(super) fn label(&self, id: &str) -> Cow<'static, str> {
        self.language.label(id)
    }

    pub(super) fn format(&self, message: Message) -> String {
        self.language.message(&message)
    }

    pub(super) fn level_cell(&self, level: Option<Level>) -> Cell<'a> {
        match level {
            Some(level) => Cell::text(Role::Level(level), self.method.level(level).label.get(self.language)),
            None => Cell::text(Role::Short, self.label("not-assessed-short")),
        }
    }

    /// The mark of a draft, if the document is one.
    pub(super) fn draft(&self) -> Option<String> {
        self.unsettled().mark_of_registers(self.language)
    }

    /// A sheet with its title and whose it is.
    pub(super) fn sheet(&self, name: &str, title: &str, widths: Vec<u16>) -> Sheet<'a> {
        let mut sheet = Sheet { name: self.text(name), widths, landscape: true, ..Sheet::default() };
        self.titles(title, &mut sheet);
        sheet
    }

    /// Adds the title of a sheet, whose it is, and the mark of a draft.
    pub(super) fn titles(&self, title: &str, sheet: &mut Sheet<'a>) {
        sheet.across(Role::Title, self.text(title));
        if let Some(title) = self.title {
            sheet.across(Role::Title, title);
        }
        sheet.draft(self.draft());
    }

    /// A sheet with a remark and the titles of its columns, of which the first `frozen` stay in view.
    pub(super) fn listing(
        &self,
        [name, title]: [&str; 2],
        remark: Option<&str>,
        columns: &[(&str, u16)],
        frozen: u16,
    ) -> Sheet<'a> {
        let mut sheet = self.sheet(name, title, columns.iter().map(|(_, width)| *width).collect());
        if let Some(remark) = remark {
            sheet.across(Role::Remark, self.text(remark));
        }
        sheet.head(heads(self.language, columns.iter().map(|(id, _)| *id)), frozen);
        sheet
    }

    /// Says that a table is empty.
    pub(super) fn or_nothing(&self, empty: bool, sheet: &mut Sheet<'a>) {
        if empty {
            sheet.across(Role::Remark, self.text("consolidated-nothing"));
            sheet.filter = None;
        }
    }
}
