//! What a user asks of the reading of tables.

use crate::model::column_keys;
use crate::text::comparable;

/// What a user asks of the reading of tables.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The worksheet that holds the register or the plan.
    pub sheet: Option<&'a str>,
    /// Titles as they stand in tables, each with the key of the field that its column holds, or "" for none.
    pub columns: &'a [(String, String)],
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
        Self { sheet, columns: &[] }
    }
}

impl Asked<'_> {
    /// What the user says of a column with this title.
    pub(super) fn column(&self, whole: &str, own: &str) -> Setting {
        let titled = |wanted: &str| self.columns.iter().find(|(title, _)| comparable(title) == comparable(wanted));
        let found = if self.columns.is_empty() { None } else { titled(whole).or_else(|| titled(own)) };
        let Some((_, key)) = found else { return Setting::Nothing };
        column_keys().iter().find(|known| *known == key).map_or(Setting::NotRead, |key| Setting::Field(key))
    }
}
