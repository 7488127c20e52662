//! What documents say of one assessed register: the workbook's sheets, the terminal's tables, records for other programs, the JSON
//! document, the reasons of a level.

pub(super) mod book;
pub(super) mod document;
pub(super) mod explain;
pub(super) mod map;
pub(super) mod method_table;
pub(super) mod order;
mod plan;
mod positions;
pub(super) mod record_json;
pub(super) mod records;
mod scores;
pub(super) mod screen;
mod sheets;
pub(super) mod situation_json;
mod summary;
mod ways;
