//! What a comparison of many bodies says: tables of a terminal, a workbook, a JSON document.

pub(in crate::report) mod book;
pub(in crate::report) mod document;
pub(in crate::report) mod screen;
