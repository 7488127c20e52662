//! The text of the e-mail with which a reply is sent: which file came, what became of it, the first things to correct, what to do.
//! It names posts, no persons; the day until which something is asked is left to whoever sends it.

use crate::diag::{Folded, Severity};
use crate::locale::{Language, Message};
use crate::report::reply::places::place;
use crate::report::reply::subject::{Reply, Standing};
use crate::report::reply::summary::{outcome, to_do};
use crate::report::words::file_name;
use crate::source::Position;
use crate::text::{capitalised, excerpt};

/// How many findings are told, and how much of each sentence, in characters.
const FIRST: usize = 5;
const LONGEST: usize = 400;

/// With what every letter begins, in each of the languages: by it a letter is known as one of this program.
#[must_use]
pub fn letter_beginnings() -> [String; 3] {
    Language::ALL
        .map(|language| language.message(&Message::new("letter-subject").with("file", "")).trim_end().to_owned())
}

/// The letter; `attached` is the name of the reply's file.
#[must_use]
pub fn reply_letter(reply: &Reply<'_, '_>, attached: &str) -> String {
    let file = file_name(reply.entry.path());
    let about_file = |id: &'static str| reply.format(&Message::new(id).with("file", file.as_str()));
    let mut greeting = vec![reply.text(reply.word("letter-to", "letter-to-plan"))];
    greeting.splice(..0, reply.addressee().map(one_line));
    let counts = Message::new("letter-counts")
        .with("errors", reply.count(Severity::Error))
        .with("warnings", reply.count(Severity::Warning));
    let mut came = vec![about_file("letter-came"), outcome(reply)];
    if reply.has_list() {
        came.push(reply.format(&counts));
    }
    let mut parts =
        vec![about_file("letter-subject"), greeting.join("\n"), reply.text("letter-greeting"), came.join(" ")];
    // Of an earlier version nothing is asked any more.
    if reply.later.is_none() {
        parts.extend(first(reply));
        if reply.has_list() {
            let id = if reply.marks_cells() { "letter-attached" } else { "letter-attached-list" };
            parts.push(reply.format(&Message::new(id).with("file", attached)));
        }
    }
    parts.push(to_do(reply).join(" "));
    if reply.later.is_none() && reply.beside.is_none() && reply.standing() != Standing::Accepted {
        parts.push(reply.text("letter-until"));
    }
    parts.push(format!("{}\n{}", reply.text("letter-close"), reply.text("reply-post")));
    parts.join("\n\n") + "\n"
}

/// The first things to correct, numbered; of a file that could not be read, why, and what is needed.
fn first(reply: &Reply<'_, '_>) -> Option<String> {
    let told: Vec<_> = reply
        .found
        .iter()
        .filter(|one| one.first.severity != Severity::Information)
        .map(|one| {
            let found = one.first;
            let what = one_line(&reply.format(&found.message));
            let what = match found.place.position {
                Position::File => capitalised(&what),
                Position::Text { .. } | Position::Cell { .. } => {
                    format!("{}: {what}", capitalised(&spelled(reply, one)))
                }
            };
            match &found.help {
                Some(help) => format!("{what}. {}.", capitalised(&one_line(&reply.advice(help)))),
                None => format!("{what}."),
            }
        })
        .collect();
    if told.is_empty() {
        return None;
    }
    let title = if reply.has_list() { "letter-first" } else { "letter-why" };
    let mut lines = vec![reply.text(title)];
    lines.extend((1..).zip(told.iter().take(FIRST)).map(|(number, one)| format!("{number}. {one}")));
    let more = told.len().saturating_sub(FIRST);
    if more > 0 {
        lines.push(reply.format(&Message::new("letter-more").with("count", more)));
    }
    Some(lines.join("\n"))
}

/// Where it is, in words: a letter has no columns.
fn spelled(reply: &Reply<'_, '_>, one: &Folded<'_>) -> String {
    match (&one.first.place.position, one.range()) {
        (Position::Cell { sheet: Some(sheet), word: None, .. }, Some(cell)) => {
            reply.format(&Message::new("letter-cell").with("sheet", sheet.as_ref()).with("cell", cell))
        }
        _ => place(reply, one),
    }
}

/// A sentence on one line, without the full stop that it may end in.
fn one_line(text: &str) -> String {
    excerpt(text, LONGEST).trim().trim_end_matches('.').to_owned()
}
