//! Pure scoring: points to value, value to level, control to residual level, levels to priority.
//!
//! Whole numbers only, no files, no words. What each number is comes from the method; what the law fixes of it is cited
//! there. The order of the steps is Annex I's: positions 3 and 4 (inherent level), 5 (controls), 6 (treatment).

pub mod execution;

use crate::assess::execution::Proof;
use crate::method::{Method, PriorityKey, Stage};
use crate::model::{Control, Grade, Level, Measure, Register, Situation};
use std::cmp::{Ordering, Reverse};

/// A register assessed.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// For each situation, in the register's order: its outcome, `None` if it is not assessed.
    pub outcomes: Vec<Option<Outcome>>,
    /// The numbers of the assessed situations, the most urgent first.
    pub ranking: Vec<usize>,
    /// How many situations are at each level (by the level's place): before controls.
    pub inherent: Vec<usize>,
    /// How many situations are at each level after controls.
    pub residual: Vec<usize>,
}

/// What the method says of one situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The points of likelihood.
    pub likelihood: u8,
    /// The points of harm.
    pub harm: u8,
    /// The value of the two points (their sum, by Annex I, position 3).
    pub sum: u32,
    /// The level before controls.
    pub inherent: Level,
    /// What the existing control does to it.
    pub control: ControlEffect,
    /// The level after controls.
    pub residual: Level,
    /// The lowest level that the measures aim at, never above the residual one; `None` where none aims at any. It is shown
    /// and changes nothing: a planned measure lowers no level.
    pub target: Option<Level>,
    /// Whether the head of the body controls the measures.
    pub head_control: bool,
    /// Whether measures are owed.
    pub measure_required: bool,
    /// Its place in the plan, 1-based: 1 is the most urgent.
    pub priority: usize,
}

impl Outcome {
    /// The level that the treatment follows.
    #[must_use]
    pub fn treated_level(&self, method: &Method) -> Level {
        match method.treatment_follows.value {
            Stage::Inherent => self.inherent,
            Stage::Residual => self.residual,
        }
    }

    /// Whether the control lowered the level.
    #[must_use]
    pub fn lowered(&self) -> bool {
        self.residual < self.inherent
    }
}

/// What an existing control does to the level, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlEffect {
    /// There is no control, or none whose effectiveness was judged.
    NoControl,
    /// Its grade does not lower.
    GradeTooLow(Grade),
    /// Its grade would lower, but it is not described.
    NoDescription,
    /// Its grade would lower, but nothing shows that it works.
    NoEvidence,
    /// Its grade would lower, but the assessors keep the level ("may fall").
    KeptByAssessors,
    /// Its grade would lower, but the level is the lowest already.
    AtFloor,
    /// It lowers by this number of levels.
    Lowers(u8),
}

/// Assesses a register.
#[must_use]
pub fn assess(register: &Register, method: &Method) -> Assessment {
    let mut outcomes: Vec<_> = register.situations().map(|(_, situation)| outcome(situation, method)).collect();
    let ranking = ranking(&outcomes, method);
    for (place, number) in ranking.iter().enumerate() {
        if let Some(outcome) = &mut outcomes[*number] {
            outcome.priority = place + 1;
        }
    }
    let count = |stage: fn(&Outcome) -> Level| {
        let mut counts = vec![0; method.levels.len()];
        for outcome in outcomes.iter().flatten() {
            counts[stage(outcome).index()] += 1;
        }
        counts
    };
    let (inherent, residual) = (count(|outcome| outcome.inherent), count(|outcome| outcome.residual));
    Assessment { outcomes, ranking, inherent, residual }
}

/// The outcome of one situation, its priority not yet known (0); `None` if likelihood or harm is missing.
#[must_use]
pub fn outcome(situation: &Situation, method: &Method) -> Option<Outcome> {
    let (likelihood, harm) = (situation.likelihood.points()?, situation.harm.points()?);
    let cell = method.cell(likelihood, harm)?;
    let control = control_effect(situation.control.as_ref(), cell.level, method);
    let residual = match control {
        ControlEffect::Lowers(steps) => Level(cell.level.0 - steps),
        _ => cell.level,
    };
    let mut outcome = Outcome {
        likelihood,
        harm,
        sum: cell.value,
        inherent: cell.level,
        control,
        residual,
        target: target(situation, residual, method),
        head_control: false,
        measure_required: false,
        priority: 0,
    };
    if let Some(treatment) = method.treatment(outcome.treated_level(method)) {
        outcome.head_control = treatment.head_control;
        outcome.measure_required = treatment.measure_required;
    }
    Some(outcome)
}

