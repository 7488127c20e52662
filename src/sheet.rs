//! A format-neutral grid: what a document says and what each cell means, without fonts, colours or bytes.
//!
//! Reports build [`Book`]s; writers turn them into a workbook or a terminal table. A [`Role`] is a meaning (a heading, a
//! level of risk), not a look. Texts are borrowed where they can be: a book of a large register holds no second copy.

mod book;
mod cell;
mod chart;
mod form;

pub use book::{Book, Fit, Heights, Later, Purpose, Sheet, Stream};
pub use cell::{Cell, Day, Formula, Link, Role, Row, Value};
pub use chart::{Chart, Shape};
pub use form::{Choice, Choices, Colored, MESSAGE, MESSAGE_TITLE, Mark, Marked, Name, Note};
