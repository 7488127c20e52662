//! A situation only names a procedure ("public procurement"): nobody does anything in it.
//!
//! The measure is plain: fewer than four words, or no more than the function's own words and a few that say "cases of".

use super::words::WORDS;
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::{excerpt, first_words, words};

/// A sentence in which somebody does something has at least so many words.
const LEAST: usize = 4;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB604", name: "procedure-as-situation", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(7),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let mut name = (None, String::new());
    for (row, (function, _)) in subject.rows().zip(subject.register.situations()) {
        // A function's situations follow each other.
        if name.0 != Some(&function.name) {
            name = (Some(&function.name), words(&function.name));
        }
        let says_more = |text: &str| {
            let own =
                |word: &str| !WORDS.cases.iter().any(|case| case == word) && !name.1.split(' ').any(|n| n == word);
            text.split(' ').count() >= LEAST && text.split(' ').any(own)
        };
        // Most do with their first words.
        if says_more(&first_words(&row.situation.text, 2 * LEAST)) {
            continue;
        }
        let text = words(&row.situation.text);
        // That the text is missing is the reader's finding.
        if !text.is_empty() && !says_more(&text) {
            let message = Message::new("procedure-as-situation").with("found", excerpt(&row.situation.text, 60));
            subject.report(sink, &RULE, &row, "text", message).help = Some(Message::new("procedure-as-situation-help"));
        }
    }
}
