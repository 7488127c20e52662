//! The reply to a department about the register that it sent: what became of it, what to correct and where.
//!
//! The first sheet is one page that somebody signs. The second, where there is something to correct, leads to the cells of
//! the department's own file. Notes are nothing to correct: where there is nothing else, they stand on the first sheet.

pub(super) mod book;
mod findings;
mod subject;
mod summary;
