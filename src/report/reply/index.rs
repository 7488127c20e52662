//! The index of the replies of a run: which file came from whom, what became of it, and which reply answers it.

use crate::inbox::Became;
use crate::locale::Language;
use crate::method::Method;
use crate::report::consolidation::files::word as became;
use crate::report::layout::{self, heads};
use crate::report::records::{FlatTable, number, optional};
use crate::report::reply::subject::Standing;
use crate::sheet::{Book, Cell, Link, Role, Sheet, Stream};
use jiff::civil::Date;

/// The keys of the columns.
pub(in crate::report) const HEADER: &[&str] = &[
    "organization",
    "name",
    "address",
    "path",
    "became",
    "of",
    "state",
    "errors",
    "warnings",
    "reply",
    "letter",
    "letter_sha256",
];

/// The columns of the sheet: the message that is the title, how wide.
const COLUMNS: [(&str, u16); 12] = [
    ("column-id", 5),
    ("index-organization", 16),
    ("index-name", 28),
    ("index-address", 22),
    ("consolidated-file", 32),
    ("consolidated-became", 17),
    ("index-of", 24),
    ("index-state", 16),
    ("index-errors", 9),
    ("index-warnings", 15),
    ("index-reply", 29),
    ("index-letter", 29),
];
/// The columns that are left out where nothing stands in them.
const OPTIONAL: [usize; 2] = [3, 6];

/// What became of a file, in machine formats, where only the reply of an earlier run is left of it.
const LEFT_OVER: &str = "left-over";

/// A file that came, and the reply to it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The id of the body, where it is known whose the file is.
    pub organization: Option<String>,
    /// The name of the body.
    pub name: Option<String>,
    /// Where replies to it are sent.
    pub address: Option<String>,
    /// The file that came.
    pub path: String,
    /// What became of it; `None` of a reply that an earlier run left and this one does not make.
    pub became: Option<Became>,
    /// The file of which it is a copy or an earlier version.
    pub of: Option<String>,
    /// How it stands after its check; `None` where it was not answered, or another file counts in its stead.
    pub standing: Option<Standing>,
    /// How many errors and how many warnings were found, where something was looked for and counts.
    pub found: Option<[usize; 2]>,
    /// The files of the reply and of its letter, from the folder of replies.
    pub reply: Option<String>,
    /// See `reply`.
    pub letter: Option<String>,
    /// SHA-256 of the letter as it was written: one that is another by then was changed by somebody.
    pub letter_sha256: Option<String>,
}

/// The index as a workbook.
#[must_use]
pub fn reply_index_workbook<'a>(
    answers: &'a [Answer],
    as_of: Date,
    method: &'a Method,
    language: Language,
) -> Book<'a> {
    let is_used = |at: &usize| match at {
        3 => answers.iter().any(|answer| answer.address.is_some()),
        _ => answers.iter().any(|answer| answer.of.is_some()),
    };
    let used: Vec<usize> = (0..COLUMNS.len()).filter(|at| !OPTIONAL.contains(at) || is_used(at)).collect();
    let mut sheet = Sheet {
        name: language.text("index-sheet"),
        widths: used.iter().map(|at| COLUMNS[*at].1).collect(),
        landscape: true,
        ..Sheet::default()
    };
    sheet.across(Role::Title, language.text("index-title"));
    sheet.across(Role::Remark, language.text("index-remark"));
    sheet.head(heads(language, used.iter().map(|at| COLUMNS[*at].0)), 3);
    sheet.stream = Some(Stream::new(answers.len(), move |number| {
        let cells = row(&answers[number], number, language).into_iter().enumerate();
        cells.filter(|(at, _)| used.contains(at)).map(|(_, cell)| cell).collect()
    }));
    let title = language.text("index-title");
    Book { title, sheets: vec![sheet], ..layout::book("", as_of, method, language) }
}

fn row(answer: &Answer, number: usize, language: Language) -> Vec<Cell<'_>> {
    let body = |text: &Option<String>| Cell::text(Role::Body, text.clone().unwrap_or_default());
    let file = |path: &Option<String>| body(path).linked(path.clone().map(Link::File));
    let count = |at: usize| match answer.found {
        Some(found) => Cell::number(Role::Short, found[at]),
        None => Cell::empty(Role::Short),
    };
    let state = answer.standing.map(|standing| language.text(word(standing))).unwrap_or_default();
    let state_role = match answer.standing {
        Some(Standing::Returned) => Role::Faulty,
        Some(Standing::ToCorrect | Standing::Draft) => Role::Doubtful,
        Some(Standing::Accepted | Standing::ToLookAt) | None => Role::Body,
    };
    vec![
        Cell::number(Role::Short, number + 1),
        body(&answer.organization),
        body(&answer.name),
        body(&answer.address),
        Cell::text(Role::Body, answer.path.as_str()),
        Cell::text(Role::Body, language.text(answer.became.map_or("index-left-over", became))),
        body(&answer.of),
        Cell::text(state_role, state),
        count(0),
        count(1),
        file(&answer.reply),
        file(&answer.letter),
    ]
}

/// The index as a flat table.
#[must_use]
pub fn reply_index_rows(answers: &[Answer]) -> FlatTable<'_> {
    let rows = answers.iter().map(|answer| {
        let count = |at: usize| answer.found.map_or_else(|| "".into(), |found| number(found[at]));
        vec![
            optional(answer.organization.as_deref()),
            optional(answer.name.as_deref()),
            optional(answer.address.as_deref()),
            answer.path.as_str().into(),
            answer.became.map_or(LEFT_OVER, Became::key).into(),
            optional(answer.of.as_deref()),
            optional(answer.standing.map(Standing::key)),
            count(0),
            count(1),
            optional(answer.reply.as_deref()),
            optional(answer.letter.as_deref()),
            optional(answer.letter_sha256.as_deref()),
        ]
    });
    FlatTable { header: HEADER, rows: Box::new(rows) }
}

/// The id of the word for how a file stands.
fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Accepted => "reply-state-accepted",
        Standing::ToLookAt => "reply-state-to-look-at",
        Standing::ToCorrect => "reply-state-to-correct",
        Standing::Draft => "reply-state-draft",
        Standing::Returned => "reply-state-returned",
    }
}
