//! What a field of a record holds, whichever record it is: one type between the model and everything that reads or writes
//! it field by field (form, TOML, seal, JSON).

use super::{Amount, Category, Grade, Level, OrganizationKind, Period, Reporting, Status, Text, Verification};
use crate::locale::Language;
use jiff::civil::Date;
use std::borrow::Cow;

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// Points of a scale of the method.
    Points,
    /// A level of the method.
    Level,
    /// A grade of control effectiveness of the method.
    Grade,
    /// systemic, potential, situational.
    Category,
    /// The kind of organisation.
    OrganizationKind,
    /// The status of a measure.
    Status,
    /// What a verification found.
    Verification,
    /// ky, ru, en.
    Language,
    /// A day.
    Date,
    /// A term: a day, a quarter, years ...
    Period,
    /// true or false.
    Boolean,
    /// A decimal number, the value of an indicator.
    Amount,
    /// quarterly, yearly: one or both.
    Reporting,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing is said: no text, an empty list, the answer that holds where none is given.
    Nothing,
    /// A text, never empty.
    Text(Cow<'a, str>),
    /// A text that others may share, never empty.
    Shared(Cow<'a, Text>),
    /// Texts, one at least.
    Texts(Cow<'a, [String]>),
    /// Points of a scale.
    Points(u8),
    /// A level.
    Level(Level),
    /// A grade of control effectiveness.
    Grade(Grade),
    /// A category.
    Category(Category),
    /// A kind of organisation.
    OrganizationKind(OrganizationKind),
    /// A status.
    Status(Status),
    /// What a verification found.
    Verification(Verification),
    /// A language.
    Language(Language),
    /// A day.
    Date(Date),
    /// A term.
    Period(Cow<'a, Period>),
    /// An answer.
    Boolean(bool),
    /// A decimal number.
    Amount(Cow<'a, Amount>),
    /// Kinds of report, one at least.
    Reporting(Cow<'a, [Reporting]>),
}

/// What a record keeps the value of a field in.
///
/// # Panics
/// [`Slot::set`], where the value is of another kind than the slot: the field table gives a field the wrong kind. A test sets
/// each field.
pub(super) trait Slot {
    /// The kind of field that it keeps.
    const KIND: Kind;
    fn get(&self) -> Value<'_>;
    fn set(&mut self, value: Value<'_>);
}

/// A slot of a value that is there or not.
macro_rules! slot {
    ($($type:ty, $variant:ident: $get:expr, $set:expr;)+) => {$(
        impl Slot for Option<$type> {
            const KIND: Kind = Kind::$variant;
            fn get(&self) -> Value<'_> {
                self.as_ref().map_or(Value::Nothing, |value| Value::$variant($get(value)))
            }
            fn set(&mut self, value: Value<'_>) {
                *self = match value {
                    Value::Nothing => None,
                    Value::$variant(value) => Some($set(value)),
                    other => wrong(&other, Self::KIND),
                };
            }
        }
    )+};
}

slot! {
    u8, Points: |value: &u8| *value, |value| value;
    Level, Level: |value: &Level| *value, |value| value;
    Grade, Grade: |value: &Grade| *value, |value| value;
    Category, Category: |value: &Category| *value, |value| value;
    OrganizationKind, OrganizationKind: |value: &OrganizationKind| *value, |value| value;
    Status, Status: |value: &Status| *value, |value| value;
    Verification, Verification: |value: &Verification| *value, |value| value;
    Language, Language: |value: &Language| *value, |value| value;
    Date, Date: |value: &Date| *value, |value| value;
    Period, Period: Cow::Borrowed, Cow::into_owned;
    Amount, Amount: Cow::Borrowed, Cow::into_owned;
}

/// A required text: empty where nothing is said.
impl Slot for String {
    const KIND: Kind = Kind::Text;
    fn get(&self) -> Value<'_> {
        if self.is_empty() { Value::Nothing } else { Value::Text(self.into()) }
    }
    fn set(&mut self, value: Value<'_>) {
        *self = match value {
            Value::Nothing => Self::new(),
            Value::Text(text) => text.into_owned(),
            Value::Shared(text) => text.to_string(),
            other => wrong(&other, Self::KIND),
        };
    }
}

/// A text that may be missing.
impl<T: Slot + Default> Slot for Option<T> {
    const KIND: Kind = T::KIND;
    fn get(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Nothing, T::get)
    }
    fn set(&mut self, value: Value<'_>) {
        *self = None;
        if value != Value::Nothing {
            self.get_or_insert_default().set(value);
        }
    }
}

impl Slot for Text {
    const KIND: Kind = Kind::Text;
    fn get(&self) -> Value<'_> {
        if self.is_empty() { Value::Nothing } else { Value::Shared(Cow::Borrowed(self)) }
    }
    fn set(&mut self, value: Value<'_>) {
        *self = match value {
            Value::Nothing => Self::default(),
            Value::Text(text) => (*text).into(),
            Value::Shared(text) => text.into_owned(),
            other => wrong(&other, Self::KIND),
        };
    }
}

/// A slot of a list.
macro_rules! list {
    ($($type:ty, $variant:ident;)+) => {$(
        impl Slot for Vec<$type> {
            const KIND: Kind = Kind::$variant;
            fn get(&self) -> Value<'_> {
                if self.is_empty() { Value::Nothing } else { Value::$variant(self.into()) }
            }
            fn set(&mut self, value: Value<'_>) {
                *self = match value {
                    Value::Nothing => Self::new(),
                    Value::$variant(all) => all.into_owned(),
                    other => wrong(&other, Self::KIND),
                };
            }
        }
    )+};
}

list! {
    String, Texts;
    Reporting, Reporting;
}

/// An answer is yes where none is given, so that only "no" is a decision.
impl Slot for bool {
    const KIND: Kind = Kind::Boolean;
    fn get(&self) -> Value<'_> {
        if *self { Value::Nothing } else { Value::Boolean(false) }
    }
    fn set(&mut self, value: Value<'_>) {
        *self = match value {
            Value::Nothing => true,
            Value::Boolean(answer) => answer,
            other => wrong(&other, Self::KIND),
        };
    }
}

fn wrong(value: &Value<'_>, kind: Kind) -> ! {
    panic!("a field of kind {kind:?} is given {value:?}")
}
