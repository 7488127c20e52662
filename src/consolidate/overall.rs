//! What is worked out of all registers once and used by every document about them.

use crate::assess::Outcome;
use crate::case::Row;
use crate::consolidate::above::{Levels, levels_above};
use crate::consolidate::common::{Common, Shared, commons};
use crate::consolidate::consolidation::{Consolidation, Place, numbered};
use crate::consolidate::heat::{Group, groups};
use crate::consolidate::mentions::{Mention, mentions};
use crate::consolidate::positions::{Post, posts};
use crate::consolidate::ranking::{Standing, ranked, standings};
use crate::locale::Language;
use std::sync::OnceLock;

/// A consolidation with what is worked out of it: the ranking, the groups, the order of the plan, what is common, the exposed
/// positions, what is said of other bodies.
pub struct Overall<'a> {
    pub(crate) of: Consolidation<'a>,
    pub(crate) standings: Vec<Standing>,
    pub(crate) groups: Vec<Group<'a>>,
    pub(crate) ranked: Vec<(Place, &'a Outcome)>,
    pub(crate) commons: Vec<Common>,
    pub(crate) posts: Vec<Post<'a>>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) above: Levels<'a>,
    /// `id · text` of each situation, by organisation: several sheets show it. Put together when the first asks.
    named: OnceLock<Vec<Vec<Box<str>>>>,
}

impl<'a> Overall<'a> {
    /// The language of the documents.
    #[must_use]
    pub fn language(&self) -> Language {
        self.of.language
    }

    /// The organisations in the order of the ranking, and those that are not assessed.
    pub(crate) fn standings(&self) -> (&[Standing], &[Standing]) {
        self.standings.split_at(self.standings.partition_point(Standing::is_ranked))
    }

    /// The rank of each of the standings; those that are not assessed have none.
    pub(crate) fn ranks(&self) -> impl Iterator<Item = (Option<usize>, &Standing)> {
        (1..).zip(&self.standings).map(|(rank, standing)| (standing.is_ranked().then_some(rank), standing))
    }

    /// `id · text`: a situation where its register is not at hand.
    pub(crate) fn named(&self, place: Place) -> &str {
        let name = |row: Row<'_>| [row.situation.id.as_str(), " · ", &row.situation.text].concat().into();
        let names = || self.of.digests.iter().map(|digest| digest.situations().map(name).collect()).collect();
        &self.named.get_or_init(names)[place.organization as usize][place.situation as usize]
    }

    /// Works everything out.
    #[must_use]
    pub fn of(of: Consolidation<'a>) -> Self {
        // To compare the words of situations takes as long as all the rest.
        let compared = || {
            let numbers = numbered(of.situations().map(|(_, row)| row.situation.text.as_str()));
            rayon::join(|| commons(&of, Shared::Situation, &numbers), || mentions(&of, &numbers))
        };
        let counted = || {
            let numbers = numbered(of.situations().map(|(_, row)| row.function.name.as_str()));
            let functions = commons(&of, Shared::Function, &numbers);
            (standings(&of), groups(&of), ranked(&of), functions, posts(&of))
        };
        let ((mut commons, mentions), (standings, groups, ranked, functions, posts)) = rayon::join(compared, counted);
        commons.extend(functions);
        let above = levels_above(&of, &standings);
        Self { of, standings, groups, ranked, commons, posts, mentions, above, named: OnceLock::new() }
    }
}
