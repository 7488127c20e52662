//! What a template is made for: a method in a language, and what of its register is still as it came.

use crate::form::register::Form;
use crate::locale::Language;
use crate::method::Method;
use crate::model::Axis;
use crate::starter::is_unadapted;

/// The sheets, by their places in the workbook: names of ranges call them so. Those that are filled in stand first, and their
/// columns stand where they always did: programs fill templates in by place.
pub(super) const ORGANIZATION: usize = 0;
pub(super) const REGISTER: usize = 1;
pub(super) const LISTS: usize = 5;

/// Which criteria a form has columns for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriteriaColumns {
    /// Those of the scales of which the register uses any.
    Used,
    /// All that the method has.
    All,
}

pub(super) struct Make<'a> {
    pub method: &'a Method,
    pub language: Language,
    /// The situations that nobody has adapted yet; a program shows them otherwise until one of their words is changed.
    pub unadapted: Vec<&'a str>,
    /// Whether the level that was published before is folded away: there is none.
    pub folds: bool,
    /// The scales whose points are made of criteria: each criterion has columns.
    pub reasoned: Vec<Axis>,
}

impl<'a> Make<'a> {
    /// An empty template.
    pub fn empty(method: &'a Method, language: Language, columns: CriteriaColumns) -> Self {
        let reasoned = reasoned(method, |_| columns == CriteriaColumns::All);
        Self { method, language, unadapted: Vec::new(), folds: true, reasoned }
    }

    /// The template of a register.
    pub fn of(form: &Form<'a>, columns: CriteriaColumns) -> Self {
        let texts = form.register.situations().map(|(_, situation)| situation.text.as_str());
        let unadapted = texts.filter(|text| is_unadapted(text)).collect();
        let folds = form.register.situations().all(|(_, situation)| situation.declared_level.is_none());
        let uses = |axis| form.register.situations().any(|(_, situation)| !situation.score(axis).criteria.is_empty());
        let reasoned = reasoned(form.method, |axis| columns == CriteriaColumns::All || uses(axis));
        Self { method: form.method, language: form.language, unadapted, folds, reasoned }
    }

    pub fn text(&self, id: &str) -> String {
        self.language.text(id)
    }
}

/// The scales that have criteria, of those that are wanted.
fn reasoned(method: &Method, is_wanted: impl Fn(Axis) -> bool) -> Vec<Axis> {
    Axis::ALL.into_iter().filter(|axis| !method.criteria(*axis).all.is_empty() && is_wanted(*axis)).collect()
}
