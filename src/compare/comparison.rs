//! A comparison: the situations of two assessments in pairs, what stands in one alone, and the totals.

use crate::assess::execution::{Proof, is_done};
use crate::case::{Case, Row};
use crate::compare::change::Shift;
use crate::compare::matching::{Candidate, MatchedBy, matched};
use crate::compare::measures::MeasureChange;
use crate::compare::pair::Pair;
use schemars::JsonSchema;
use serde::Serialize;

/// What changed from one assessment to the next.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The earlier assessment, by its own method.
    pub old: Case<'a>,
    /// The later assessment.
    pub new: Case<'a>,
    /// The situations of both, in the order of the later register.
    pub(crate) pairs: Vec<Pair<'a>>,
    /// The situations of the later register alone, in its order.
    pub(crate) added: Vec<Row<'a>>,
    /// The situations of the earlier register alone, in its order.
    pub(crate) closed: Vec<Row<'a>>,
    /// Situations of the earlier register that several of the later one resemble equally: none was chosen.
    pub(crate) undecided: Vec<Undecided<'a>>,
    /// How many errors the two name, where they are JSON assessments: the findings themselves are not at hand.
    pub errors_named: usize,
    /// What shows that a level that measures aimed at was reached.
    pub(crate) proof: Proof,
}

/// Whether two assessments were made by different methods: then a level of one is none of the other, whatever its key. They are known
/// by their files, for two can have one id.
pub(crate) fn are_two_methods(old_sha256: &str, new_sha256: &str) -> bool {
    old_sha256 != new_sha256
}

/// A closed situation with the new ones that it may have become.
#[derive(Clone, Debug)]
pub(crate) struct Undecided<'a> {
    pub(crate) old: Row<'a>,
    pub(crate) candidates: Vec<Row<'a>>,
}

impl<'a> Comparison<'a> {
    /// Compares two assessments. Each case brings its own method; levels are compared under the later one. `proof` is what shows that
    /// a level that measures aimed at was reached.
    #[must_use]
    pub fn of(old: Case<'a>, new: Case<'a>, proof: Proof) -> Self {
        let (old_rows, new_rows): (Vec<Row<'a>>, Vec<Row<'a>>) = (old.rows().collect(), new.rows().collect());
        let candidates = |rows: &[Row<'a>]| rows.iter().map(Candidate::of).collect::<Vec<_>>();
        let found = matched(&candidates(&old_rows), &candidates(&new_rows));
        let mut partner: Vec<Option<(usize, MatchedBy)>> = vec![None; new_rows.len()];
        let mut is_closed = vec![true; old_rows.len()];
        for (of_old, of_new, by) in found.pairs {
            partner[of_new] = Some((of_old, by));
            is_closed[of_old] = false;
        }
        let (mut pairs, mut added) = (Vec::new(), Vec::new());
        for (row, partner) in new_rows.iter().zip(&partner) {
            match partner {
                Some((number, by)) => pairs.push(Pair::of((&old, old_rows[*number]), (&new, *row), *by)),
                None => added.push(*row),
            }
        }
        let closed = old_rows.iter().zip(is_closed).filter(|(_, closed)| *closed).map(|(row, _)| *row).collect();
        let undecided = found.undecided.into_iter().map(|(of_old, candidates)| Undecided {
            old: old_rows[of_old],
            candidates: candidates.into_iter().map(|number| new_rows[number]).collect(),
        });
        Self { old, new, pairs, added, closed, undecided: undecided.collect(), errors_named: 0, proof }
    }

    /// Whether the two were assessed by different methods.
    #[must_use]
    pub fn across_methods(&self) -> bool {
        are_two_methods(&self.old.method.sha256, &self.new.method.sha256)
    }

    /// Whether nothing changed: the same situations with the same points, levels, controls and measures.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.closed.is_empty() && !self.pairs.iter().any(Pair::is_changed)
    }

    /// Whether both sides are one assessment: of the same file or the same day, or without a difference where a day is not known.
    /// Then no measure was carried over.
    pub(crate) fn is_one_assessment(&self) -> bool {
        let same_day = match (self.old.register.assessment.date, self.new.register.assessment.date) {
            (Some(old), Some(new)) => old == new,
            _ => self.is_empty(),
        };
        same_day || self.old.file.sha256() == self.new.file.sha256()
    }

