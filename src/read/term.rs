//! Terms as people write them, in Kyrgyz, Russian and English: quarters, half-years, months, years, spans, days, several in
//! one cell, how often, and what is bound to an event. Nothing is guessed: a word too many, a quarter without a year, "until
//! 2027" (with that year or without it?) are not read.
//!
//! A cell is taken apart into entries and lines ([`entries`]), a line into [`tokens`]; words that say how often become a
//! recurrence ([`rhythm`]), clauses about events are set aside ([`clauses`]), the rest becomes pieces of a year ([`items`]) and
//! these become spans of days ([`spans`]); [`reading`] puts the steps together.

mod clauses;
mod entries;
mod items;
mod reading;
mod rhythm;
mod spans;
mod tokens;
mod unreadable;
mod words;
mod years;

pub use reading::{Reading, term, term_of_years};
pub use unreadable::Unreadable;
pub use years::Years;
