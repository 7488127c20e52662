//! The consolidated document of a ministry or a district: what many registers say together.
//!
//! Long sheets are [`crate::sheet::Stream`]s, made row by row while they are written. Each sheet has a file, and so have the JSON
//! document and the tables for a data warehouse.

mod above;
mod attendance;
pub(super) mod book;
pub(super) mod columns;
mod common;
pub(super) mod document;
pub(super) mod files;
mod heat;
mod labels;
pub(super) mod lines;
mod mentions;
pub(super) mod package;
mod plan;
mod positions;
mod ranking;
pub(super) mod records;
mod sheet;
mod since;