/// Annex I, position 5, with the method's conditions.
fn control_effect(control: Option<&Control>, inherent: Level, method: &Method) -> ControlEffect {
    let Some((control, grade)) = control.and_then(|control| Some((control, control.effectiveness?))) else {
        return ControlEffect::NoControl;
    };
    let steps = method.grade(grade).lowers;
    let conditions = method.control_conditions.value;
    if steps == 0 {
        ControlEffect::GradeTooLow(grade)
    } else if conditions.description && control.description.is_none() {
        ControlEffect::NoDescription
    } else if conditions.evidence && control.evidence.is_none() {
        ControlEffect::NoEvidence
    } else if !control.lowers {
        ControlEffect::KeptByAssessors
    } else {
        match steps.min(inherent.0.saturating_sub(method.floor.value.0)) {
            0 => ControlEffect::AtFloor,
            steps => ControlEffect::Lowers(steps),
        }
    }
}

/// The lowest level that the measures aim at. A level that no points lead to can be nobody's aim.
fn target(situation: &Situation, residual: Level, method: &Method) -> Option<Level> {
    let stated = situation.measures.iter().filter_map(|measure| measure.target_level);
    stated.filter(|level| !method.level(*level).declared_only).min().map(|level| level.min(residual))
}

/// Whether a situation of an earlier assessment has reached its target by the next one: each of its measures that aims at a
/// level is done and shows evidence, or is verified where that is demanded, and the residual level of the next assessment is at or
/// below the lowest of these levels. Where no measure aims at a level, nothing was to be reached.
#[must_use]
pub fn target_reached(before: &Situation, residual_now: Level, proof: Proof) -> bool {
    let aiming = || before.measures.iter().filter(|measure| measure.target_level.is_some());
    let carried_out = |measure: &Measure| match proof {
        Proof::Report => execution::is_done(measure) && measure.evidence.is_some(),
        Proof::Verification => execution::is_verified(measure),
    };
    let target = aiming().filter_map(|measure| measure.target_level).min();
    target.is_some_and(|target| residual_now <= target) && aiming().all(carried_out)
}

/// The numbers of the assessed situations in the method's priority order.
fn ranking(outcomes: &[Option<Outcome>], method: &Method) -> Vec<usize> {
    let mut assessed: Vec<(usize, &Outcome)> =
        outcomes.iter().enumerate().filter_map(|(number, outcome)| Some((number, outcome.as_ref()?))).collect();
    assessed.sort_by(|a, b| urgency(a, b, method));
    assessed.into_iter().map(|(number, _)| number).collect()
}

/// The order of two situations in a plan, the more urgent first: the method's keys in their order. Each situation comes
/// with its place, by which those that are equal in everything else are ordered.
#[must_use]
pub fn urgency<P: Ord>(a: &(P, &Outcome), b: &(P, &Outcome), method: &Method) -> Ordering {
    let ((a_place, a), (b_place, b)) = (a, b);
    let by_key = method.priority.value.iter().map(|key| match key {
        PriorityKey::Residual => Reverse(a.residual).cmp(&Reverse(b.residual)),
        PriorityKey::Inherent => Reverse(a.inherent).cmp(&Reverse(b.inherent)),
        PriorityKey::Sum => Reverse(a.sum).cmp(&Reverse(b.sum)),
        PriorityKey::Harm => Reverse(a.harm).cmp(&Reverse(b.harm)),
        PriorityKey::Likelihood => Reverse(a.likelihood).cmp(&Reverse(b.likelihood)),
        PriorityKey::RegisterOrder => a_place.cmp(b_place),
    });
    by_key.fold(Ordering::Equal, Ordering::then).then(a_place.cmp(b_place))
}
