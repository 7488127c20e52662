//! Where in a file of tables a field stands that nobody filled: below its title in the row of its record, or beside its label.

use super::{Record, Spot};
use std::mem::discriminant;

/// The columns and the labels of a file of tables, each with the field that it is for.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    columns: Vec<Place>,
    labels: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    /// The kind of record; its numbers say nothing here.
    record: Record,
    key: &'static str,
    spot: Spot,
}

impl Layout {
    /// Notes the title below which the values of a field stand, one in the row of each record. Tables are noted from top to
    /// bottom.
    pub fn note_column(&mut self, record: Record, key: &'static str, title: Spot) {
        self.columns.push(Place { record, key, spot: title });
    }

    /// Notes the cell beside a label: the one place of a field.
    pub fn note_label(&mut self, record: Record, key: &'static str, beside: Spot) {
        self.labels.push(Place { record, key, spot: beside });
    }

    /// The title below which the values of a field stand, in the first table.
    #[must_use]
    pub fn title(&self, record: Record, key: &str) -> Option<Spot> {
        let is_of = |place: &&Place| place.key == key && discriminant(&place.record) == discriminant(&record);
        self.columns.iter().find(is_of).map(|title| title.spot)
    }

    /// The cell of a field, filled or not, of a record that stands at a spot.
    #[must_use]
    pub fn cell(&self, record: Record, key: &str, own: Option<Spot>) -> Option<Spot> {
        let is_of = |place: &&Place| place.key == key && discriminant(&place.record) == discriminant(&record);
        if let Some(label) = self.labels.iter().find(is_of) {
            return Some(label.spot);
        }
        let Some(Spot::Cell { sheet, row, .. }) = own else { return None };
        let below = |place: &&Place| matches!(place.spot, Spot::Cell { sheet: s, row: r, .. } if s == sheet && r < row);
        match self.columns.iter().rev().filter(below).find(is_of)?.spot {
            Spot::Cell { column, .. } => Some(Spot::Cell { sheet, row, column }),
            Spot::File | Spot::Span { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u16) -> Spot {
        Spot::Cell { sheet: 0, row, column }
    }

    #[test]
    fn an_empty_cell_is_below_the_title_in_the_row_of_its_record() {
        let mut layout = Layout::default();
        layout.note_column(Record::Measure(0, 0), "due", cell(2, 7));
        layout.note_column(Record::Measure(0, 0), "due", cell(20, 5));
        layout.note_label(Record::Assessment, "order", cell(3, 1));
        let due = |row| layout.cell(Record::Measure(4, 1), "due", Some(cell(row, 0)));
        assert_eq!(due(9), Some(cell(9, 7)));
        assert_eq!(due(21), Some(cell(21, 5)));
        assert_eq!(due(1), None);
        assert_eq!(layout.cell(Record::Situation(4), "due", Some(cell(9, 0))), None);
        assert_eq!(layout.cell(Record::Assessment, "order", None), Some(cell(3, 1)));
    }
}
