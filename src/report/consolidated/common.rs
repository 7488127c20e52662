//! Situations common to several organisations, and how differently those rate them.

use super::{Consolidation, NAMES_SHOWN, Overall, Place};
use crate::locale::Message;
use crate::model::Level;
use crate::sheet::{Cell, Role, Sheet, Stream};
use std::cmp::Reverse;

/// What the situations of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    /// The words of the situation.
    Situation,
    /// The words of the function.
    Function,
}

/// Situations that have the same words, or a function of the same words, in several organisations.
pub(super) struct Common {
    /// What they share.
    pub shared: Shared,
    /// The situations, in the order of the run.
    pub members: Vec<Place>,
    /// How many organisations have one.
    pub organizations: usize,
    /// The lowest and the highest sum of points before controls, and how many are assessed.
    pub sums: Option<(u32, u32)>,
    /// How many situations are assessed.
    pub assessed: usize,
    /// The lowest and the highest level after controls.
    pub levels: Option<(Level, Level)>,
}

impl Common {
    fn new(shared: Shared, members: Vec<Place>, of: &Consolidation<'_>) -> Self {
        let mut common = Self { shared, members, organizations: 0, sums: None, assessed: 0, levels: None };
        let mut last = None;
        for place in &common.members {
            common.organizations += usize::from(last != Some(place.organization));
            last = Some(place.organization);
            let Some(outcome) = place.of(of).outcome else { continue };
            common.assessed += 1;
            common.sums = Some(widened(common.sums, outcome.sum));
            common.levels = Some(widened(common.levels, outcome.residual));
        }
        common
    }

    /// By how much the sums differ.
    pub(super) fn spread(&self) -> Option<u32> {
        self.sums.map(|(least, most)| most - least)
    }

    /// What they share, as the first of them has it.
    pub(super) fn text<'a>(&self, of: &Consolidation<'a>) -> &'a str {
        let first = self.members[0].of(of);
        match self.shared {
            Shared::Situation => &first.situation.text,
            Shared::Function => &first.function.name,
        }
    }
}

fn widened<T: Ord + Copy>(range: Option<(T, T)>, by: T) -> (T, T) {
    range.map_or((by, by), |(least, most)| (least.min(by), most.max(by)))
}

/// What several organisations have in common, by the numbers of what the situations may share: first those whose sums differ
/// most, then those that more organisations have, then in the order of the run.
pub(super) fn commons(of: &Consolidation<'_>, shared: Shared, numbers: &[Option<u32>]) -> Vec<Common> {
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

/// The comparison of what organisations have in common.
pub(super) fn common<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let widths = vec![11, 42, 11, 11, 11, 11, 11, 10, 11, 11, 27, 27];
    let mut sheet = of.sheet("consolidated-sheet-common", "consolidated-title-common", widths);
    of.remark(&mut sheet, "consolidated-remark-common");
    let titles = of.titles(&[
        "consolidated-shared",
        "consolidated-shared-text",
        "consolidated-organizations-count",
        "fact-situations",
        "consolidated-assessed",
        "consolidated-least-sum",
        "consolidated-most-sum",
        "consolidated-spread",
        "consolidated-lowest-level",
        "consolidated-highest-level",
        "consolidated-lowest-at",
        "consolidated-highest-at",
    ]);
    Consolidation::head(&mut sheet, titles, 2);
    let commons = &all.commons;
    of.or_nothing(commons.is_empty(), &mut sheet);
    let names = of.names();
    sheet.stream = Some(Stream::new(commons.len(), move |number| {
        let common = &commons[number];
        let shared = match common.shared {
            Shared::Situation => "consolidated-shared-situation",
            Shared::Function => "consolidated-shared-function",
        };
        let points = |points: Option<u32>| points.map_or_else(|| of.level_cell(None), |p| Cell::number(Role::Short, p));
        // Where all are rated alike, nobody is lowest or highest.
        let apart = common.sums.filter(|(least, most)| least < most);
        let who = |sum: Option<u32>| {
            let names = sum.map(|sum| scored(of, common, sum, &names)).unwrap_or_default();
            Cell::text(Role::Body, names)
        };
        vec![
            Cell::text(Role::Body, of.label(shared)),
            Cell::text(Role::Body, common.text(of)),
            Cell::number(Role::Short, common.organizations),
            Cell::number(Role::Short, common.members.len()),
            Cell::number(Role::Short, common.assessed),
            points(common.sums.map(|(least, _)| least)),
            points(common.sums.map(|(_, most)| most)),
            points(common.spread()),
            of.level_cell(common.levels.map(|(lowest, _)| lowest)),
            of.level_cell(common.levels.map(|(_, highest)| highest)),
            who(apart.map(|(least, _)| least)),
            who(apart.map(|(_, most)| most)),
        ]
    }));
    sheet
}

/// The organisations that have a situation with a sum, the first few by name.
fn scored(of: &Consolidation<'_>, common: &Common, sum: u32, names: &[std::borrow::Cow<'_, str>]) -> String {
    let with_sum = |place: &&Place| place.of(of).outcome.is_some_and(|outcome| outcome.sum == sum);
    let mut organizations: Vec<_> =
        common.members.iter().filter(with_sum).map(|place| place.organization as usize).collect();
    organizations.dedup();
    let shown: Vec<&str> = organizations.iter().take(NAMES_SHOWN).map(|number| names[*number].as_ref()).collect();
    let shown = shown.join("; ");
    match organizations.len().saturating_sub(NAMES_SHOWN) {
        0 => shown,
        more => of.format(Message::new("consolidated-names-and-more").with("names", shown).with("more", more)),
    }
}
