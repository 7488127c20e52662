//! The side table that says where each field of each record of a register or a plan was read: two dozen entries a situation,
//! so each is small. Of a file of tables it also says where a field stands that nobody filled: below its title in the row of its
//! record, or beside its label.

use super::place::Spot;
use std::mem::discriminant;

/// What a field belongs to: the record of a register that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// The `[organization]` table.
    Organization,
    /// The `[assessment]` table.
    Assessment,
    /// A function, by its 0-based number in the register.
    Function(u32),
    /// A situation, by its 0-based number in the whole register.
    Situation(u32),
    /// A measure: the situation's number in the register and the measure's number in the situation, both 0-based.
    Measure(u32, u32),
    /// The points of a situation by one criterion: the situation's number in the register and the criterion's in the method.
    Criterion(u32, u32),
    /// The `[plan]` table of a plan of measures.
    Plan,
    /// A chapter of a plan, by its 0-based number.
    Chapter(u32),
    /// A task of a plan, by its 0-based number in the whole plan.
    Task(u32),
    /// A measure of a plan, by its 0-based number in the whole plan.
    PlannedMeasure(u32),
    /// An entry of a plan's list of abbreviations, by its 0-based number.
    Abbreviation(u32),
}

/// The columns and the labels of a file of tables, each with the field that it is for.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    columns: Vec<Titled>,
    labels: Vec<Titled>,
}

/// The title of a column or a label.
#[derive(Clone, Copy, Debug)]
struct Titled {
    /// The kind of record; of a criterion with its number in the method. Other numbers say nothing here.
    record: Record,
    key: &'static str,
    spot: Spot,
}

impl Titled {
    fn is_of(&self, record: Record, key: &str) -> bool {
        let same = match (self.record, record) {
            (Record::Criterion(_, own), Record::Criterion(_, other)) => own == other,
            _ => discriminant(&self.record) == discriminant(&record),
        };
        same && self.key == key
    }
}

impl Layout {
    /// Notes the title above a field's values, one in the row of each record. Tables come from top to bottom.
    pub fn note_column(&mut self, record: Record, key: &'static str, title: Spot) {
        self.columns.push(Titled { record, key, spot: title });
    }

    /// Notes the cell beside a label: the one place of a field.
    pub fn note_label(&mut self, record: Record, key: &'static str, beside: Spot) {
        self.labels.push(Titled { record, key, spot: beside });
    }

    /// The title below which the values of a field stand, in the first table.
    fn title(&self, record: Record, key: &str) -> Option<Spot> {
        self.columns.iter().find(|title| title.is_of(record, key)).map(|title| title.spot)
    }

    /// The cell of a field, filled or not, of a record that stands at a spot.
    #[must_use]
    pub fn cell(&self, record: Record, key: &str, own: Option<Spot>) -> Option<Spot> {
        if let Some(label) = self.labels.iter().find(|label| label.is_of(record, key)) {
            return Some(label.spot);
        }
        let Some(Spot::Cell { sheet, row, .. }) = own else { return None };
        self.columns.iter().rev().filter(|title| title.is_of(record, key)).find_map(|title| match title.spot {
            Spot::Cell { sheet: of, row: above, column } if of == sheet && above < row => {
                Some(Spot::Cell { sheet, row, column })
            }
            _ => None,
        })
    }
}

/// Where each field of each record of one register was read.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The keys of fields, each once; sorted when all is read.
    keys: Vec<&'static str>,
    /// The entries of each kind of record. A register is read record by record: of one kind, they come in order.
    entries: [Vec<Entry>; 11],
    /// Of a table: the fields for which it has no column.
    absent: Vec<Absent>,
    /// Of a file of tables: where fields stand that nobody filled.
    layout: Layout,
}

/// A field for which a table has no column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The field's key.
    pub key: &'static str,
    /// Where to look: the title of the column that may hold it, else the first title of the table.
    pub spot: Spot,
    /// The id of the message that is the title of its column.
    pub title: &'static str,
    /// Whether a column that is not read may hold it: that column was spoken of, and nothing else is to be said.
    pub unsure: bool,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The record's number, and the measure's in its situation or the criterion's in the method.
    record: [u32; 2],
    spot: Spot,
    /// The key's place among the keys.
    key: u16,
}

/// The kind of a record, as the place of its entries, and its numbers.
fn split(record: Record) -> (usize, [u32; 2]) {
    match record {
        Record::Organization => (0, [0, 0]),
        Record::Assessment => (1, [0, 0]),
        Record::Function(number) => (2, [number, 0]),
        Record::Situation(number) => (3, [number, 0]),
        Record::Measure(situation, number) => (4, [situation, number]),
        Record::Plan => (5, [0, 0]),
        Record::Chapter(number) => (6, [number, 0]),
        Record::Task(number) => (7, [number, 0]),
        Record::PlannedMeasure(number) => (8, [number, 0]),
        Record::Abbreviation(number) => (9, [number, 0]),
        Record::Criterion(situation, number) => (10, [situation, number]),
    }
}

