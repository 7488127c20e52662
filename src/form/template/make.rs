//! What a template is made for: a method in a language, and what of its register is still as it came.

use crate::form::register::Form;
use crate::locale::Language;
use crate::method::Method;
use crate::starter::is_unadapted;

/// The sheets, by their places in the workbook: names of ranges call them so. Those that are filled in stand first, and their
/// columns stand where they always did: programs fill templates in by place.
pub(super) const ORGANIZATION: usize = 0;
pub(super) const REGISTER: usize = 1;
pub(super) const LISTS: usize = 5;

pub(super) struct Make<'a> {
    pub method: &'a Method,
    pub language: Language,
    /// The situations that nobody has adapted yet; a program shows them otherwise until one of their words is changed.
    pub unadapted: Vec<&'a str>,
    /// Whether the level that was published before is folded away: there is none.
    pub folds: bool,
}

impl<'a> Make<'a> {
    /// An empty template.
    pub fn empty(method: &'a Method, language: Language) -> Self {
        Self { method, language, unadapted: Vec::new(), folds: true }
    }

    /// The template of a register.
    pub fn of(form: &Form<'a>) -> Self {
        let texts = form.register.situations().map(|(_, situation)| situation.text.as_str());
        let unadapted = texts.filter(|text| is_unadapted(text)).collect();
        let folds = form.register.situations().all(|(_, situation)| situation.declared_level.is_none());
        Self { method: form.method, language: form.language, unadapted, folds }
    }

    pub fn text(&self, id: &str) -> String {
        self.language.text(id)
    }
}
