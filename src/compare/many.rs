//! Two assessments of many bodies side by side: each body's two registers compared, and what became of all.

use crate::assess::execution::Proof;
use crate::case::Case;
use crate::compare::change::Shift;
use crate::compare::comparison::{Comparison, Totals, are_two_methods};
use crate::compare::measures::MeasureFate;
use crate::inbox::{PartnerBy, Partners};
use crate::locale::Language;
use crate::method::Method;
use jiff::civil::Date;

/// What changed from one assessment of many bodies to the next.
#[derive(Debug)]
pub struct Comparisons<'a> {
    /// The bodies that are in both, in the order of the later assessment.
    pub(crate) bodies: Vec<Compared<'a>>,
    /// The bodies of the later assessment alone, in its order.
    pub(crate) new: Vec<Case<'a>>,
    /// The bodies of the earlier assessment alone, in its order.
    pub(crate) gone: Vec<Case<'a>>,
    /// Bodies of the later one that several of the earlier one may have been: none was taken.
    pub(crate) undecided: Vec<(Case<'a>, Vec<Case<'a>>)>,
    /// The methods of the two.
    pub(crate) methods: [&'a Method; 2],
    /// The language of documents about it.
    pub language: Language,
    /// The day on which it is looked at.
    pub as_of: Date,
}

/// A body that is in both.
#[derive(Debug)]
pub(crate) struct Compared<'a> {
    pub comparison: Comparison<'a>,
    pub by: PartnerBy,
}

/// Whether the situations that are in both registers of a body are at lower levels now, after controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trend {
    /// Nothing can be said: in one of the two no situation has its points.
    NotAssessed,
    /// More of them are lower than higher.
    Better,
    /// As many, most often none.
    Same,
    /// More of them are higher than lower.
    Worse,
}

impl Trend {
    pub const ALL: [Self; 4] = [Self::Better, Self::Same, Self::Worse, Self::NotAssessed];

    /// The word in machine formats.
    pub fn key(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::NotAssessed => "not-assessed",
        }
    }
}

/// How many situations of some registers there are, and at which levels, by the level's place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub organizations: usize,
    pub situations: usize,
    pub assessed: usize,
    pub inherent: Vec<usize>,
    pub residual: Vec<usize>,
}

impl Sum {
    fn of<'c, 'a: 'c>(cases: impl Iterator<Item = &'c Case<'a>>, method: &Method) -> Self {
        let counts = || vec![0; method.levels.len()];
        let mut sum = Self { inherent: counts(), residual: counts(), ..Self::default() };
        for case in cases {
            let assessment = case.assessment;
            sum.organizations += 1;
            sum.situations += assessment.outcomes.len();
            sum.assessed += assessment.ranking.len();
            for (all, one) in [(&mut sum.inherent, &assessment.inherent), (&mut sum.residual, &assessment.residual)] {
                all.iter_mut().zip(one).for_each(|(all, one)| *all += one);
            }
        }
        sum
    }
}

impl Compared<'_> {
    pub fn trend(&self) -> Trend {
        let Comparison { old, new, .. } = &self.comparison;
        if [old, new].iter().any(|case| case.assessment.ranking.is_empty()) {
            return Trend::NotAssessed;
        }
        let count = |shift| self.comparison.pairs.iter().filter(|pair| pair.residual == shift).count();
        match count(Shift::Lowered).cmp(&count(Shift::Raised)) {
            std::cmp::Ordering::Greater => Trend::Better,
            std::cmp::Ordering::Equal => Trend::Same,
            std::cmp::Ordering::Less => Trend::Worse,
        }
    }

    /// How many measures were not done, and are now.
    pub fn done(&self) -> usize {
        let measures = self.comparison.pairs.iter().flat_map(|pair| &pair.measures);
        measures.filter(|change| change.fate == MeasureFate::Completed).count()
    }
}

impl<'a> Comparisons<'a> {
    /// Compares two assessments of many bodies, each of which was assessed by one method. The partners are known by the
    /// places of their cases.
    #[must_use]
    pub fn of(
        old: &[Case<'a>],
        new: &[Case<'a>],
        partners: &Partners,
        methods: [&'a Method; 2],
        (language, as_of, proof): (Language, Date, Proof),
    ) -> Self {
        let compared = |(of_old, of_new, by): &(usize, usize, PartnerBy)| Compared {
            comparison: Comparison::of(old[*of_old], new[*of_new], proof),
            by: *by,
        };
        let undecided = |(number, several): &(usize, Vec<usize>)| {
            (new[*number], several.iter().map(|of_old| old[*of_old]).collect())
        };
        Self {
            bodies: partners.pairs.iter().map(compared).collect(),
            new: partners.new.iter().map(|number| new[*number]).collect(),
            gone: partners.gone.iter().map(|number| old[*number]).collect(),
            undecided: partners.undecided.iter().map(undecided).collect(),
            methods,
            language,
            as_of,
        }
    }

    /// Whether the two were assessed by different methods.
    pub(crate) fn across_methods(&self) -> bool {
        are_two_methods(&self.methods[0].sha256, &self.methods[1].sha256)
    }

    /// All registers of the earlier and of the later assessment.
    pub(crate) fn sums(&self) -> [Sum; 2] {
        let old = self.bodies.iter().map(|body| &body.comparison.old).chain(&self.gone);
        let new = self.bodies.iter().map(|body| &body.comparison.new).chain(&self.new);
        [Sum::of(old, self.methods[0]), Sum::of(new, self.methods[1])]
    }

    /// The totals of all bodies that are in both.
    pub(crate) fn totals(&self) -> Totals {
        Totals::sum(self.bodies.iter().map(|body| body.comparison.totals()))
    }

    pub(crate) fn done(&self) -> usize {
        self.bodies.iter().map(Compared::done).sum()
    }

    /// How many bodies went each way, in the order of [`Trend::ALL`].
    pub(crate) fn trends(&self) -> [usize; 4] {
        Trend::ALL.map(|trend| self.bodies.iter().filter(|body| body.trend() == trend).count())
    }
}
