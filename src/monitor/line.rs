//! A measure of a plan, whichever kind of file the plan stands in.

use crate::assess::execution::{Standing, State};
use crate::model::{Level, Measure};
use std::borrow::Cow;

/// A measure, with its place in the plan and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) id: Cow<'a, str>,
    /// The number of the chapter as printed; a register has none.
    pub(crate) chapter_id: &'a str,
    pub(crate) chapter: Option<&'a str>,
    pub(crate) task: Option<&'a str>,
    /// Whether it is the first measure of its task.
    pub(crate) opens_task: bool,
    pub(crate) measure: &'a Measure,
    /// The level of the risk that it is against.
    pub(crate) level: Option<Level>,
    pub(crate) standing: Standing,
}

impl<'a> Line<'a> {
    pub(crate) fn lead(&self) -> Option<&'a str> {
        self.measure.responsible.first().map(String::as_str)
    }

    pub(crate) fn is(&self, state: State) -> bool {
        self.standing.state == Some(state)
    }
}
