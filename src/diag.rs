//! Findings: what is wrong or worth a look, where, and what to do about it.
//!
//! This module knows no rule: the finder of a fault brings its code. It holds the shape of a finding, the sink that
//! collects them, and the one total order in which they are shown.

mod adjust;
mod finding;
mod folded;
mod in_word;
mod medium;
mod sink;

pub use adjust::Adjustment;
pub use finding::{Code, Diagnostic, FIRST_VERSION, Severity, Unit, Waiver, count, sort};
pub use folded::{Folded, folded};
pub use in_word::in_word;
pub use sink::{MOST, Sink, TOO_MANY};
