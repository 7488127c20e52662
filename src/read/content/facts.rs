//! The facts of a sheet or a workbook beside its cells, by aspect and place.

use std::collections::BTreeMap;

/// In what two workbooks differ at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The value of a cell, or a sheet that only one of them has.
    Value,
    /// A formula.
    Formula,
    /// The format by which a value is shown.
    NumberFormat,
    /// Type, colours, alignment.
    Look,
    /// Whether it is shown at all.
    Visibility,
    /// A height or a width that lets less be seen.
    Size,
    /// Merged cells.
    Merged,
    /// Formats that depend on values.
    Conditional,
    /// What cells accept.
    Validation,
    /// What is protected.
    Protection,
    /// A filter.
    Filter,
    /// Where links lead.
    Link,
    /// Notes of cells.
    Note,
    /// Charts, pictures, shapes.
    Drawing,
    /// The header and footer of pages.
    HeaderFooter,
    /// Defined names.
    Name,
    /// How the workbook or a sheet is viewed.
    View,
    /// Something else.
    Other,
}

/// Facts of a sheet or of the workbook: the aspect and the place of each, and its text.
pub(super) type Facts = BTreeMap<(Aspect, String), String>;

/// A visibility, in words.
pub(super) fn visibility(is_hidden: bool) -> String {
    if is_hidden { "hidden" } else { "shown" }.to_owned()
}
