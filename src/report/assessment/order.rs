//! A register as the papers of an order, in Word: the order that approves the list, to be filled in, and its annexes.
//!
//! Plan, assessment sheets and positions are those of the workbook; the order itself is only here.

pub(in crate::report) mod book;
mod cover;
pub(super) mod list;
