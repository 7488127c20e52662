//! The sheets that people fill in: registers and plans as forms, the template, what goes into the form of the next year.

mod carried;
mod method_part;
mod plan;
mod register;
mod template;
mod toml_template;

pub use carried::Carried;
pub(crate) use method_part::{MethodPart, basis_words, map_cell, matrix, point_words};
pub use plan::PlanForm;
pub use register::Form;
pub use template::{CriteriaColumns, filled_template, template};
pub use toml_template::toml_template;
