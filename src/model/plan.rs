//! A plan of measures that is not tied to single risks: of the national strategy, of a programme, of a body.
//!
//! Chapters hold tasks, tasks hold measures; the form has seven columns (No, task, measure, term, expected result,
//! responsible, source of funds), or six with indicators.

use super::{Measure, Organization, Period, Reporting, Text};

/// A plan of measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Whose plan it is.
    pub organization: Organization,
    /// What the plan says of itself.
    pub record: PlanRecord,
    /// Its chapters, in the plan's order.
    pub chapters: Vec<Chapter>,
    /// The list of abbreviations at its end.
    pub abbreviations: Vec<Abbreviation>,
}

/// What a plan says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanRecord {
    /// Its title.
    pub title: Option<String>,
    /// The order that approves it.
    pub order: Option<String>,
    /// The years for which it is made.
    pub years: Option<Period>,
    /// Which reports on its execution are owed; none named: all kinds.
    pub reports: Vec<Reporting>,
}

/// A chapter: a heading of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapter {
    /// Its number as printed, counted where there is none.
    pub id: String,
    /// Its name; `None` where tasks stand before any heading.
    pub name: Option<Text>,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// A task, with the measures by which it is to be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// Its number as printed, counted where there is none.
    pub id: String,
    /// What is to be reached; `None` in forms without a column for tasks.
    pub text: Option<Text>,
    /// Its measures.
    pub measures: Vec<PlannedMeasure>,
}

/// A measure of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedMeasure {
    /// Chapter, task and, where the task has several measures, the measure's number: `2.1`, `3.2.2`.
    pub id: String,
    /// What is planned and how far it is carried out.
    pub measure: Measure,
}

/// An entry of the list of abbreviations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: String,
    /// What it stands for.
    pub full: String,
}

impl Plan {
    /// All measures in the plan's order, each with its chapter and task. A measure's place in this order is its number.
    pub fn measures(&self) -> impl Iterator<Item = (&Chapter, &Task, &PlannedMeasure)> {
        self.chapters.iter().flat_map(|chapter| {
            chapter.tasks.iter().flat_map(move |task| task.measures.iter().map(move |measure| (chapter, task, measure)))
        })
    }
}
