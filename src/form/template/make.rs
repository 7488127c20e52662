//! What a template is made for: a method in a language.

use crate::locale::Language;
use crate::method::Method;

pub(super) struct Make<'a> {
    pub method: &'a Method,
    pub language: Language,
}

impl Make<'_> {
    pub fn text(&self, id: &str) -> String {
        self.language.text(id)
    }
}
