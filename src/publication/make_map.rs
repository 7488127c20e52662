//! The map of a body: how many situations stand in each of its cells, and what of that may be said where points are not published.

use super::Map;
use super::allowed::PublishedFields;
use crate::case::Case;
use crate::method::{Method, Point};
use std::collections::{BTreeMap, BTreeSet};

/// So many situations on the map are so many that a count in one of its cells does not tell whose points it is: below that, the map is
/// shown only where the points are published.
const ENOUGH_FOR_A_MAP: usize = 10;

/// A cell: the places of its points on the scales of likelihood and of harm.
type Place = (usize, usize);

/// The map, if it is shown.
pub(super) fn map(cases: &[Case<'_>], fields: &PublishedFields, method: &Method) -> Option<Map> {
    let outcomes = || cases.iter().flat_map(|case| case.assessment.outcomes.iter().flatten());
    let points = fields.has("likelihood") && fields.has("harm");
    let all = outcomes().count();
    if all == 0 || !(points || (fields.has("inherent") && all >= ENOUGH_FOR_A_MAP)) {
        return None;
    }
    let levels = || vec![0; method.levels.len()];
    let row = || vec![Some(levels()); method.harm.len()];
    let mut map = Map {
        counts: vec![vec![0; method.harm.len()]; method.likelihood.len()],
        after: vec![row(); method.likelihood.len()],
        inherent: levels(),
        residual: levels(),
    };
    let mut cells: BTreeMap<usize, BTreeSet<Place>> = BTreeMap::new();
    for outcome in outcomes() {
        let at = |scale: &[Point], points| scale.iter().position(|point| point.points == points);
        if let (Some(likelihood), Some(harm)) =
            (at(&method.likelihood, outcome.likelihood), at(&method.harm, outcome.harm))
        {
            map.counts[likelihood][harm] += 1;
            if let Some(after) = &mut map.after[likelihood][harm] {
                after[outcome.residual.index()] += 1;
            }
            cells.entry(outcome.inherent.index()).or_default().insert((likelihood, harm));
        }
        map.inherent[outcome.inherent.index()] += 1;
        map.residual[outcome.residual.index()] += 1;
    }
    if !points {
        for cells in cells.values() {
            hide_what_tells_points(&mut map, cells);
        }
    }
    Some(map)
}

/// Hides how the cells of a level divide by the level after controls, if that tells points.
///
/// The list says of each situation both of its levels, and the counts say in which cells those of a level stand. Divided by the second
/// level, the cells tell points of a situation where all of its two levels stand in one row or one column, and those of its first level
/// do not. No cell of another level has any of these situations, so what is hidden cannot be worked out from the rest.
fn hide_what_tells_points(map: &mut Map, cells: &BTreeSet<Place>) {
    let in_one = |cells: &BTreeSet<Place>| {
        let rows: BTreeSet<usize> = cells.iter().map(|(likelihood, _)| *likelihood).collect();
        let columns: BTreeSet<usize> = cells.iter().map(|(_, harm)| *harm).collect();
        (rows.len() == 1, columns.len() == 1)
    };
    let has = |(likelihood, harm): &&Place, level: usize| {
        map.after[*likelihood][*harm].as_ref().is_some_and(|after| after[level] > 0)
    };
    let of_level = |level: usize| cells.iter().filter(|place| has(place, level)).copied().collect::<BTreeSet<Place>>();
    let tells = |level: usize| {
        let those = of_level(level);
        !those.is_empty() && in_one(&those) != in_one(cells)
    };
    if (0..map.residual.len()).any(tells) {
        for (likelihood, harm) in cells {
            map.after[*likelihood][*harm] = None;
        }
    }
}
