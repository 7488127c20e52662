//! How a level moved, and how a control changed.

use crate::method::Method;
use crate::model::{Control, Grade, Level, Situation, Text};
use crate::text::words;
use serde::Serialize;
use std::cmp::Ordering;

/// How a level moved; both levels are the later method's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shift {
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
    /// Whether it is worth telling.
    pub fn is_change(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Open | Self::Incomparable)
    }

    pub fn of(was_assessed: bool, before: Option<Level>, after: Option<Level>) -> Self {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ControlChange {
    /// There is one now.
    Gained,
    /// There is none any more.
    Lost,
    /// It is described in other words.
    DescriptionChanged,
    /// Its grade is higher, lower, or newly given or taken back.
    GradeRaised,
    GradeLowered,
    GradeChanged,
    /// What shows that it works was added, or is gone.
    EvidenceGained,
    EvidenceLost,
    /// The assessors let it lower the level now, or do so no longer.
    AllowedToLower,
    NotAllowedToLower,
}

/// The grade of the same key in another method.
pub(super) fn translated(grade: Grade, old: &Method, new: &Method) -> Option<Grade> {
    let at = new.controls.iter().position(|known| known.key == old.grade(grade).key)?;
    u8::try_from(at).ok().map(Grade)
}

pub(super) fn control_changes(
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
        changes.push(ControlChange::DescriptionChanged);
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
    let turned = |was: bool, is: bool, on, off| (was != is).then_some(if is { on } else { off });
    let evidence = (old.evidence.is_some(), new.evidence.is_some());
    changes.extend(turned(evidence.0, evidence.1, ControlChange::EvidenceGained, ControlChange::EvidenceLost));
    let (allowed, not_allowed) = (ControlChange::AllowedToLower, ControlChange::NotAllowedToLower);
    changes.extend(turned(old.lowers, new.lowers, allowed, not_allowed));
    changes
}
