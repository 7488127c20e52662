//! A seal: fingerprints of what was approved, so that a later change shows, and in which field.
//!
//! What a fingerprint is of is settled here ([`SealedKey`], [`SealedSituation::lines`]); the hashing is not done here.

use super::{Axis, FIELDS, FieldSpec, Table};
use jiff::civil::Date;

/// Fields that change while a measure is carried out: they are not approved, and so not sealed.
pub const EXECUTION_FIELDS: [&str; 11] = [
    "status",
    "done_on",
    "result",
    "reason",
    "evidence",
    "measured",
    "reported_on",
    "verified.result",
    "verified.by",
    "verified.on",
    "verified.note",
];

/// The seal of a register. Every fingerprint is a SHA-256 in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The day of the sealing.
    pub as_of: Date,
    /// The organisation's id.
    pub organization: String,
    /// The order that approves the list.
    pub order: Option<String>,
    /// The method's id.
    pub method: String,
    /// The fingerprint of the method's file.
    pub method_sha256: String,
    /// The name of the register's file.
    pub register: String,
    /// The fingerprint of the register's file.
    pub register_sha256: String,
    /// The key of each particular of the organisation and of the assessment that held something (`organization.name`), with
    /// the fingerprint of its text.
    pub particulars: Vec<(String, String)>,
    /// The documents that were written with the seal.
    pub documents: Vec<SealedDocument>,
    /// The situations, in the register's order.
    pub situations: Vec<SealedSituation>,
}

impl Seal {
    /// The text whose fingerprint is the seal's own, a line `key=value` for everything in it: so that the day, the names and the
    /// lists of documents and situations cannot be changed by hand without a trace.
    #[must_use]
    pub fn lines(&self) -> String {
        let day = self.as_of.to_string();
        let mut lines = String::new();
        let mut line = |key: &str, value: &str| lines.extend([key, "=", value, "\n"]);
        line("as_of", &day);
        line("organization", &self.organization);
        if let Some(order) = &self.order {
            line("order", order);
        }
        line("method.id", &self.method);
        line("method.sha256", &self.method_sha256);
        line("register.file", &self.register);
        line("register.sha256", &self.register_sha256);
        for (key, sha256) in &self.particulars {
            line(key, sha256);
        }
        for document in &self.documents {
            line(if document.at_hand { "document.file" } else { "document.name" }, &document.name);
            line("document.sha256", &document.sha256);
        }
        for situation in &self.situations {
            line("situation.sha256", &situation.sha256);
        }
        lines
    }

    /// The fingerprint of a particular.
    #[must_use]
    pub fn particular(&self, key: &str) -> Option<&str> {
        self.particulars.iter().find(|(known, _)| known == key).map(|(_, sha256)| sha256.as_str())
    }
}

/// A document that was written with the seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedDocument {
    /// Its path from the folder of the seal, with forward slashes; of a document elsewhere, its name.
    pub name: String,
    /// Whether it lies in the folder of the seal or below it, where it can be looked for.
    pub at_hand: bool,
    /// The fingerprint of its bytes.
    pub sha256: String,
}

/// A situation as it was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedSituation {
    /// Its id.
    pub id: String,
    /// The fingerprint of [`Self::lines`].
    pub sha256: String,
    /// The key of each field that held something, in the field table's order, with the fingerprint of its text.
    pub fields: Vec<(String, String)>,
}

impl SealedSituation {
    /// The text whose fingerprint is the situation's: a line `key=fingerprint` for each field.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut lines = String::new();
        for (key, sha256) in &self.fields {
            lines.extend([key.as_str(), "=", sha256, "\n"]);
        }
        lines
    }

    /// The fingerprint of a field.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == key).map(|(_, sha256)| sha256.as_str())
    }
}

/// What the key of a sealed field stands for: `text` and `harm.score` of the situation, `function.name` of its function,
/// `measure.2.due` of its second measure,
/// `harm.criteria.financial.score` of a criterion.
#[derive(Clone, Copy, Debug)]
pub struct SealedKey {
    /// The field.
    pub field: &'static FieldSpec,
    /// The 1-based number of the measure in the situation.
    pub measure: Option<u32>,
    /// The scale of the criterion.
    pub axis: Option<Axis>,
}

impl SealedKey {
    /// The fields of the organisation and of the assessment that are sealed, each with its key in a seal.
    pub fn particulars() -> impl Iterator<Item = (String, &'static FieldSpec)> {
        FIELDS.iter().filter_map(|field| {
            let prefix = match field.table {
                Table::Organization => "organization",
                Table::Assessment => "assessment",
                _ => return None,
            };
            Self::is_sealed(field).then(|| (format!("{prefix}.{}", field.key), field))
        })
    }

    /// Reads a key; `None` if no sealed field has it.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        if let Some((axis, _, rest)) = Self::criterion(key) {
            let field = FieldSpec::find(Table::Criterion, rest)?;
            return Some(Self { field, measure: None, axis: Some(axis) });
        }
        let (field, measure) = if let Some(rest) = key.strip_prefix("measure.") {
            let (number, rest) = rest.split_once('.')?;
            let number = number.parse::<u32>().ok().filter(|number| *number > 0)?;
            (FieldSpec::find(Table::Measure, rest)?, Some(number))
        } else if let Some(rest) = key.strip_prefix("function.") {
            (FieldSpec::find(Table::Function, rest)?, None)
        } else {
            (FieldSpec::find(Table::Situation, key)?, None)
        };
        Self::is_sealed(field).then_some(Self { field, measure, axis: None })
    }

    /// The scale, the key of the criterion and the field's own key, of the key of a sealed field of a criterion.
    #[must_use]
    pub fn criterion(key: &str) -> Option<(Axis, &str, &str)> {
        let (axis, rest) = key.split_once(".criteria.")?;
        let axis = Axis::ALL.into_iter().find(|known| known.key() == axis)?;
        let (criterion, rest) = rest.split_once('.')?;
        (!criterion.is_empty()).then_some((axis, criterion, rest))
    }

    /// Whether a field is sealed. The method has a fingerprint of its own, and the organisation's id stands in the seal as it is.
    #[must_use]
    pub fn is_sealed(field: &FieldSpec) -> bool {
        match field.table {
            Table::Organization => field.key != "id",
            Table::Assessment => field.key != "method",
            Table::Measure => !EXECUTION_FIELDS.contains(&field.key),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_for_fields_and_for_nothing_else() {
        let key = |text| SealedKey::parse(text).map(|key| (key.field.table, key.field.key, key.measure));
        assert_eq!(key("harm.score"), Some((Table::Situation, "harm.score", None)));
        assert_eq!(key("function.name"), Some((Table::Function, "name", None)));
        assert_eq!(key("harm.criteria.a.score"), Some((Table::Criterion, "score", None)));
        assert_eq!(key("measure.12.due"), Some((Table::Measure, "due", Some(12))));
        for none in [
            "",
            "harm",
            "measure.0.due",
            "measure.x.due",
            "measure.1.status",
            "measure.1",
            "function.text",
            "harm.criteria.a",
            "harm.criteria..score",
        ] {
            assert_eq!(key(none), None, "{none}");
        }
    }
}
