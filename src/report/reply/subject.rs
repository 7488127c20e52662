//! What a reply is about, and what is told of it.

use crate::case::Entry;
use crate::diag::{Folded, Severity, folded};
use crate::locale::{Language, Message};

/// What is replied, and of what.
pub(super) struct Reply<'e, 'a> {
    pub entry: &'e Entry<'a>,
    pub language: Language,
    /// The findings that are told, the same down a column as one, the worst first.
    pub found: Vec<Folded<'a>>,
    /// The department's file, without folders, where it lies beside the reply.
    pub link: Option<&'e str>,
}

impl<'e, 'a> Reply<'e, 'a> {
    /// The reply about an input. Of a file that was refused all findings are told: they are the reason.
    pub fn of(entry: &'e Entry<'a>, link: Option<&'e str>) -> Self {
        let is_refused = matches!(entry, Entry::Refused(_));
        let mut found = folded(entry.findings());
        found.retain(|one| is_refused || one.first.waived.is_none());
        found.sort_by_key(|one| one.first.severity);
        Self { entry, language: entry.language(), found, link }
    }

    pub fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub fn format(&self, message: &Message) -> String {
        self.language.message(message)
    }

    /// Whether what was sent is a plan of measures.
    pub fn is_plan(&self) -> bool {
        matches!(self.entry, Entry::Plan(_))
    }

    /// Of two messages the one for this kind of file: a plan needs other words than a register.
    pub fn word(&self, of_register: &'static str, of_plan: &'static str) -> &'static str {
        if self.is_plan() { of_plan } else { of_register }
    }

    pub fn is_refused(&self) -> bool {
        matches!(self.entry, Entry::Refused(_))
    }

    /// The organisation, as the file names it.
    pub fn organization(&self) -> Option<&'a str> {
        match self.entry {
            Entry::Case(case) => Some(&case.register.organization.name),
            Entry::Plan(planned) => Some(&planned.plan.organization.name),
            Entry::Refused(_) => None,
        }
    }

    /// How many findings of a severity are told.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|one| one.first.severity == severity).map(Folded::count).sum()
    }

    /// Whether there is something to correct.
    pub fn has_list(&self) -> bool {
        let has_fault = self.found.iter().any(|one| one.first.severity != Severity::Information);
        has_fault || (self.is_refused() && !self.found.is_empty())
    }
}
