//! The mark of a draft.

use crate::case::{Case, Unsettled};
use crate::locale::{Language, Message};

impl Unsettled {
    /// The mark with its counts; `None` where everything is settled.
    #[must_use]
    pub fn mark(self, language: Language) -> Option<String> {
        let Self { open, all, errors } = self;
        let of_open = Message::new("draft").with("open", open).with("all", all);
        let mark = match (open, errors) {
            (0, 0) => return None,
            (_, 0) => of_open,
            (0, _) => Message::new("draft-errors").with("errors", errors),
            _ => Message::new("draft-both").with("open", of_open).with("errors", errors),
        };
        Some(language.message(&mark))
    }
}

impl Case<'_> {
    /// The mark of a draft, if the document is one.
    #[must_use]
    pub fn draft(&self) -> Option<String> {
        self.unsettled().mark(self.language)
    }
}
