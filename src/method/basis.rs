//! Where an entry of a method comes from.

/// The words in a method file that say that the act lays an entry down nowhere.
pub const NOT_FIXED: &str = "not fixed by the act";

/// Where an entry of the method comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A position of the annex.
    Position(u32),
    /// The act is silent, or we do not have its text: a decision of the method's author.
    NotFixed,
}