impl Origins {
    /// Notes where a field was read; the empty key stands for the record as a whole.
    pub fn note(&mut self, record: Record, key: &'static str, spot: Spot) {
        let (kind, record) = split(record);
        let known = self.keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        });
        // Keys are those of the field table: a few dozen.
        let key = u16::try_from(known).unwrap_or(u16::MAX);
        self.entries[kind].push(Entry { record, spot, key });
    }

    /// Sorts the notes so that they can be looked up; called once, when a register has been read.
    pub fn finish(&mut self) {
        let mut sorted = self.keys.clone();
        sorted.sort_unstable();
        let place = |key: &&str| sorted.partition_point(|other| other < key);
        let places: Vec<u16> = self.keys.iter().map(|key| u16::try_from(place(key)).unwrap_or(u16::MAX)).collect();
        for entries in &mut self.entries {
            for entry in &mut *entries {
                entry.key = places[usize::from(entry.key)];
            }
            if !entries.is_sorted_by_key(|entry| entry.record) {
                entries.sort_by_key(|entry| entry.record);
            }
            for record in entries.chunk_by_mut(|a, b| a.record == b.record) {
                record.sort_by_key(|entry| entry.key);
            }
            entries.shrink_to_fit();
        }
        self.keys = sorted;
    }

    /// Notes the fields for which a table has no column.
    pub fn note_absent(&mut self, absent: Vec<Absent>) {
        self.absent = absent;
    }

    /// Notes where the fields of a file of tables stand, filled or not.
    pub fn note_layout(&mut self, layout: Layout) {
        self.layout = layout;
    }

    /// The title of the column of a field; `None` where no table has one.
    #[must_use]
    pub fn title(&self, record: Record, key: &str) -> Option<Spot> {
        self.layout.title(record, key)
    }

    /// The cell of a field of a record that stands at a spot; `None` where the file has no cell for it.
    #[must_use]
    pub fn cell(&self, record: Record, key: &str, own: Spot) -> Option<Spot> {
        self.layout.cell(record, key, Some(own))
    }

    /// The cell of a field that nobody filled; `None` where it was filled, or where the file has no cell for it.
    #[must_use]
    pub fn empty_cell(&self, record: Record, key: &str) -> Option<Spot> {
        if self.has(record, key) { None } else { self.layout.cell(record, key, self.find(record, "")) }
    }

    /// The fields for which the table has no column.
    #[must_use]
    pub fn absent(&self) -> &[Absent] {
        &self.absent
    }

    /// Where a field was read. If the field is absent: its empty cell, else where the table's titles lack it, else the
    /// record's own place, the file if that is unknown too.
    #[must_use]
    pub fn spot(&self, record: Record, key: &str) -> Spot {
        let own = || self.find(record, "");
        let lacking = || self.absent.iter().find(|absent| absent.key == key).map(|absent| absent.spot);
        let known = self.find(record, key).or_else(|| self.layout.cell(record, key, own()));
        known.or_else(lacking).or_else(own).unwrap_or(Spot::File)
    }

    /// Where a field was read, else its empty cell, else a field of the same inline table, else the record's own place.
    #[must_use]
    pub fn spot_near(&self, record: Record, key: &str) -> Spot {
        let table = key.split_once('.').map_or(key, |(table, _)| table);
        let sibling = || {
            let in_table = |key: &str| key.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'));
            self.of_record(record).iter().find(|entry| in_table(self.keys[usize::from(entry.key)]))
        };
        let empty = || self.layout.cell(record, key, self.find(record, ""));
        let near = self.find(record, key).or_else(empty).or_else(|| sibling().map(|entry| entry.spot));
        near.unwrap_or_else(|| self.spot(record, key))
    }

    /// Whether a field was there at all.
    #[must_use]
    pub fn has(&self, record: Record, key: &str) -> bool {
        self.find(record, key).is_some()
    }

    fn find(&self, record: Record, key: &str) -> Option<Spot> {
        let key = u16::try_from(self.keys.binary_search(&key).ok()?).ok()?;
        self.of_record(record).iter().find(|entry| entry.key == key).map(|entry| entry.spot)
    }

    /// The entries of a record.
    fn of_record(&self, record: Record) -> &[Entry] {
        let (kind, record) = split(record);
        let entries = &self.entries[kind];
        let from = entries.partition_point(|entry| entry.record < record);
        let count = entries[from..].iter().take_while(|entry| entry.record == record).count();
        &entries[from..from + count]
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

    #[test]
    fn an_absent_field_is_reported_at_its_record() {
        let mut origins = Origins::default();
        origins.note(Record::Situation(1), "", Spot::Span { start: 5, end: 6 });
        origins.note(Record::Situation(1), "harm.score", Spot::Span { start: 8, end: 9 });
        origins.finish();
        assert_eq!(origins.spot(Record::Situation(1), "harm.score"), Spot::Span { start: 8, end: 9 });
        assert_eq!(origins.spot(Record::Situation(1), "text"), Spot::Span { start: 5, end: 6 });
        assert_eq!(origins.spot(Record::Situation(0), "text"), Spot::File);
    }
}
