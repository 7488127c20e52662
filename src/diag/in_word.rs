//! Places in Word documents, in words: people count tables and rows there, and know no names of cells.

use super::folded::Folded;
use crate::locale::Message;
use crate::source::{InTable, Position};

/// Where in a Word document: `table 2, row 5, column "Harm"`. `None` for any other place.
#[must_use]
pub fn in_word(position: &Position) -> Option<Message> {
    place(position, None)
}

impl Folded<'_> {
    /// Where in a Word document: `table 2, rows 5-9, column "Harm"`. `None` for any other place.
    #[must_use]
    pub fn in_word(&self) -> Option<Message> {
        let last = self.more.last().and_then(|last| in_table(&last.place.position));
        place(&self.first.place.position, last)
    }
}

fn in_table(position: &Position) -> Option<&InTable> {
    match position {
        Position::Cell { word, .. } => word.as_ref(),
        Position::File | Position::Text { .. } => None,
    }
}

fn place(position: &Position, last: Option<&InTable>) -> Option<Message> {
    let Position::Cell { word: Some(InTable { table, row }), column, title, .. } = position else { return None };
    let Some(row) = row else { return Some(Message::new("place-beside-table").with("table", table.as_ref())) };
    // Where a page cut a table in two, the last row may be one of the second.
    let last = last.filter(|last| last.table == *table).and_then(|last| last.row);
    let rows = match last.filter(|last| last > row) {
        Some(last) => Message::new("place-rows").with("first", row + 1).with("last", last + 1),
        None => Message::new("place-row").with("row", row + 1),
    };
    let column = match title {
        Some(title) => Message::new("place-column").with("title", title.as_ref()),
        None => Message::new("place-column-number").with("number", u32::from(*column) + 1),
    };
    Some(Message::new("place-in-table").with("table", table.as_ref()).with("rows", rows).with("column", column))
}
