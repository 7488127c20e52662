//! What nearly every rule needs.

pub(super) use super::measures::{Circumstances, Fault, fault_if};
pub(super) use super::rule::Rule;
pub(super) use crate::case::{Case, PlanCase};
pub(super) use crate::diag::Sink;
pub(super) use crate::locale::Message;
pub(super) use crate::model::Measure;
