//! Records as typed: the common form into which every reader brings its format, before anything is understood.

use super::columns::Verdict;
use super::term::Years;
use crate::model::{Axis, Text};
use crate::source::Spot;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A text as typed.
#[derive(Clone, Debug)]
pub(crate) enum RawText<'a> {
    /// The file's own, or one that was put together.
    Own(Cow<'a, str>),
    /// One that several cells share.
    Shared(Arc<str>),
}

impl RawText<'_> {
    /// The text to write on: a copy, where others share it.
    pub fn to_mut(&mut self) -> &mut String {
        if let Self::Shared(text) = self {
            *self = Self::Own(Cow::Owned(text.to_string()));
        }
        match self {
            Self::Own(text) => text.to_mut(),
            Self::Shared(_) => unreachable!("it is its own by now"),
        }
    }
}

impl Deref for RawText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Shared(text) => text,
        }
    }
}

impl PartialEq for RawText<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'a> From<Cow<'a, str>> for RawText<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Own(text)
    }
}

impl From<String> for RawText<'_> {
    fn from(text: String) -> Self {
        Self::Own(Cow::Owned(text))
    }
}

impl From<Arc<str>> for RawText<'_> {
    fn from(text: Arc<str>) -> Self {
        Self::Shared(text)
    }
}

impl From<RawText<'_>> for Text {
    fn from(text: RawText<'_>) -> Self {
        match text {
            RawText::Own(text) => (*text).into(),
            RawText::Shared(text) => text.into(),
        }
    }
}

impl From<RawText<'_>> for String {
    fn from(text: RawText<'_>) -> Self {
        match text {
            RawText::Own(text) => text.into_owned(),
            RawText::Shared(text) => text.to_string(),
        }
    }
}

/// A value as typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RawValue<'a> {
    Text(RawText<'a>),
    Integer(i64),
    /// A number with a fraction, as written.
    Fraction(Cow<'a, str>),
    Boolean(bool),
    Date(Date),
    /// A list of texts, each with its own place.
    Texts(Vec<(RawText<'a>, Spot)>),
    /// An error that a spreadsheet shows in the place of a value: `#REF!`.
    Error(Cow<'a, str>),
    /// A formula whose value the file does not hold.
    Uncalculated(Cow<'a, str>),
}

/// A field as typed, with its place.
#[derive(Clone, Debug)]
pub(crate) struct RawField<'a> {
    /// The key, one of the field table's.
    pub key: &'static str,
    pub value: RawValue<'a>,
    pub spot: Spot,
}

/// A record as typed, with its place.
#[derive(Clone, Debug)]
pub(crate) struct RawRecord<'a> {
    pub fields: Vec<RawField<'a>>,
    pub spot: Spot,
}

impl<'a> RawRecord<'a> {
    /// A record without fields.
    pub fn new(spot: Spot) -> Self {
        Self { fields: Vec::new(), spot }
    }

    /// Adds a field that holds a text.
    pub fn push(&mut self, key: &'static str, text: impl Into<RawText<'a>>, spot: Spot) {
        self.fields.push(RawField { key, value: RawValue::Text(text.into()), spot });
    }

    /// The field of a key.
    pub fn field(&self, key: &str) -> Option<&RawField<'a>> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The text of a field.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        match &self.field(key)?.value {
            RawValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The place of a field; without it, that of the record.
    pub fn spot_of(&self, key: &str) -> Spot {
        self.field(key).map_or(self.spot, |field| field.spot)
    }
}

/// A register as typed.
#[derive(Clone, Debug)]
pub(crate) struct RawRegister<'a> {
    pub organization: RawRecord<'a>,
    pub assessment: RawRecord<'a>,
    pub functions: Vec<RawFunction<'a>>,
    /// The years that the lines above its table name.
    pub years: Option<Years>,
    /// What was decided about the columns of its tables.
    pub verdict: Verdict,
}

/// A function as typed.
#[derive(Clone, Debug)]
pub(crate) struct RawFunction<'a> {
    pub record: RawRecord<'a>,
    pub situations: Vec<RawSituation<'a>>,
}

/// A situation as typed.
#[derive(Clone, Debug)]
pub(crate) struct RawSituation<'a> {
    pub record: RawRecord<'a>,
    /// Results of the file's own formulas: the key (sum, inherent, residual), the words, the place.
    pub stated: Vec<(&'static str, String, Spot)>,
    /// The points by single criteria.
    pub criteria: Vec<RawCriterion<'a>>,
    pub measures: Vec<RawRecord<'a>>,
}

/// The points of a situation by one criterion, as typed.
#[derive(Clone, Debug)]
pub(crate) struct RawCriterion<'a> {
    pub axis: Axis,
    /// The key of the criterion as typed, and its place.
    pub key: Cow<'a, str>,
    pub spot: Spot,
    pub record: RawRecord<'a>,
}

/// A plan of measures as typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawPlan<'a> {
    pub organization: RawRecord<'a>,
    pub plan: RawRecord<'a>,
    pub chapters: Vec<RawChapter<'a>>,
    pub abbreviations: Vec<RawRecord<'a>>,
    /// The lines above its table: the title may go on in them.
    pub above: Vec<String>,
    /// What was decided about the columns of its tables.
    pub verdict: Verdict,
}

/// A chapter of a plan as typed.
#[derive(Clone, Debug)]
pub(crate) struct RawChapter<'a> {
    pub record: RawRecord<'a>,
    pub tasks: Vec<RawTask<'a>>,
}

/// A task of a plan as typed.
#[derive(Clone, Debug)]
pub(crate) struct RawTask<'a> {
    pub record: RawRecord<'a>,
    pub measures: Vec<RawRecord<'a>>,
}

impl Default for RawRecord<'_> {
    fn default() -> Self {
        Self::new(Spot::File)
    }
}
