//! The method of assessment as data: scales, cells, bands, control grades, treatments, and what the law fixes of them.
//!
//! A method is a TOML file ([`crate::read::read_method`] reads it); the Regulation's own is embedded. This module holds the
//! types, the look-ups and the proof that a method is complete and monotone ([`faults`]). It does not score.

mod basis;
mod canonical;
mod combined;
mod criteria;
mod criteria_faults;
mod definition;
mod fault;
mod faults;

pub use basis::{Basis, NOT_FIXED};
pub use canonical::{canonical_fields, canonical_particulars};
pub use combined::{choices, combined};
pub use criteria::{Combine, Criteria, Criterion, CriterionPoint};
pub use definition::{
    Band, Combination, ControlConditions, DEFAULT, Decision, EMBEDDED, GradeSpec, LevelSpec, MatrixCell, Method, Point,
    PriorityKey, Stage, Treatment,
};
pub use fault::Fault;
pub use faults::faults;
