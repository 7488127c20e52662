//! A measure judged by itself: the same fault against a risk as in a plan of measures, found and worded once.
//!
//! A rule of measures has a function `judge`; registers and plans of measures call it for each of theirs and give the
//! place. What needs more than the measure (its risk, the other measures) is not here.

use super::Rule;
use super::executors::Body;
use crate::case::Case;
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{Measure, Organization};
use jiff::civil::Date;

/// What a measure is judged by besides itself.
pub(super) struct Circumstances {
    /// The body whose measure it is.
    pub body: Body,
    /// The day on which it is looked at.
    pub as_of: Date,
}

impl Circumstances {
    pub fn new(organization: &Organization, as_of: Date) -> Self {
        Self { body: Body::of(&organization.name), as_of }
    }
}

/// What is wrong with a measure.
pub(super) struct Fault {
    /// The key of the field.
    pub key: &'static str,
    /// What was found.
    pub message: Message,
    /// What to do.
    pub help: Message,
}

/// Finds what a rule has to say about a measure.
pub(super) type Judge = fn(&Measure, &Circumstances) -> Vec<Fault>;

/// The one fault that there is if a condition holds. Most measures have none: the message is put together when it is needed.
pub(super) fn fault_if(holds: bool, key: &'static str, message: impl FnOnce() -> Message, help: Message) -> Vec<Fault> {
    if holds { vec![Fault { key, message: message(), help }] } else { Vec::new() }
}

impl Case<'_> {
    /// Judges each measure of the register.
    pub(super) fn judge(&self, sink: &mut Sink<'_>, rule: &Rule, judge: Judge) {
        let circumstances = Circumstances::new(&self.register.organization, self.as_of);
        for (row, number, measure) in self.measures() {
            for fault in judge(measure, &circumstances) {
                self.report_measure(sink, rule, &row, number, fault.key, fault.message).help = Some(fault.help);
            }
        }
    }
}
