//! The reply to a department about the file that it sent: what became of it, what to correct and where.
//!
//! The workbook begins with the department's own tables, cell for cell, the faulty cells coloured and each with a note: she who
//! has to correct them sees first what she knows. Then the list of what to correct, with links; last the one page that somebody
//! signs. Where there is nothing to correct in a table, that page is all. What an officer reads first, and sends, is the letter.
//! Notes are nothing to correct: where there is nothing else, they stand on the page.

pub(super) mod book;
mod findings;
pub(super) mod index;
pub(super) mod letter;
mod places;
mod sent;
pub(super) mod subject;
mod summary;
