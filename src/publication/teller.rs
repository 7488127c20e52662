//! What of a record is told: one gate that every text goes through. It lets pass what is listed, names nobody and says how to reach
//! nobody, counts what it holds back, and knows where that stands.

use super::allowed::{PUBLIC_FIELDS, PublishedFields};
use super::stays::why_it_stays;
use super::{Told, Why, Withheld};
use crate::model::{FieldSpec, Fields, Kind, Table, Value};
use crate::source::{Origins, Place, Record, SourceFile};

/// A text that stays because of what stands in it, and its place: for whoever publishes, never for the publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldText {
    /// The id of the body.
    pub organization: String,
    /// The id of the message that names the field.
    pub title: &'static str,
    /// Why it stays.
    pub why: Why,
    /// Where it stands.
    pub place: Place,
}

/// Where a record was read.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub file: &'a SourceFile,
    pub origins: &'a Origins,
    pub record: Record,
}

/// The gate, with what it held back of a body.
pub(super) struct Teller<'a> {
    pub fields: &'a PublishedFields,
    pub withheld: Vec<Withheld>,
    pub places: Vec<(&'static str, Why, Place)>,
}

impl<'a> Teller<'a> {
    pub fn new(fields: &'a PublishedFields) -> Self {
        Self { fields, withheld: Vec::new(), places: Vec::new() }
    }

    /// A text of a record that belongs to a public field, by the key under which the record holds it.
    pub fn tell(&mut self, field: &'static str, text: Option<&str>, at: At<'_>, key: &'static str) -> Told {
        if !self.fields.has(field) {
            return Told::Withheld(Why::NotListed);
        }
        self.unless(field, title(field), text, why_it_stays, || at.file.place(at.origins.spot(at.record, key)))
    }

    /// A text that leaves unless something in it keeps it.
    pub fn unless(
        &mut self,
        field: &'static str,
        title: &'static str,
        text: Option<&str>,
        stays: impl FnOnce(&str) -> Option<Why>,
        place: impl FnOnce() -> Place,
    ) -> Told {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Told::Nothing };
        let Some(why) = stays(text) else { return Told::Text(text.to_owned()) };
        self.count(field, title, why);
        self.places.push((title, why, place()));
        Told::Withheld(why)
    }

    /// Counts the fields of a record that hold something and do not leave.
    pub fn count_others<R: Fields>(&mut self, record: &R) {
        for field in R::FIELDS {
            // That a control may lower a level is said of every control.
            if field.spec.kind != Kind::Boolean && !self.fields.release(field.spec) && !is_nothing(&(field.get)(record))
            {
                self.count(public_key(field.spec), field.spec.name, Why::NotListed);
            }
        }
    }

    fn count(&mut self, field: &'static str, title: &'static str, why: Why) {
        match self.withheld.iter_mut().find(|one| (one.field, one.title, one.why) == (field, title, why)) {
            Some(one) => one.count += 1,
            None => self.withheld.push(Withheld { field, title, why, count: 1 }),
        }
    }
}

fn is_nothing(value: &Value<'_>) -> bool {
    match value {
        Value::Nothing => true,
        Value::Texts(texts) => texts.is_empty(),
        _ => false,
    }
}

/// The key of the public field that a field of a record belongs to; else its own, by which it is told from that of another record.
fn public_key(spec: &FieldSpec) -> &'static str {
    match (spec.table, spec.key) {
        (Table::Criterion, "score") => return "criteria.score",
        (Table::Criterion, _) => return "criteria.justification",
        _ => {}
    }
    let holds = |held: &[(Table, &str)]| held.contains(&(spec.table, spec.key));
    PUBLIC_FIELDS.iter().find(|field| holds(field.holds)).map_or(spec.key, |field| field.key)
}

/// The id of the message that names a public field.
pub(super) fn title(field: &str) -> &'static str {
    let known = PUBLIC_FIELDS.iter().find(|known| known.key == field);
    known.map_or("field-situation", |known| known.title)
}
