//! A method shown as tables for the terminal.

use crate::form::MethodPart;
use crate::locale::Language;
use crate::method::Method;
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};

/// The tables of `method show`: source, matrix, scales, controls, treatments, decisions, criteria.
#[must_use]
pub fn method_tables(method: &Method, language: Language) -> Vec<Sheet<'_>> {
    let facts = [
        ("fact-method-id", method.id.as_str()),
        ("fact-act", method.act.get(language)),
        ("fact-annex", method.annex.get(language)),
        ("fact-method-sha256", &method.sha256),
    ];
    let facts =
        facts.map(|(id, value)| vec![Cell::text(Role::Label, language.text(id)), Cell::text(Role::Body, value)]);
    let parts = MethodPart::all(method, language).into_iter().chain(MethodPart::criteria(method, language));
    let parts = parts.map(|part| Sheet::table(part.title, std::iter::once(part.head).chain(part.rows)));
    std::iter::once(Sheet::table(method.title.get(language).to_owned(), facts)).chain(parts).collect()
}

/// The table of `method list`: the embedded methods.
#[must_use]
pub fn method_list(methods: &[Method], language: Language) -> Sheet<'_> {
    let head = heads(language, ["fact-method-id", "fact-method", "fact-act"]);
    let rows = methods.iter().map(|method| {
        [&method.id, method.title.get(language), method.act.get(language)]
            .map(|text| Cell::text(Role::Body, text))
            .into()
    });
    Sheet::table(language.text("title-methods"), std::iter::once(head).chain(rows))
}
