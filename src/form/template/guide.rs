//! The sheet that says how to fill the template in, with an example and the method.

use crate::form::method_part::MethodPart;
use crate::form::template::make::Make;
use crate::sheet::{Cell, Role, Sheet};

impl<'a> Make<'a> {
    pub fn guide(&self) -> Sheet<'a> {
        let widths = MethodPart::widths(self.method);
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
            let text = Cell::text(Role::Body, self.text(id)).spanning(all - 1);
            sheet.row(vec![Cell::text(Role::Label, self.text(field)), text]);
        }
        sheet.gap();
        MethodPart::write_all(self.method, self.language, &mut sheet);
        sheet
    }
}
