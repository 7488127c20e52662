//! Why a term is not read.

/// Why a term is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A quarter, a month or a day without its year.
    WithoutYear,
    /// More or less often than anything that is watched, or at other intervals: weekly, every two years.
    Rhythm,
    /// It can be read in two ways.
    Ambiguous,
    /// It holds something that is no part of a term.
    Unknown,
}
