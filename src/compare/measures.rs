//! What became of the measures of a situation. Measures with the same words are one.

use crate::assess::execution::is_done;
use crate::model::{Measure, Period};
use crate::text::words;
use serde::Serialize;
use std::collections::VecDeque;

/// What became of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MeasureFate {
    /// It stands in the later register alone.
    New,
    /// It was not done, and is listed no more.
    Dropped,
    /// It was done, and is listed no more.
    Cleared,
    /// It was not done, and is done now.
    Completed,
    /// It was not done, and is still to be done.
    CarriedOver,
    /// It was done, and is listed as before or anew.
    Kept,
}

/// A term that is another now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// By how many days its end moved, forwards positive; `None` where an end is not known.
    pub days: Option<i64>,
}

/// A measure with what became of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MeasureChange<'a> {
    pub fate: MeasureFate,
    pub old: Option<&'a Measure>,
    pub new: Option<&'a Measure>,
    /// Whether, and by how much, its term moved.
    pub moved: Option<Moved>,
}

impl<'a> MeasureChange<'a> {
    pub fn is_carried(&self) -> bool {
        self.fate == MeasureFate::CarriedOver
    }

    /// Whether it is a difference: what is carried over with the same term is none.
    pub fn is_told(&self) -> bool {
        self.moved.is_some() || !matches!(self.fate, MeasureFate::CarriedOver | MeasureFate::Kept)
    }

    /// Its text, the later one where there are two.
    pub fn text(&self) -> &'a str {
        self.new.or(self.old).map_or("", |measure| &measure.text)
    }
}

/// Pairs the measures of a situation; equal texts are paired in their order.
pub(super) fn measure_changes<'a>(old: &'a [Measure], new: &'a [Measure]) -> Vec<MeasureChange<'a>> {
    let mut waiting: VecDeque<(String, &'a Measure)> =
        old.iter().map(|measure| (words(&measure.text), measure)).collect();
    let mut changes: Vec<MeasureChange<'a>> = new
        .iter()
        .map(|measure| {
            let text = words(&measure.text);
            let known = waiting.iter().position(|(other, _)| *other == text);
            match known.and_then(|at| waiting.remove(at)) {
                Some((_, before)) => kept(before, measure),
                None => MeasureChange { fate: MeasureFate::New, old: None, new: Some(measure), moved: None },
            }
        })
        .collect();
    changes.extend(waiting.into_iter().map(|(_, measure)| MeasureChange {
        fate: if is_done(measure) { MeasureFate::Cleared } else { MeasureFate::Dropped },
        old: Some(measure),
        new: None,
        moved: None,
    }));
    changes
}

fn kept<'a>(old: &'a Measure, new: &'a Measure) -> MeasureChange<'a> {
    let fate = match (is_done(old), is_done(new)) {
        (true, _) => MeasureFate::Kept,
        (false, true) => MeasureFate::Completed,
        (false, false) => MeasureFate::CarriedOver,
    };
    MeasureChange { fate, old: Some(old), new: Some(new), moved: moved(old.due.as_ref(), new.due.as_ref()) }
}

fn moved(old: Option<&Period>, new: Option<&Period>) -> Option<Moved> {
    let same = match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => {
            // The words a term was written in differ from format to format; where it was read, the days decide.
            let read = |term: &Period| term.to.is_some() || term.recurrence.is_some();
            if read(old) && read(new) {
                (old.from, old.to, old.recurrence) == (new.from, new.to, new.recurrence)
            } else {
                words(&old.text) == words(&new.text)
            }
        }
        _ => false,
    };
    let days = || Some(i64::from(old?.to?.until(new?.to?).ok()?.get_days()));
    (!same).then(|| Moved { days: days() })
}
