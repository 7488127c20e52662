//! A situation says, word for word, what the register said that it was begun with (`init --kind`).
//!
//! The texts of those registers are data of the program, and compared as texts are: letter case, punctuation and spaces do not
//! count, and one changed word is enough. The function's name does not matter: bodies of one kind have the same functions by
//! law, but how a function goes wrong is for each body to find out. It is no error, since such a situation may well exist there
//! just so; then a waiver with its reason says so.

use super::prelude::*;
use crate::starter::is_unadapted;
use crate::text::excerpt;

/// How much of a situation's text the message quotes, in characters.
const QUOTED: usize = 60;

pub(super) const RULE: Rule = Rule::warning("TB610", "unadapted-situation").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows().filter(|row| is_unadapted(&row.situation.text)) {
        let message = Message::new("unadapted-situation").with("found", excerpt(&row.situation.text, QUOTED));
        case.report(sink, &RULE.code, &row, "text", message, "unadapted-situation-help");
    }
}
