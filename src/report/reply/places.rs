//! Where a finding is: in words, in the reply's own tables, in the department's file.

use crate::diag::{Folded, in_word};
use crate::locale::Message;
use crate::report::reply::subject::Reply;
use crate::sheet::Link;
use crate::source::{Position, cell_name};

/// Where it is, as a person looks for it in the file.
pub(super) fn place(reply: &Reply<'_, '_>, one: &Folded<'_>) -> String {
    if let Some(table) = one.in_word() {
        return reply.format(&table);
    }
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
    // No link leads to a row of a Word document.
    let Position::Cell { sheet: Some(sheet), word: None, .. } = &one.first.place.position else { return None };
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

/// The way to one cell or line in these tables, and its name.
pub(super) fn link_to_cell(reply: &Reply<'_, '_>, position: &Position) -> Option<(Link, String)> {
    let line = |line: usize| reply.format(&Message::new("place-line").with("line", line));
    let (sheet, range, name) = match position {
        Position::File => return None,
        Position::Text { line: at, .. } => (None, format!("A{at}"), line(*at)),
        Position::Cell { sheet, row, column, .. } => {
            let cell = cell_name(*row, *column);
            let name = match in_word(position) {
                Some(table) => reply.format(&table),
                None if sheet.is_none() => line(*row as usize + 1),
                None => cell.clone(),
            };
            (sheet.as_deref(), cell, name)
        }
    };
    Some((Link::Cells { file: None, sheet: reply.tab_of(sheet)?, range }, name))
}
