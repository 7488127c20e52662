//! What is published of registers and plans, as data for other programs, and the preview for whoever publishes.
//!
//! The pages are the affair of `write/html`.

pub(super) mod document;
pub(super) mod package;
pub(super) mod part;
pub(super) mod preview;
mod records;
pub(super) mod tables;
