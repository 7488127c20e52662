//! What a reply is about, and what is told of it.

use crate::case::Entry;
use crate::diag::{Folded, Severity, folded};
use crate::locale::{Language, Message};
use crate::source::{Position, ShownSheet};
use std::sync::Arc;

/// What is replied, and of what.
pub struct Reply<'e, 'a> {
    pub(super) entry: &'e Entry<'a>,
    pub(super) language: Language,
    /// The findings that are told, the same down a column as one, the worst first.
    pub(super) found: Vec<Folded<'a>>,
    /// The department's file, without folders, where it lies beside the reply.
    pub(super) link: Option<&'e str>,
    /// The name under which the body is known to whoever asks for its register.
    known_as: Option<&'e str>,
    /// The file that came after this one.
    pub(super) later: Option<String>,
    /// The register of the body, beside which this file came.
    pub(super) beside: Option<String>,
    /// The empty form that is attached, where one can be.
    form: Option<String>,
    /// The tables that were sent.
    sent: Vec<Arc<ShownSheet>>,
}

/// The advice where no table of the form was found: it names a command.
const NO_TABLE: &str = "no-register-table-help";
/// The advice after which an empty form is of use: also a scan has to be typed in.
const HELPED_BY_A_FORM: [&str; 2] = [NO_TABLE, "foreign-scan-help"];

/// How a file stands after its check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is nothing to correct.
    Accepted,
    /// There are warnings to look at.
    ToLookAt,
    /// There are errors to correct.
    ToCorrect,
    /// Situations are not assessed.
    Draft,
    /// It is no register.
    Returned,
}

impl Standing {
    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::ToLookAt => "warnings",
            Self::ToCorrect => "errors",
            Self::Draft => "draft",
            Self::Returned => "returned",
        }
    }
}

impl<'e, 'a> Reply<'e, 'a> {
    /// The reply about an input. `link` is the name of its file in the folder where the reply will lie: then places in a workbook
    /// are links to its cells. Of a file that was refused all findings are told: they are the reason.
    #[must_use]
    pub fn of(entry: &'e Entry<'a>, link: Option<&'e str>) -> Self {
        let is_refused = matches!(entry, Entry::Refused(_));
        let mut found = folded(entry.findings());
        found.retain(|one| is_refused || one.first.waived.is_none());
        found.sort_by_key(|one| one.first.severity);
        Self {
            entry,
            language: entry.language(),
            found,
            link,
            known_as: None,
            later: None,
            beside: None,
            form: None,
            sent: Vec::new(),
        }
    }

    /// The reply to a body that is known under a name.
    #[must_use]
    pub fn known_as(mut self, name: Option<&'e str>) -> Self {
        self.known_as = name;
        self
    }

    /// The reply about an earlier version: the name of the file that came after it. Of the earlier one nothing is asked any more.
    #[must_use]
    pub fn replaced_by(mut self, later: String) -> Self {
        self.found.clear();
        self.later = Some(later);
        self
    }

    /// The reply about a file that is no register, from a body whose register came: the name of that.
    #[must_use]
    pub fn beside(mut self, register: String) -> Self {
        self.beside = Some(register);
        self
    }

    /// The reply to which an empty form can be attached.
    #[must_use]
    pub fn offering(mut self, form: Option<String>) -> Self {
        self.form = form;
        self
    }

    /// Whether an empty form helps: no table of the form was found in what was sent.
    #[must_use]
    pub fn wants_form(&self) -> bool {
        let helps = |one: &Folded<'_>| one.first.help.as_ref().is_some_and(|help| HELPED_BY_A_FORM.contains(&help.id));
        self.is_refused() && self.beside.is_none() && self.found.iter().any(helps)
    }

    /// Where she gets the form from, if it helps.
    pub(super) fn form_sentence(&self) -> Option<String> {
        let sentence = || match &self.form {
            Some(file) => Message::new("reply-form-attached").with("file", file.as_str()),
            None => Message::new("reply-form-ask"),
        };
        self.wants_form().then(|| self.format(&sentence()))
    }

