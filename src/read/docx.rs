//! Word documents: each table is a grid, as Word shows it. Merged cells, the numbers that Word counts by itself, content controls,
//! fields and tracked changes are resolved; what was deleted or is hidden is not read.
//!
//! No kept crate does it: one stops for ever at a document that is cut short, another drops rows of tables, and neither counts
//! numbers. The text is read as it is inflated, so a long document takes the memory of its texts.
//!
//! Not here: what the tables mean, which is the same for every file of tables.

mod counters;
mod grids;
mod inline;
mod numbering;
mod paragraph;
mod parts;
mod story;
mod styles;
mod table;
mod walk;
mod xml;

pub(super) use parts::docx_grids;
