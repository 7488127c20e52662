//! A measure judged by itself: the same fault against a risk as in a plan of measures, found and worded once.
//!
//! A rule of measures has a function `judge`; registers and plans of measures call it for each of theirs and give the
//! place. What needs more than the measure (its risk, the other measures) is not here.

use super::executors::Body;
use crate::locale::Message;
use crate::model::{Measure, Organization};
use jiff::civil::Date;

/// What a measure is judged by besides itself.
pub(super) struct Circumstances {
    /// The body whose measure it is.
    pub body: Body,
    /// The day of the judgement.
    pub as_of: Date,
    /// The day of the assessment that proposes the measure; a plan of measures has none.
    pub assessed: Option<Date>,
}

impl Circumstances {
    pub fn new(organization: &Organization, as_of: Date) -> Self {
        Self { body: Body::of(&organization.name), as_of, assessed: None }
    }
}

/// What is wrong with a measure.
pub(super) struct Fault {
    /// The key of the field.
    pub key: &'static str,
    /// What was found.
    pub message: Message,
    /// The id of the message that says what to do.
    pub help: &'static str,
}

/// Finds what a rule has to say about a measure.
pub(super) type Judge = fn(&Measure, &Circumstances) -> Vec<Fault>;

/// The one fault that there is if a condition holds. Most measures have none: the message is put together when it is needed.
pub(super) fn fault_if(
    holds: bool,
    key: &'static str,
    message: impl FnOnce() -> Message,
    help: &'static str,
) -> Vec<Fault> {
    if holds { vec![Fault { key, message: message(), help }] } else { Vec::new() }
}