    /// Advice in the words of somebody who has no command line.
    pub(super) fn advice(&self, help: &Message) -> String {
        match help.id {
            NO_TABLE => self.text("no-register-table-help-reply"),
            _ => self.format(help),
        }
    }

    /// The language that it speaks.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The reply with the tables that were sent, as far as they help to find what to correct. Of a text file its text is shown.
    #[must_use]
    pub fn showing(mut self, sent: Vec<ShownSheet>) -> Self {
        self.sent = sent.into_iter().filter(|sheet| !sheet.rows.is_empty()).map(Arc::new).collect();
        self
    }

    /// Whether the cells of the file help to find what to correct: it is a file of tables with something to correct in a cell.
    #[must_use]
    pub fn wants_cells(&self) -> bool {
        self.has_list() && self.entry.file().is_of_tables()
    }

    /// The tables that the reply shows, each with the name of its tab.
    pub(super) fn shown(&self) -> impl Iterator<Item = (String, &Arc<ShownSheet>)> {
        self.sent.iter().map(|sheet| (self.tab(sheet.name.as_deref()), sheet))
    }

    /// Whether cells of the tables that it shows are coloured.
    pub(super) fn marks_cells(&self) -> bool {
        self.found.iter().filter(|one| one.first.severity != Severity::Information).any(|one| {
            match &one.first.place.position {
                Position::File => false,
                Position::Text { .. } => self.tab_of(None).is_some(),
                Position::Cell { sheet, .. } => self.tab_of(sheet.as_deref()).is_some(),
            }
        })
    }

    /// The tab on which a sheet of the file is shown, if it is.
    pub(super) fn tab_of(&self, sheet: Option<&str>) -> Option<String> {
        let is_shown = self.sent.iter().any(|shown| shown.name.as_deref() == sheet);
        is_shown.then(|| self.tab(sheet))
    }

    /// A sheet keeps its name; a file without sheets gives its own.
    fn tab(&self, sheet: Option<&str>) -> String {
        sheet.unwrap_or_else(|| self.entry.file().stem()).to_owned()
    }

    pub(super) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub(super) fn format(&self, message: &Message) -> String {
        self.language.message(message)
    }

    /// Whether what was sent is a plan of measures.
    pub(super) fn is_plan(&self) -> bool {
        matches!(self.entry, Entry::Plan(_))
    }

    /// Of two messages the one for this kind of file: a plan needs other words than a register.
    pub(super) fn word(&self, of_register: &'static str, of_plan: &'static str) -> &'static str {
        if self.is_plan() { of_plan } else { of_register }
    }

    pub(super) fn is_refused(&self) -> bool {
        matches!(self.entry, Entry::Refused(_))
    }

    /// The organisation, as the file names it.
    #[must_use]
    pub fn organization(&self) -> Option<&'a str> {
        match self.entry {
            Entry::Case(case) => Some(&case.register.organization.name),
            Entry::Plan(planned) => Some(&planned.plan.organization.name),
            Entry::Refused(_) => None,
        }
    }

    /// The body to which the letter goes.
    pub(super) fn addressee(&self) -> Option<&str> {
        self.known_as.or_else(|| self.organization())
    }

    /// How many findings of a severity are told.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|one| one.first.severity == severity).map(Folded::count).sum()
    }

    /// How the file stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let open = self.entry.case().map_or(0, |case| case.open_situations());
        match (self.count(Severity::Error), self.count(Severity::Warning)) {
            _ if self.is_refused() => Standing::Returned,
            _ if open > 0 => Standing::Draft,
            (0, 0) => Standing::Accepted,
            (0, _) => Standing::ToLookAt,
            _ => Standing::ToCorrect,
        }
    }

    /// Whether there is something to correct at places of its own. What makes a whole file useless is told in a sentence.
    pub(super) fn has_list(&self) -> bool {
        let is_listed = |one: &Folded<'_>| match one.first.place.position {
            Position::File => !self.is_refused() && one.first.severity != Severity::Information,
            Position::Text { .. } | Position::Cell { .. } => {
                self.is_refused() || one.first.severity != Severity::Information
            }
        };
        self.found.iter().any(is_listed)
    }
}
