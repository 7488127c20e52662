//! The organisations by how much risk is left, and all their situations by urgency.

use crate::assess::{Outcome, urgency};
use crate::case::Row;
use crate::consolidate::consolidation::{Consolidation, Place};
use crate::consolidate::digest::Digest;
use crate::model::Level;
use std::cmp::Reverse;

/// Where an organisation stands.
pub(crate) struct Standing {
    /// Its number in the run.
    pub organization: usize,
    /// How many of its situations are assessed.
    pub assessed: usize,
    /// How many situations there are at each level before controls, by the level's place.
    pub inherent: Vec<usize>,
    /// The same after controls.
    pub residual: Vec<usize>,
    /// How many situations the controls lowered.
    pub lowered: usize,
}

impl Standing {
    fn of(organization: usize, digest: &Digest, of: &Consolidation<'_>) -> Self {
        let levels = of.method.levels.len();
        let mut standing =
            Self { organization, assessed: 0, inherent: vec![0; levels], residual: vec![0; levels], lowered: 0 };
        for outcome in digest.situations().filter_map(|row| row.outcome) {
            standing.assessed += 1;
            standing.inherent[outcome.inherent.index()] += 1;
            standing.residual[outcome.residual.index()] += 1;
            standing.lowered += usize::from(outcome.lowered());
        }
        standing
    }

    /// Whether its risk is known at all: a body of which no situation has both points stands in no ranking.
    pub(crate) fn is_ranked(&self) -> bool {
        self.assessed > 0
    }

    /// The share of the assessed situations that the controls lowered, in whole percent, halves up; `None` without any.
    pub(crate) fn lowered_percent(&self) -> Option<usize> {
        (self.assessed > 0).then(|| (self.lowered * 200 + self.assessed) / (self.assessed * 2))
    }
}

/// The levels that the ranking counts, the highest first.
pub(crate) fn levels(of: &Consolidation<'_>) -> Vec<Level> {
    of.method.computed_levels().rev().map(|(level, _)| level).collect()
}

/// All organisations: first the one with the most situations at the highest level after controls, among equals at the next level
/// after controls, then at the highest level before controls, then in the order of the run. Those that are not assessed come
/// after all that are: nothing is known of their risk, and no rank is theirs.
pub(crate) fn standings(of: &Consolidation<'_>) -> Vec<Standing> {
    let mut standings: Vec<_> =
        of.digests.iter().enumerate().map(|(number, digest)| Standing::of(number, digest, of)).collect();
    let levels = levels(of);
    let at = |counts: &[usize], place: usize| levels.get(place).map_or(0, |level| counts[level.index()]);
    standings.sort_by_key(|standing| {
        let levels = [at(&standing.residual, 0), at(&standing.residual, 1), at(&standing.inherent, 0)];
        Reverse((standing.is_ranked(), levels))
    });
    standings
}

/// The assessed situations of all organisations in one order: by the method's priority keys, then in the order of the run, then
/// in the register's.
pub(crate) fn ranked<'a>(of: &Consolidation<'a>) -> Vec<(Place, &'a Outcome)> {
    let outcome = |(place, row): (Place, Row<'a>)| Some((place, row.outcome?));
    let mut ranked: Vec<_> = of.situations().filter_map(outcome).collect();
    ranked.sort_by(|a, b| urgency(a, b, of.method));
    ranked
}
