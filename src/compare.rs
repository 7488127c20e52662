//! Two assessments side by side: which situations are the same ones, what changed in them, what came and what went.
//!
//! Pure: two [`crate::case::Case`]s in, one [`Comparison`] out, from which the tables, the workbook and the JSON document are made. A
//! difference is data, not a finding: nothing here says that a change is wrong. Only one thing is pointed out because an
//! auditor asks for it first: points that changed while their justification did not.

mod change;
mod comparison;
mod many;
mod matching;
mod measures;
mod pair;

pub(crate) use change::{ControlChange, Shift};
pub use comparison::Comparison;
pub(crate) use comparison::{Totals, Undecided, are_two_methods};
pub use many::Comparisons;
pub(crate) use many::{Compared, Sum, Trend};
pub(crate) use matching::{MatchedBy, Recognised, same_situations};
pub(crate) use measures::{MeasureChange, MeasureFate, Moved};
pub(crate) use pair::{CriterionChange, Pair};
