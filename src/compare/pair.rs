//! A situation that stands in both registers, with what changed in it.

use crate::assess::execution::Proof;
use crate::assess::{Outcome, outcome, target_reached};
use crate::case::{Case, Row};
use crate::compare::change::{ControlChange, Shift, control_changes, translated};
use crate::compare::matching::MatchedBy;
use crate::compare::measures::{MeasureChange, measure_changes};
use crate::method::{Method, Point};
use crate::model::{Level, Score, Situation};
use crate::text::{comparable, words};

/// A situation that stands in both registers.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) old: Row<'a>,
    pub(crate) new: Row<'a>,
    pub(crate) by: MatchedBy,
    pub(crate) text_changed: bool,
    /// What the later method says of the earlier points; with one method, the earlier outcome itself.
    pub(crate) base: Option<Outcome>,
    /// Whether the method alone changed the residual level: the one it had and the one of `base` have different keys.
    pub(crate) by_method: bool,
    pub(crate) inherent: Shift,
    pub(crate) residual: Shift,
    /// Whether the points of likelihood, and those of harm, changed while their justification did not.
    pub(crate) rescored: [bool; 2],
    pub(crate) control: Vec<ControlChange>,
    pub(crate) measures: Vec<MeasureChange<'a>>,
}

impl<'a> Pair<'a> {
    pub fn of((old_case, old): (&Case<'a>, Row<'a>), (new_case, new): (&Case<'a>, Row<'a>), by: MatchedBy) -> Self {
        let (before, after) = (old.situation, new.situation);
        let base = if old_case.method.sha256 == new_case.method.sha256 {
            old.outcome.copied()
        } else {
            rebased(before, old_case.method, new_case.method)
        };
        let shift = |stage: fn(&Outcome) -> Level| {
            Shift::of(old.outcome.is_some(), base.as_ref().map(stage), new.outcome.map(stage))
        };
        let by_method = old.outcome.zip(base).is_some_and(|(was, base)| {
            old_case.method.level(was.residual).key != new_case.method.level(base.residual).key
        });
        Self {
            old,
            new,
            by,
            by_method,
            text_changed: words(&before.text) != words(&after.text),
            base,
            inherent: shift(|outcome| outcome.inherent),
            residual: shift(|outcome| outcome.residual),
            rescored: [is_rescored(&before.likelihood, &after.likelihood), is_rescored(&before.harm, &after.harm)],
            control: control_changes((before, old_case.method), (after, new_case.method)),
            measures: measure_changes(&before.measures, &after.measures),
        }
    }

    /// Whether the id is another.
    pub fn has_new_id(&self) -> bool {
        self.old.situation.id != self.new.situation.id
    }

    /// The level that the earlier measures aimed at, and whether it was reached: they are done with evidence, or
    /// verified where that is demanded, and the new assessment says so.
    pub fn target(&self, proof: Proof) -> Option<(Level, bool)> {
        let target = self.old.outcome?.target?;
        let reached = self.new.outcome.is_some_and(|now| target_reached(self.old.situation, now.residual, proof));
        Some((target, reached))
    }

    pub fn category_changed(&self) -> bool {
        self.old.situation.category != self.new.situation.category
    }

    /// Whether anything changed that documents tell.
    pub fn is_changed(&self) -> bool {
        let points = |row: &Row<'a>| (row.situation.likelihood.points, row.situation.harm.points);
        self.has_new_id()
            || self.text_changed
            || self.by_method
            || self.category_changed()
            || points(&self.old) != points(&self.new)
            || self.inherent.is_change()
            || self.residual.is_change()
            || !self.control.is_empty()
            || self.measures.iter().any(MeasureChange::is_told)
    }
}

/// Other points for the same reason, or still for none.
fn is_rescored(old: &Score, new: &Score) -> bool {
    let text = |score: &Score| score.justification.as_deref().map(comparable).unwrap_or_default();
    old.points.is_some() && new.points.is_some() && old.points != new.points && text(old) == text(new)
}

/// What the later method says of the earlier points and control; `None` where its scales or grades are others, for then the
/// same number means something else.
fn rebased(situation: &Situation, old: &Method, new: &Method) -> Option<Outcome> {
    let same = |a: &[Point], b: &[Point]| a.iter().map(|point| point.points).eq(b.iter().map(|point| point.points));
    if !same(&old.likelihood, &new.likelihood) || !same(&old.harm, &new.harm) {
        return None;
    }
    let mut situation = situation.clone();
    if let Some(control) = &mut situation.control
        && let Some(grade) = control.effectiveness
    {
        control.effectiveness = Some(translated(grade, old, new)?);
    }
    outcome(&situation, new)
}