    /// The measures carried over, each with its situation; none within one assessment.
    pub(crate) fn carried(&self) -> impl Iterator<Item = (&Pair<'a>, &MeasureChange<'a>)> {
        let within_one = self.is_one_assessment();
        let measures = self.pairs.iter().flat_map(|pair| pair.measures.iter().map(move |change| (pair, change)));
        measures.filter(move |(_, change)| change.is_carried() && (!within_one || change.moved.is_some()))
    }

    /// Whether the id of a closed situation belongs to another situation now.
    pub(crate) fn is_reused(&self, closed: &Row<'_>) -> bool {
        let id = &closed.situation.id;
        self.new.register.situations().any(|(_, situation)| situation.id == *id)
    }

    pub(crate) fn totals(&self) -> Totals {
        let shifted = |shift| self.pairs.iter().filter(|pair| pair.residual == shift).count();
        let (raised, lowered, unchanged) = (shifted(Shift::Raised), shifted(Shift::Lowered), shifted(Shift::Unchanged));
        let old_measures = self.old.register.situations().flat_map(|(_, situation)| &situation.measures);
        let open_measures = old_measures.filter(|measure| !is_done(measure)).count();
        let carried_over = self.carried().count();
        let by_method = || self.pairs.iter().filter(|pair| pair.by_method).count();
        let moved = self.pairs.iter().flat_map(|pair| &pair.measures).filter(|change| change.moved.is_some());
        Totals {
            added: self.added.len(),
            closed: self.closed.len(),
            raised,
            lowered,
            unchanged,
            not_compared: self.pairs.len() - raised - lowered - unchanged,
            ids_changed: self.pairs.iter().filter(|pair| pair.has_new_id()).count(),
            rescored_without_reason: self.pairs.iter().filter(|pair| pair.rescored.contains(&true)).count(),
            changed_by_method: self.across_methods().then(by_method),
            open_measures,
            carried_over,
            carried_over_percent: percent(carried_over, open_measures),
            terms_moved: moved.count(),
        }
    }
}

// How many of each. A comment of documentation would stand in the schema of the JSON document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Totals {
    #[serde(rename = "new")]
    pub added: usize,
    pub closed: usize,
    pub raised: usize,
    pub lowered: usize,
    pub unchanged: usize,
    // Of both registers, but not assessed in one of them, or not comparable across methods.
    pub not_compared: usize,
    pub ids_changed: usize,
    // Situations whose points changed while the justification did not.
    pub rescored_without_reason: usize,
    // Situations whose level the method alone changed; `None` where both have one method.
    pub changed_by_method: Option<usize>,
    // Measures of the earlier register that were not done.
    pub open_measures: usize,
    pub carried_over: usize,
    // The part of the open measures that was carried over, in whole percent; `None` if none was open.
    pub carried_over_percent: Option<usize>,
    pub terms_moved: usize,
}

impl Totals {
    /// The totals of several comparisons.
    pub fn sum(all: impl Iterator<Item = Self>) -> Self {
        let mut sum = Self::default();
        for one in all {
            sum.added += one.added;
            sum.closed += one.closed;
            sum.raised += one.raised;
            sum.lowered += one.lowered;
            sum.unchanged += one.unchanged;
            sum.not_compared += one.not_compared;
            sum.ids_changed += one.ids_changed;
            sum.rescored_without_reason += one.rescored_without_reason;
            if let Some(count) = one.changed_by_method {
                *sum.changed_by_method.get_or_insert(0) += count;
            }
            sum.open_measures += one.open_measures;
            sum.carried_over += one.carried_over;
            sum.terms_moved += one.terms_moved;
        }
        sum.carried_over_percent = percent(sum.carried_over, sum.open_measures);
        sum
    }
}

/// A part in whole percent, halves up; `None` of nothing.
fn percent(part: usize, all: usize) -> Option<usize> {
    (part * 100 + all / 2).checked_div(all)
}
