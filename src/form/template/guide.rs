//! The page that the template opens on: what to do in three steps, whose the list is, how far it has come, an example; and the
//! method on a sheet of its own.

use crate::form::method_part::MethodPart;
use crate::form::template::make::Make;
use crate::form::template::make::{ORGANIZATION, REGISTER};
use crate::sheet::{Cell, Link, Name, Role, Sheet};

/// The widths of labels, texts and buttons, in characters: together as wide as an upright page.
const WIDTHS: [u16; 3] = [24, 62, 18];

/// The sheets that the three steps lead to.
const STEPS: [(&str, &str, &str); 3] = [
    ("guide-step-1", "guide-step-1-text", "sheet-organisation"),
    ("guide-step-2", "guide-step-2-text", "sheet-register"),
    ("guide-step-3", "guide-step-3-text", "sheet-measures"),
];

/// The example: what is asked, and an answer.
const EXAMPLE: [(&str, &str); 6] = [
    ("column-situation", "example-situation"),
    ("column-likelihood", "example-likelihood"),
    ("column-harm", "example-harm"),
    ("column-control", "example-control"),
    ("column-control-evidence", "example-evidence"),
    ("column-measure", "example-measure"),
];

impl<'a> Make<'a> {
    /// The page; `name` is that of the organisation, `done` how many of the situations have a level.
    pub fn guide(&self, name: &str, (done, of): (usize, usize)) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.text("sheet-guide"),
            widths: WIDTHS.into(),
            gridless: true,
            opens: true,
            ..Sheet::default()
        };
        let text = |role, id: &str| Cell::text(role, self.text(id));
        let button = |id: &str| {
            let link = Link::Cells { file: None, sheet: self.text(id), range: "A1".to_owned() };
            text(Role::Button, id).linked(Some(link))
        };
        sheet.row(vec![text(Role::Title, "title-register").spanning(3)]);
        sheet.row(vec![text(Role::Remark, "guide-what").spanning(3)]);
        sheet.gap();
        sheet.row(vec![text(Role::Heading, "guide-whose").spanning(3)]);
        let nobody = self.text("guide-nobody");
        let shown = if name.is_empty() { nobody.clone() } else { name.to_owned() };
        let nobody = nobody.replace('"', "\"\"");
        let whose = format!("IF(tobokel_organisation=\"\",\"{nobody}\",tobokel_organisation)");
        sheet.row(vec![text(Role::Label, "guide-list-of"), Cell::formula(Role::Text, whose, shown)]);
        let method = Cell::text(Role::Text, self.method.title.get(self.language));
        sheet.row(vec![text(Role::Label, "guide-method"), method, button("sheet-method")]);
        let count = "COUNTIF(tobokel_inherent,\"?*\")&\" / \"&COUNTA(tobokel_situations)";
        let scored = Cell::formula(Role::Text, count.to_owned(), format!("{done} / {of}"));
        sheet.row(vec![text(Role::Label, "guide-scored"), scored]);
        if !self.unadapted.is_empty() {
            let left = "SUMPRODUCT(COUNTIF(tobokel_situations,tobokel_unadapted))&\"\"".to_owned();
            let left = Cell::formula(Role::Text, left, self.unadapted.len().to_string());
            sheet.row(vec![text(Role::Label, "guide-unadapted"), left]);
        }
        sheet.gap();
        sheet.row(vec![text(Role::Heading, "guide-steps").spanning(3)]);
        for (label, what, of) in STEPS {
            sheet.row(vec![text(Role::Label, label), text(Role::Text, what), button(of)]);
            if of == "sheet-register" && !self.reasoned.is_empty() {
                let what = text(Role::Text, "guide-criteria").spanning(2);
                sheet.row(vec![text(Role::Label, "guide-criteria-name"), what]);
            }
        }
        sheet.row(vec![text(Role::Label, "guide-then"), text(Role::Text, "guide-then-text").spanning(2)]);
        sheet.gap();
        self.legend(&mut sheet);
        sheet.row(vec![text(Role::Heading, "guide-example").spanning(3)]);
        for (field, id) in EXAMPLE {
            sheet.row(vec![text(Role::Remark, field), text(Role::Remark, id).spanning(2)]);
        }
        sheet
    }

    /// What the looks of the cells mean.
    fn legend(&self, sheet: &mut Sheet<'a>) {
        let text = |role, id: &str| Cell::text(role, self.text(id));
        sheet.row(vec![text(Role::Heading, "guide-looks").spanning(3)]);
        let mut row = |role, look: &str, what: &str| {
            sheet.row(vec![text(role, look), text(Role::Text, what).spanning(2)]);
        };
        row(Role::NeededHead, "guide-look-needed", "guide-needed");
        row(Role::WorkedOut, "guide-look-worked-out", "guide-worked-out");
        if self.folds {
            row(Role::Short, "guide-look-folded", "guide-folded");
        }
        if !self.unadapted.is_empty() {
            row(Role::Remark, "guide-look-unadapted", "guide-adapt");
        }
        sheet.gap();
    }

    /// The names that the page calls cells of other sheets by.
    pub fn names(&self, rows: u32) -> Vec<Name> {
        let columns = self.columns_of_register();
        let column = |key| columns.iter().zip(0_u16..).find(|(column, _)| column.key == key).map(|(_, number)| number);
        let named = |name, key| {
            let column = column(key)?;
            Some(Name { name, sheet: REGISTER, first: (1, column), last: (rows.max(2) - 1, column) })
        };
        let organisation = Name { name: "tobokel_organisation", sheet: ORGANIZATION, first: (0, 1), last: (0, 1) };
        let of_register = [named("tobokel_situations", "text"), named("tobokel_inherent", "inherent")];
        std::iter::once(organisation).chain(of_register.into_iter().flatten()).collect()
    }

    /// The method as tables.
    pub fn method(&self) -> Sheet<'a> {
        let widths = MethodPart::widths(self.method);
        let mut sheet = Sheet { name: self.text("sheet-method"), widths, ..Sheet::default() };
        MethodPart::write_all(self.method, self.language, &mut sheet);
        if !self.reasoned.is_empty() {
            MethodPart::write_criteria(self.method, self.language, &mut sheet);
        }
        sheet
    }
}
