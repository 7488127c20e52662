//! Files, and places in them: a byte span of a text file, a cell of a worksheet.
//!
//! The model knows nothing of files; [`Origins`] is the side table that says where each field of each record was read.
//! Readers record a compact [`Spot`]; only a finding turns it into a [`Place`] with line and column.

mod file;
mod origins;
mod place;
mod shown;

pub use file::{ColumnReading, ColumnTitle, Medium, SourceFile, fingerprint};
pub use origins::{Absent, Layout, Origins, Record};
pub use place::{InTable, Place, Position, Spot, TableRows, cell_name};
pub use shown::{ShownCell, ShownRow, ShownSheet};
