//! A situation as it is published: the columns of the official form, by the allow-list.

use crate::model::{Category, Level};

/// A row of the list.
#[derive(Clone, Debug)]
pub struct PublicSituation {
    /// The fragment that names it on the page and that a letter can name: made of the body's id and the situation's id, stable from
    /// year to year.
    pub anchor: String,
    /// The key in the open data: `organisation/situation`.
    pub key: String,
    /// The id.
    pub id: String,
    /// The heading of the form under which its function stands.
    pub group: Told,
    /// The function.
    pub function: Told,
    /// What can happen.
    pub text: Told,
    /// The category.
    pub category: Given<Category>,
    /// The structural unit.
    pub unit: Told,
    /// The exposed positions.
    pub positions: Vec<Told>,
    /// Whether, and where, it may arise in other bodies.
    pub elsewhere: Told,
    /// The level of the list: after controls; where it is only declared, the declared one.
    pub level: Given<Level>,
    /// The level before controls.
    pub inherent: Given<Level>,
    /// The points of likelihood, where points are published.
    pub likelihood: Given<u8>,
    /// The points of harm, where points are published.
    pub harm: Given<u8>,
    /// The value of the two points, where both are published.
    pub sum: Given<u32>,
    /// What became of it since last year.
    pub change: Option<Change>,
}

/// A text that was to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The text.
    Text(String),
    /// There is none in the register.
    Nothing,
    /// Held back.
    Withheld(Why),
}

/// A value that was to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given<T> {
    /// The value.
    Value(T),
    /// There is none in the register.
    Nothing,
    /// Held back.
    Withheld(Why),
}

/// Why something is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The field is not among those that are published.
    NotListed,
    /// The text names a person.
    Person,
    /// The text has an address of mail, a telephone or a personal number in it.
    Contact,
}

/// How many items are held back, and why.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// The key of the field: `control`, `likelihood.justification`, `unit`.
    pub field: &'static str,
    /// The id of the message that names the field to people.
    pub title: &'static str,
    /// Why.
    pub why: Why,
    /// How many cells of the register with something in them.
    pub count: usize,
}

/// What became of a situation since last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not in the list.
    New,
    /// The level then; another one than now.
    Was(Level),
    /// The level is the same.
    Same,
}
