//! What a user asks of the reading of tables.

use crate::method::{Criterion, Method};
use crate::model::{Axis, column_keys, criterion_column};
use crate::text::comparable;

/// What a user asks of the reading of tables.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The worksheet that holds the register or the plan.
    pub sheet: Option<&'a str>,
    /// Titles as they stand in tables, each with the key of the field that its column holds, or "" for none.
    pub columns: &'a [(String, String)],
    /// The method in use: a table may have a column for each of its criteria.
    pub method: Option<&'a Method>,
}

/// What a user says of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Setting {
    /// Nothing: it is decided.
    #[default]
    Nothing,
    /// It is not read.
    NotRead,
    /// It holds the field of this key.
    Field(&'static str),
}

impl<'a> From<Option<&'a str>> for Asked<'a> {
    fn from(sheet: Option<&'a str>) -> Self {
        Self { sheet, ..Self::default() }
    }
}

impl Asked<'_> {
    /// The criterion, and whether its justification, that a column with this title holds as the user says.
    pub(super) fn criterion_of(&self, whole: &str, own: &str) -> Option<(Axis, &Criterion, bool)> {
        self.said_of(whole, own).and_then(|key| self.criterion(key))
    }

    /// The key that the user gives a column with this title.
    pub(super) fn said_of(&self, whole: &str, own: &str) -> Option<&str> {
        let titled = |wanted: &str| self.columns.iter().find(|(title, _)| comparable(title) == comparable(wanted));
        let found = if self.columns.is_empty() { None } else { titled(whole).or_else(|| titled(own)) };
        found.map(|(_, key)| key.as_str())
    }

    fn criterion(&self, key: &str) -> Option<(Axis, &Criterion, bool)> {
        let (axis, key, justification) = criterion_column(key)?;
        Some((axis, self.method?.criteria(axis).find(key)?, justification))
    }

    /// What the user says of a column with this title.
    pub(super) fn column(&self, whole: &str, own: &str) -> Setting {
        let Some(key) = self.said_of(whole, own) else { return Setting::Nothing };
        // The columns of criteria are settled before.
        if self.criterion(key).is_some() {
            return Setting::NotRead;
        }
        column_keys().iter().find(|known| *known == key).map_or(Setting::NotRead, |key| Setting::Field(key))
    }
}
