//! What a comparison of two assessments says: tables of a terminal, a workbook, a JSON document.

pub(super) mod book;
pub(super) mod document;
pub(super) mod many;
mod map;
pub(super) mod screen;
mod words;
