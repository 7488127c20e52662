//! The domain: what a register holds, without files, places or words of any language.
//!
//! Levels, points and grades are numbers here; what they are called and what they do is the method's affair
//! ([`crate::method`]). [`FIELDS`] is the one table from which keys, checks and documentation are made.

mod amount;
mod fields;
mod keyword;
pub(crate) mod period;
mod plan;
mod register;
mod seal;
mod text;
mod value;

pub use amount::Amount;
pub use fields::{
    CRITERION_COLUMN, FIELDS, Field, FieldSpec, Fields, JUSTIFICATION, STATED, Table, column_keys, criterion_column,
    field_named, parts,
};
pub(crate) use keyword::keyed;
pub use keyword::{Category, Keyword, OrganizationKind, Reporting, Status, Verification};
pub use period::{Period, Recurrence, Term};
pub use plan::{Abbreviation, Chapter, Plan, PlanRecord, PlannedMeasure, Task};
pub use register::{
    AssessmentRecord, Axis, Control, CriterionScore, Function, Grade, Level, Measure, Organization, Register, Score,
    Situation, Stated, Verified,
};
pub use seal::{EXECUTION_FIELDS, Seal, SealedDocument, SealedKey, SealedSituation};
pub use text::Text;
pub use value::{Kind, Value};
