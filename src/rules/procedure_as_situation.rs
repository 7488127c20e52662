//! A situation only names a procedure ("public procurement"): nobody does anything in it.
//!
//! The measure is plain: fewer than four words, or no more than the function's own words and a few that say "cases of".

use super::words::WORDS;
use super::{Rule, Subject};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::{excerpt, words};

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
        let text = words(&row.situation.text);
        // A function's situations follow each other.
        if name.0 != Some(&function.name) {
            name = (Some(&function.name), words(&function.name));
        }
        if text.is_empty() {
            // That the text is missing is the reader's finding.
            continue;
        }
        let own: Vec<&str> = text
            .split(' ')
            .filter(|word| {
                !WORDS.cases.iter().any(|case| case == word) && !name.1.split(' ').any(|known| known == *word)
            })
            .collect();
        if text.split(' ').count() < LEAST || own.is_empty() {
            let message = Message::new("procedure-as-situation").with("found", excerpt(&row.situation.text, 60));
            subject.report(sink, &RULE, &row, "text", message).help = Some(Message::new("procedure-as-situation-help"));
        }
    }
}
