//! The sheet that says how to fill the template in, with an example and the method.

use super::Make;
use crate::form::MethodPart;
use crate::locale::Message;
use crate::sheet::{Cell, Role, Sheet};

impl<'a> Make<'a> {
    pub fn guide(&self) -> Sheet<'a> {
        let columns = u16::try_from(self.method.harm.len() + 1).unwrap_or(u16::MAX).max(4);
        let mut widths = vec![28];
        widths.extend(std::iter::repeat_n((72 / (columns - 1)).max(11), usize::from(columns - 1)));
        let mut sheet = Sheet { name: self.text("sheet-guide"), widths, ..Sheet::default() };
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, self.text("title-guide")).spanning(all)]);
        for step in ["guide-step-1", "guide-step-2", "guide-step-3", "guide-step-4", "guide-step-5"] {
            sheet.row(vec![Cell::text(Role::Text, self.text(step)).spanning(all)]);
        }
        sheet.gap();
        sheet.row(vec![Cell::text(Role::Group, self.text("guide-example")).spanning(all)]);
        for (field, id) in [
            ("column-situation", "example-situation"),
            ("column-likelihood", "example-likelihood"),
            ("column-harm", "example-harm"),
            ("column-control", "example-control"),
            ("column-control-evidence", "example-evidence"),
            ("column-measure", "example-measure"),
        ] {
            let text = self.language.message(&Message::new(id));
            sheet.row(vec![Cell::text(Role::Label, self.text(field)), Cell::text(Role::Body, text).spanning(all - 1)]);
        }
        sheet.gap();
        for part in MethodPart::all(self.method, self.language) {
            part.write(&mut sheet, columns);
            sheet.gap();
        }
        sheet
    }
}
