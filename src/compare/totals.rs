//! The totals of a comparison.

use super::{Comparison, Shift};

/// How many of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Totals {
    pub added: usize,
    pub closed: usize,
    pub raised: usize,
    pub lowered: usize,
    pub unchanged: usize,
    /// Of both registers, but not assessed in one of them, or not comparable across methods.
    pub not_compared: usize,
    pub ids_changed: usize,
    /// Situations whose points changed while the justification did not.
    pub rescored: usize,
    /// Situations whose level the method alone changed.
    pub by_method: usize,
    /// Measures of the earlier register that were not done.
    pub open_measures: usize,
    pub carried_over: usize,
    pub terms_moved: usize,
}

impl Totals {
    /// The part of the open measures that was carried over, in whole percent; `None` if none was open.
    pub fn carried_percent(self) -> Option<usize> {
        (self.carried_over * 100 + self.open_measures / 2).checked_div(self.open_measures)
    }
}

impl Comparison<'_> {
    pub(crate) fn totals(&self) -> Totals {
        let shifted = |shift| self.pairs.iter().filter(|pair| pair.residual == shift).count();
        let (raised, lowered, unchanged) = (shifted(Shift::Raised), shifted(Shift::Lowered), shifted(Shift::Unchanged));
        let old_measures = self.old.register.situations().flat_map(|(_, situation)| &situation.measures);
        let moved = self.pairs.iter().flat_map(|pair| &pair.measures).filter(|change| change.moved.is_some());
        Totals {
            added: self.added.len(),
            closed: self.closed.len(),
            raised,
            lowered,
            unchanged,
            not_compared: self.pairs.len() - raised - lowered - unchanged,
            ids_changed: self.pairs.iter().filter(|pair| pair.has_new_id()).count(),
            rescored: self.pairs.iter().filter(|pair| pair.rescored.contains(&true)).count(),
            by_method: self.pairs.iter().filter(|pair| pair.by_method).count(),
            open_measures: old_measures.filter(|measure| !measure.is_done()).count(),
            carried_over: self.carried().count(),
            terms_moved: moved.count(),
        }
    }
}
