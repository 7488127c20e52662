//! Where a finding is: in words, in the reply's own tables, in the department's file.

use crate::diag::Folded;
use crate::locale::Message;
use crate::report::reply::subject::Reply;
use crate::sheet::Link;
use crate::source::Position;

/// Where it is, as a person looks for it in the file.
pub(super) fn place(reply: &Reply<'_, '_>, one: &Folded<'_>) -> String {
    let message = match (&one.first.place.position, one.rows(), one.range()) {
        (Position::Text { line, .. }, ..) => Message::new("place-line").with("line", *line),
        (Position::Cell { sheet: Some(sheet), .. }, _, Some(range)) => {
            Message::new("place-cell").with("sheet", sheet.as_ref()).with("cell", range)
        }
        (Position::Cell { sheet: None, .. }, Some((_, from, to)), _) if from < to => {
            Message::new("reply-lines").with("first", from + 1).with("last", to + 1)
        }
        (Position::Cell { row, .. }, ..) => Message::new("place-line").with("line", *row + 1),
        (Position::File, ..) => Message::new("reply-whole-file"),
    };
    reply.format(&message)
}

/// The way to the cells in the department's own file.
pub(super) fn link(reply: &Reply<'_, '_>, one: &Folded<'_>) -> Option<Link> {
    let Position::Cell { sheet: Some(sheet), .. } = &one.first.place.position else { return None };
    Some(Link::Cells { file: Some(reply.link?.to_owned()), sheet: sheet.to_string(), range: one.range()? })
}

/// The way to the cells in the department's tables as the reply shows them.
pub(super) fn link_to_shown(reply: &Reply<'_, '_>, one: &Folded<'_>) -> Option<Link> {
    let (sheet, range) = match &one.first.place.position {
        Position::File => return None,
        Position::Text { line, .. } => (None, format!("A{line}")),
        Position::Cell { sheet, .. } => (sheet.as_deref(), one.range()?),
    };
    Some(Link::Cells { file: None, sheet: reply.tab_of(sheet)?, range })
}
