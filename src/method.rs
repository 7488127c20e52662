//! The method of assessment as data: scales, cells, bands, control grades, treatments, and what the law fixes of them.
//!
//! A method is a TOML file ([`crate::read::read_method`] reads it); the Regulation's own is embedded. This module holds the
//! types, the look-ups and the proof that a method is complete and monotone ([`faults`]). It does not score.

mod canonical;
mod definition;
mod faults;

pub use canonical::{canonical_fields, canonical_particulars};
pub use definition::{
    Band, Basis, Combination, ControlConditions, DEFAULT, Decision, EMBEDDED, GradeSpec, LevelSpec, MatrixCell, Method,
    NOT_FIXED, Point, PriorityKey, Stage, Treatment,
};
pub use faults::{Fault, faults};
