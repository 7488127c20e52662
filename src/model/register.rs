//! A register: functions, their situations with points, controls and measures, and who assessed them.

use super::{Amount, Category, OrganizationKind, Period, Status, Text, Verification, keyed};
use crate::locale::Language;
use jiff::civil::Date;

/// A list of cases and situations with corruption risk, of one organisation, with what its assessors wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Whose register it is.
    pub organization: Organization,
    /// How the assessment was made.
    pub assessment: AssessmentRecord,
    /// The functions (powers) in the register's order.
    pub functions: Vec<Function>,
}

impl Register {
    /// All situations in the register's order, each with its function. A situation's place in this order is its number.
    pub fn situations(&self) -> impl Iterator<Item = (&Function, &Situation)> {
        self.functions
            .iter()
            .flat_map(|function| function.situations.iter().map(move |situation| (function, situation)))
    }

    /// A copy to be kept for long, its texts in one piece of memory.
    #[must_use]
    pub fn packed(&self) -> Self {
        let mut copy = self.clone();
        let mut texts = Vec::new();
        for Function { group, name, situations } in &mut copy.functions {
            texts.push(name);
            texts.extend(group);
            for situation in situations {
                situation.add_texts(&mut texts);
            }
        }
        Text::pack(&mut texts);
        copy
    }
}

/// The organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// Its name as documents print it.
    pub name: String,
    /// A short id, the file name's stem by default.
    pub id: String,
    /// What kind of body it is.
    pub kind: Option<OrganizationKind>,
    /// The language of the documents made from the register.
    pub language: Option<Language>,
    /// The body that it is subordinate to.
    pub parent: Option<String>,
}

/// How, when and by whom the assessment was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssessmentRecord {
    /// The day of the assessment.
    pub date: Option<Date>,
    /// The method's id.
    pub method: Option<String>,
    /// The order that approves the list.
    pub order: Option<String>,
    /// The assessors, by post.
    pub assessors: Vec<String>,
    /// Who controls the measures of high risks, by post (Annex I, position 6: the head of the body).
    pub high_level_controller: Option<String>,
}

/// A function (power) of the body, with the situations that can arise in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Function {
    /// The heading in the form under which the function stands.
    pub group: Option<Text>,
    /// The function's name.
    pub name: Text,
    /// Its situations.
    pub situations: Vec<Situation>,
}

/// A case or situation with corruption risk: a row of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// Its id, unique in the register; group number and row number by default (`1.1`).
    pub id: String,
    /// What can happen, and who does it.
    pub text: Text,
    /// Its category.
    pub category: Option<Category>,
    /// The structural unit in which it can arise.
    pub unit: Option<Text>,
    /// The exposed positions, by post.
    pub positions: Vec<String>,
    /// Whether, and where, it may arise in other bodies.
    pub elsewhere: Option<Text>,
    /// The level that was published before.
    pub declared_level: Option<Level>,
    /// The likelihood's points with their justification (Annex I, positions 1 and 7).
    pub likelihood: Score,
    /// The harm's points with their justification (Annex I, positions 2 and 7).
    pub harm: Score,
    /// The existing internal control, if there is one (Annex I, position 5).
    pub control: Option<Control>,
    /// The proposed measures.
    pub measures: Vec<Measure>,
    /// What the file itself says came out, where it carries formulas of its own. Never used, only compared.
    pub stated: Stated,
}

/// What a workbook's own formulas worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The value of the two points.
    pub sum: Option<u32>,
    /// The level before controls.
    pub inherent: Option<Level>,
    /// The level after controls.
    pub residual: Option<Level>,
}

impl Situation {
    /// Adds its texts and those of its measures to a list.
    fn add_texts<'s>(&'s mut self, texts: &mut Vec<&'s mut Text>) {
        let Self { text, unit, elsewhere, likelihood, harm, control, measures, .. } = self;
        texts.push(text);
        texts.extend([unit, elsewhere, &mut likelihood.justification, &mut harm.justification].into_iter().flatten());
        if let Some(Control { description, evidence, .. }) = control {
            texts.extend([description, evidence].into_iter().flatten());
        }
        for Measure { text, expected_result, indicator, funding, result, reason, evidence, .. } in measures {
            texts.push(text);
            texts.extend([expected_result, indicator, funding, result, reason, evidence].into_iter().flatten());
        }
    }

    /// Whether the register declares a level that no points lead to, with a written reason and without points: then it
    /// is settled without an assessment. `declared_only` tells which levels these are.
    pub fn declared_without_points(&self, declared_only: impl Fn(Level) -> bool) -> bool {
        let reason = self.likelihood.justification.is_some() || self.harm.justification.is_some();
        let no_points = self.likelihood.points().is_none() && self.harm.points().is_none();
        self.declared_level.is_some_and(declared_only) && reason && no_points
    }

    /// The points of a scale.
    #[must_use]
    pub fn score(&self, axis: Axis) -> &Score {
        match axis {
            Axis::Likelihood => &self.likelihood,
            Axis::Harm => &self.harm,
        }
    }

    /// The points of a scale, to be changed.
    pub fn score_mut(&mut self, axis: Axis) -> &mut Score {
        match axis {
            Axis::Likelihood => &mut self.likelihood,
            Axis::Harm => &mut self.harm,
        }
    }
}

