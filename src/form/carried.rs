//! What of a register goes into the form of the next assessment.
//!
//! What describes the risks goes over: functions, situations, controls, measures that still have to be carried out, and as a
//! proposal the last points with their reasons. What belongs to the last assessment alone stays behind, and is told: its date, its
//! order, measures that are done, what was verified.

use crate::assess::execution::is_done;
use crate::locale::{Arg, Message};
use crate::model::Register;

/// A register for the form of the next assessment.
#[derive(Debug)]
pub struct Carried {
    /// What goes over.
    pub register: Register,
    /// What stayed behind, and what has to be looked at anew.
    pub notes: Vec<Message>,
}

impl Carried {
    /// What goes over of a register.
    #[must_use]
    pub fn of(mut register: Register) -> Self {
        let mut notes = Vec::new();
        let record = &mut register.assessment;
        notes.extend(record.date.take().map(|day| Message::new("carried-without-date").with("date", day)));
        notes.extend(record.order.take().map(|order| Message::new("carried-without-order").with("order", order)));
        let (mut done, mut of) = (0_usize, Vec::new());
        let (mut scored, mut verified) = (0_usize, 0_usize);
        for situation in register.functions.iter_mut().flat_map(|function| &mut function.situations) {
            let before = situation.measures.len();
            situation.measures.retain(|measure| !is_done(measure));
            if situation.measures.len() < before {
                done += before - situation.measures.len();
                of.push(Arg::from(situation.id.as_str()));
            }
            let taken = situation.measures.iter_mut().filter_map(|measure| measure.verified.take());
            verified += taken.count();
            scored += usize::from(situation.likelihood.points().is_some() || situation.harm.points().is_some());
        }
        if done > 0 {
            let message = Message::new("carried-without-done").with("count", done);
            notes.push(message.with("situations", Arg::List(of)));
        }
        if verified > 0 {
            notes.push(Message::new("carried-without-verified").with("count", verified));
        }
        if scored > 0 {
            notes.push(Message::new("carried-points").with("count", scored));
        }
        Self { register, notes }
    }
}
