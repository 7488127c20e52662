//! What changed in one situation: points, levels, category, control.

use super::measures::measure_changes;
use super::{MatchedBy, Pair};
use crate::assess::{Outcome, outcome};
use crate::method::{Method, Point};
use crate::model::{Control, Grade, Level, Score, Situation, Text};
use crate::report::{Case, Row};
use crate::text::{comparable, words};
use std::cmp::Ordering;

/// How a level moved, both levels being the later method's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// It is higher now.
    Raised,
    /// It is lower now.
    Lowered,
    /// It is the same.
    Unchanged,
    /// It was not assessed before and is now.
    Assessed,
    /// It was assessed before and is not now.
    NotAssessed,
    /// It is assessed in neither.
    Open,
    /// Both are assessed, but the later method has other scales than the earlier.
    Incomparable,
}

impl Shift {
    pub fn key(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Unchanged => "unchanged",
            Self::Assessed => "assessed",
            Self::NotAssessed => "not-assessed",
            Self::Open => "open",
            Self::Incomparable => "incomparable",
        }
    }

    /// Whether something is to be told.
    pub fn is_change(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Open | Self::Incomparable)
    }

    fn of(was_assessed: bool, before: Option<Level>, after: Option<Level>) -> Self {
        match (was_assessed, before, after) {
            (false, _, None) => Self::Open,
            (false, _, Some(_)) => Self::Assessed,
            (true, _, None) => Self::NotAssessed,
            (true, None, Some(_)) => Self::Incomparable,
            (true, Some(before), Some(after)) => match after.cmp(&before) {
                Ordering::Greater => Self::Raised,
                Ordering::Less => Self::Lowered,
                Ordering::Equal => Self::Unchanged,
            },
        }
    }
}

/// How the existing control changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ControlChange {
    /// There is one now.
    Gained,
    /// There is none any more.
    Lost,
    /// What is done is described otherwise.
    Described,
    /// Its grade is higher, lower, or newly given or taken back.
    GradeRaised,
    GradeLowered,
    GradeChanged,
    /// What shows that it works was added, or is gone.
    EvidenceGained,
    EvidenceLost,
    /// The assessors let it lower the level now, or no longer.
    Allowed,
    Kept,
}

impl ControlChange {
    pub fn key(self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Described => "description-changed",
            Self::GradeRaised => "grade-raised",
            Self::GradeLowered => "grade-lowered",
            Self::GradeChanged => "grade-changed",
            Self::EvidenceGained => "evidence-gained",
            Self::EvidenceLost => "evidence-lost",
            Self::Allowed => "allowed-to-lower",
            Self::Kept => "not-allowed-to-lower",
        }
    }
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

    /// Whether the points of likelihood, and those of harm, are others.
    pub fn points_changed(&self) -> [bool; 2] {
        let (old, new) = (self.old.situation, self.new.situation);
        [old.likelihood.points != new.likelihood.points, old.harm.points != new.harm.points]
    }

    pub fn category_changed(&self) -> bool {
        self.old.situation.category != self.new.situation.category
    }

    /// Whether anything changed that is told.
    pub fn is_changed(&self) -> bool {
        self.has_new_id()
            || self.text_changed
            || self.by_method
            || self.category_changed()
            || self.points_changed().contains(&true)
            || self.inherent.is_change()
            || self.residual.is_change()
            || !self.control.is_empty()
            || self.measures.iter().any(super::MeasureChange::is_told)
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

/// The grade of the same key in another method.
fn translated(grade: Grade, old: &Method, new: &Method) -> Option<Grade> {
    let at = new.controls.iter().position(|known| known.key == old.grade(grade).key)?;
    u8::try_from(at).ok().map(Grade)
}

fn control_changes(
    (old, old_method): (&Situation, &Method),
    (new, new_method): (&Situation, &Method),
) -> Vec<ControlChange> {
    let exists = |control: &&Control| control.description.is_some() || control.effectiveness.is_some();
    let (old, new) = (old.control.as_ref().filter(exists), new.control.as_ref().filter(exists));
    let (old, new) = match (old, new) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec![ControlChange::Gained],
        (Some(_), None) => return vec![ControlChange::Lost],
        (Some(old), Some(new)) => (old, new),
    };
    let mut changes = Vec::new();
    let text = |text: &Option<Text>| text.as_deref().map(words).unwrap_or_default();
    if text(&old.description) != text(&new.description) {
        changes.push(ControlChange::Described);
    }
    let before = old.effectiveness.map(|grade| translated(grade, old_method, new_method));
    changes.extend(match (before, new.effectiveness) {
        (None, None) => None,
        (Some(Some(before)), Some(after)) => match after.cmp(&before) {
            Ordering::Greater => Some(ControlChange::GradeRaised),
            Ordering::Less => Some(ControlChange::GradeLowered),
            Ordering::Equal => None,
        },
        _ => Some(ControlChange::GradeChanged),
    });
    match (old.evidence.is_some(), new.evidence.is_some()) {
        (false, true) => changes.push(ControlChange::EvidenceGained),
        (true, false) => changes.push(ControlChange::EvidenceLost),
        _ => {}
    }
    match (old.lowers, new.lowers) {
        (false, true) => changes.push(ControlChange::Allowed),
        (true, false) => changes.push(ControlChange::Kept),
        _ => {}
    }
    changes
}
