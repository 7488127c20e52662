//! The catalogues: a message id and its arguments become a sentence in Kyrgyz, Russian or English.
//!
//! Sentences live in `src/locale/*.ftl` (Fluent), never in Rust code. The language is passed in, never global, and never
//! taken from the machine. Not here: words of the method (levels, points), which live in the method file as [`Texts`].

mod catalogue;
mod language;
mod message;
mod spoken;

pub use catalogue::catalogue;
pub use language::Language;
pub use message::{Arg, Message, Texts};
