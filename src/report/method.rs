//! A method shown: as tables for the terminal and as parts of the workbook's method sheet.

use crate::form::MethodPart;
use crate::locale::Language;
use crate::method::Method;
use crate::sheet::{Cell, Role, Sheet};

/// The tables of `method show`: source, matrix, scales, controls, treatments, decisions.
#[must_use]
pub fn method_tables(method: &Method, language: Language) -> Vec<Sheet<'_>> {
    let source = Sheet {
        name: method.title.get(language).to_owned(),
        rows: [
            ("fact-method-id", method.id.as_str()),
            ("fact-act", method.act.get(language)),
            ("fact-annex", method.annex.get(language)),
            ("fact-method-sha256", &method.sha256),
        ]
        .into_iter()
        .map(|(id, value)| row(vec![Cell::text(Role::Label, language.text(id)), Cell::text(Role::Body, value)]))
        .collect(),
        ..Sheet::default()
    };
    let parts = MethodPart::all(method, language).into_iter().map(|part| Sheet {
        name: part.title,
        rows: std::iter::once(part.head).chain(part.rows).map(row).collect(),
        ..Sheet::default()
    });
    std::iter::once(source).chain(parts).collect()
}

/// The table of `method list`: the embedded methods.
#[must_use]
pub fn method_list(methods: &[Method], language: Language) -> Sheet<'_> {
    let head = ["fact-method-id", "fact-method", "fact-act"].map(|id| Cell::text(Role::Head, language.text(id)));
    let rows = methods.iter().map(|method| {
        row(vec![
            Cell::text(Role::Body, method.id.as_str()),
            Cell::text(Role::Body, method.title.get(language)),
            Cell::text(Role::Body, method.act.get(language)),
        ])
    });
    Sheet {
        name: language.text("title-methods"),
        rows: std::iter::once(row(head.into())).chain(rows).collect(),
        ..Sheet::default()
    }
}

fn row(cells: Vec<Cell<'_>>) -> crate::sheet::Row<'_> {
    crate::sheet::Row { cells }
}
