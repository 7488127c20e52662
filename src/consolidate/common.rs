//! Situations common to several organisations, and how differently those rate them.

use crate::consolidate::consolidation::{Consolidation, Place};
use crate::model::Level;
use std::cmp::Reverse;

/// What the situations of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shared {
    /// The words of the situation.
    Situation,
    /// The words of the function.
    Function,
}

/// Situations that have the same words, or a function of the same words, in several organisations.
pub(crate) struct Common {
    /// What they share.
    pub shared: Shared,
    /// The situations, in the order of the run.
    pub members: Vec<Place>,
    /// How many organisations have one.
    pub organizations: usize,
    /// The lowest and the highest sum of points before controls.
    pub sums: Option<(u32, u32)>,
    /// How many situations are assessed.
    pub assessed: usize,
    /// The lowest and the highest level after controls.
    pub levels: Option<(Level, Level)>,
}

impl Common {
    fn new(shared: Shared, members: Vec<Place>, of: &Consolidation<'_>) -> Self {
        let outcomes = || members.iter().filter_map(|place| place.of(of).outcome);
        let (sums, levels) = (|| outcomes().map(|outcome| outcome.sum), || outcomes().map(|outcome| outcome.residual));
        Self {
            shared,
            organizations: members.chunk_by(|a, b| a.organization == b.organization).count(),
            sums: sums().min().zip(sums().max()),
            assessed: outcomes().count(),
            levels: levels().min().zip(levels().max()),
            members,
        }
    }

    /// By how much the sums differ.
    pub(crate) fn spread(&self) -> Option<u32> {
        self.sums.map(|(least, most)| most - least)
    }

    /// What they share, as the first of them has it.
    pub(crate) fn text<'a>(&self, of: &Consolidation<'a>) -> &'a str {
        let first = self.members[0].of(of);
        match self.shared {
            Shared::Situation => &first.situation.text,
            Shared::Function => &first.function.name,
        }
    }
}

/// What several organisations have in common, by the numbers of what the situations may share: first those whose sums differ
/// most, then those that more organisations have, then in the order of the run.
pub(crate) fn commons(of: &Consolidation<'_>, shared: Shared, numbers: &[Option<u32>]) -> Vec<Common> {
    let places = of.situations().map(|(place, _)| place);
    let mut members: Vec<_> =
        numbers.iter().zip(places).filter_map(|(number, place)| Some(((*number)?, place))).collect();
    members.sort_unstable();
    let mut commons: Vec<Common> = members
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter(|group| group.first().map(|(_, p)| p.organization) != group.last().map(|(_, p)| p.organization))
        .map(|group| Common::new(shared, group.iter().map(|(_, place)| *place).collect(), of))
        .collect();
    commons.sort_by_key(|common| Reverse((common.spread(), common.organizations)));
    commons
}