keyed! {
    /// One of the two scales.
    Axis {
        /// How probable it is.
        Likelihood = "likelihood",
        /// How bad it would be.
        Harm = "harm",
    }
}

/// Points on one scale, with the reason for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The points that the register gives; `None` when missing or unreadable.
    pub given: Option<u8>,
    /// The points that its criteria make by the method; `None` where they make none.
    pub combined: Option<u8>,
    /// Why these points (Annex I, position 7).
    pub justification: Option<Text>,
    /// The criteria that the points are reasoned by, in the method's order; most registers have none.
    pub criteria: Box<[CriterionScore]>,
}

impl Score {
    /// The points that count: those given, else those that the criteria make; `None` when missing or unreadable.
    #[must_use]
    pub fn points(&self) -> Option<u8> {
        self.given.or(self.combined)
    }

    /// Whether the points that count were not given, but made of the criteria.
    #[must_use]
    pub fn is_combined(&self) -> bool {
        self.given.is_none() && self.combined.is_some()
    }
}

/// Points on a scale seen by one criterion, with the reason for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CriterionScore {
    /// The criterion's key, one of the method's.
    pub key: Text,
    /// The points; `None` when missing or unreadable.
    pub points: Option<u8>,
    /// Why these points.
    pub justification: Option<Text>,
}

/// An existing internal control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// What is done.
    pub description: Option<Text>,
    /// How effective it is judged to be; `None` when not judged.
    pub effectiveness: Option<Grade>,
    /// What shows that it works.
    pub evidence: Option<Text>,
    /// Whether the assessors let it lower the level ("may fall", Annex I, position 5). True unless they say no.
    pub lowers: bool,
}

impl Default for Control {
    fn default() -> Self {
        Self { description: None, effectiveness: None, evidence: None, lowers: true }
    }
}

/// A proposed measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// What is to be done.
    pub text: Text,
    /// By when.
    pub due: Option<Period>,
    /// Who does it, by post; the first is the lead.
    pub responsible: Vec<String>,
    /// What will be different.
    pub expected_result: Option<Text>,
    /// What is measured.
    pub indicator: Option<Text>,
    /// The indicator's value before the measure.
    pub baseline: Option<Amount>,
    /// The indicator's value that the measure is to reach.
    pub target: Option<Amount>,
    /// The indicator's value that was measured last.
    pub measured: Option<Amount>,
    /// The source of funds.
    pub funding: Option<Text>,
    /// How far it is carried out.
    pub status: Option<Status>,
    /// The day on which it was done.
    pub done_on: Option<Date>,
    /// What came of it.
    pub result: Option<Text>,
    /// Why it was not done.
    pub reason: Option<Text>,
    /// What shows that it was done.
    pub evidence: Option<Text>,
    /// The day of the last report on it.
    pub reported_on: Option<Date>,
    /// The level of risk that it aims at; only a measure against a risk has one. It never lowers the residual level.
    pub target_level: Option<Level>,
    /// What somebody else found when looking at it; most measures have none.
    pub verified: Option<Box<Verified>>,
}

/// That somebody looked whether a measure was carried out as its executor says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What was found.
    pub result: Option<Verification>,
    /// Who looked, by post or unit.
    pub by: Option<Text>,
    /// On which day.
    pub on: Option<Date>,
    /// What is to be known of it: what is lacking, what was seen.
    pub note: Option<Text>,
}

impl Measure {
    /// Whether the indicator reached its target: from the baseline upwards, or downwards where the target is below it.
    /// `None` where target or measured value is not known.
    #[must_use]
    pub fn indicator_reached(&self) -> Option<bool> {
        let (target, measured) = (self.target.as_ref()?.thousandths, self.measured.as_ref()?.thousandths);
        let downwards = self.baseline.as_ref().is_some_and(|baseline| baseline.thousandths > target);
        Some(if downwards { measured <= target } else { measured >= target })
    }
}

/// A level of risk: its 0-based place among the method's levels, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(pub u8);

impl Level {
    /// The level's place as an index into the method's levels.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// A grade of control effectiveness: its 0-based place among the method's grades, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade(pub u8);

impl Grade {
    /// The grade's place as an index into the method's grades.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.into()
    }
}
