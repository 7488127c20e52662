//! What documents say about the execution of plans; each has a file: JSON, the tables of a terminal, the report as a workbook, the
//! consolidated report of many plans, a calendar.

pub(super) mod book;
pub(super) mod calendar;
mod consolidated;
pub(super) mod document;
mod groups;
mod quarters;
pub(super) mod screen;
mod since;
mod verification;
mod words;
