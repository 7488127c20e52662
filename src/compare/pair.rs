//! A situation that stands in both registers, with what changed in it.

use crate::assess::execution::Proof;
use crate::assess::{Outcome, outcome, target_reached};
use crate::case::{Case, Row};
use crate::compare::change::{ControlChange, Shift, control_changes, translated};
use crate::compare::matching::MatchedBy;
use crate::compare::measures::{MeasureChange, measure_changes};
use crate::method::{Method, Point};
use crate::model::{Axis, CriterionScore, Level, Score, Situation, Text};
use crate::text::{comparable, words};
use std::cmp::Ordering;

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
    /// The criteria whose points changed.
    pub(crate) criteria: Vec<CriterionChange<'a>>,
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
        let inherent = shift(|outcome| outcome.inherent);
        Self {
            old,
            new,
            by,
            by_method,
            text_changed: words(&before.text) != words(&after.text),
            base,
            inherent,
            residual: shift(|outcome| outcome.residual),
            rescored: [is_rescored(&before.likelihood, &after.likelihood), is_rescored(&before.harm, &after.harm)],
            criteria: criteria_changed(before, (after, new_case.method), inherent),
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
        let points = |row: &Row<'a>| (row.situation.likelihood.points(), row.situation.harm.points());
        self.has_new_id()
            || self.text_changed
            || self.by_method
            || self.category_changed()
            || points(&self.old) != points(&self.new)
            || !self.criteria.is_empty()
            || self.inherent.is_change()
            || self.residual.is_change()
            || !self.control.is_empty()
            || self.measures.iter().any(MeasureChange::is_told)
    }
}

/// A criterion whose points changed, came or went.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CriterionChange<'a> {
    pub(crate) axis: Axis,
    pub(crate) old: Option<&'a CriterionScore>,
    pub(crate) new: Option<&'a CriterionScore>,
    /// Whether the point of the scale, which criteria make, moved with it.
    pub(crate) moved_points: bool,
    /// Whether the level before controls moved with that point.
    pub(crate) moved_level: bool,
}

impl<'a> CriterionChange<'a> {
    /// Its points before or now.
    pub fn points(&self, before: bool) -> Option<u8> {
        if before { self.old } else { self.new }.and_then(|scored| scored.points)
    }

    /// Its key.
    pub fn key(&self) -> &'a str {
        self.new.or(self.old).map_or("", |scored| &scored.key)
    }

    /// Whether the points changed while their justification did not.
    pub fn is_unexplained(&self) -> bool {
        let why = |scored: &CriterionScore| scored.justification.as_deref().map(comparable);
        self.old
            .zip(self.new)
            .is_some_and(|(old, new)| old.points.is_some() && new.points.is_some() && why(old) == why(new))
    }
}

/// The criteria whose points changed, with what they were and what they are.
fn criteria_changed<'a>(
    old: &'a Situation,
    (new, method): (&'a Situation, &Method),
    inherent: Shift,
) -> Vec<CriterionChange<'a>> {
    let mut changes = Vec::new();
    for axis in Axis::ALL {
        let (before, after) = (old.score(axis), new.score(axis));
        let is_gone = |was: &&CriterionScore| after.criteria.iter().all(|now| now.key != was.key);
        let now = after.criteria.iter().map(|now| (before.criteria.iter().find(|was| was.key == now.key), Some(now)));
        let all = now.chain(before.criteria.iter().filter(is_gone).map(|was| (Some(was), None)));
        let point = [before.points(), after.points()];
        let level_too = match point[1].cmp(&point[0]) {
            Ordering::Greater => matches!(inherent, Shift::Raised | Shift::Assessed),
            Ordering::Less => inherent == Shift::Lowered,
            Ordering::Equal => false,
        };
        for (was, now) in all {
            let points = [was, now].map(|scored| scored.and_then(|scored| scored.points));
            // Points that somebody gave are moved by no criterion.
            let combine = method.criteria(axis).combine;
            let moved_points = after.is_combined() && combine.is_moved_by(point, points);
            if points[0] != points[1] {
                let moved_level = moved_points && level_too;
                changes.push(CriterionChange { axis, old: was, new: now, moved_points, moved_level });
            }
        }
    }
    changes
}

/// Other points for the same reason, or still for none.
fn is_rescored(old: &Score, new: &Score) -> bool {
    // What combined points are reasoned by stands at their criteria.
    let text = |score: &Score| {
        let criteria = score.criteria.iter().filter(|_| score.is_combined());
        let of_criteria = criteria.filter_map(|scored| Some((scored.key.clone(), scored.justification.clone()?)));
        let of_criteria: Vec<(Text, String)> = of_criteria.map(|(key, why)| (key, comparable(&why))).collect();
        (score.justification.as_deref().map(comparable).unwrap_or_default(), of_criteria)
    };
    old.points().is_some() && new.points().is_some() && old.points() != new.points() && text(old) == text(new)
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
