//! The exposed positions over all organisations.

use crate::case::Row;
use crate::consolidate::consolidation::{Consolidation, Place, numbered};
use crate::model::Level;
use foldhash::fast::FixedState;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A post of a unit as several organisations name it.
pub(crate) struct Post<'a> {
    /// The post's name and the unit as the first register has them.
    pub name: &'a str,
    pub unit: Option<&'a str>,
    /// How many organisations name it.
    pub organizations: usize,
    /// How many situations name it.
    pub situations: usize,
    /// The highest level after controls.
    pub highest: Option<Level>,
    last: Place,
}

/// The posts, those whose names and units have the same words as one. First those of the highest level, then those that more
/// organisations have, then those of more situations, then in the order of the run.
pub(crate) fn posts<'a>(of: &Consolidation<'a>) -> Vec<Post<'a>> {
    let mut posts: Vec<Post<'a>> = Vec::new();
    let mut known: HashMap<(u32, Option<u32>), usize, FixedState> = HashMap::default();
    let each = || {
        of.situations().flat_map(|(place, Row { situation, .. })| {
            situation.positions.iter().map(move |name| (place, name.as_str(), situation.unit.as_deref()))
        })
    };
    let names = numbered(each().map(|(_, name, _)| name));
    let units = numbered(each().map(|(.., unit)| unit.unwrap_or_default()));
    for ((place, name, unit), numbers) in each().zip(names.into_iter().zip(units)) {
        let (Some(of_name), of_unit) = numbers else { continue };
        let number = *known.entry((of_name, of_unit)).or_insert_with(|| {
            posts.push(Post { name, unit, organizations: 1, situations: 1, highest: None, last: place });
            posts.len() - 1
        });
        let post = &mut posts[number];
        post.organizations += usize::from(post.last.organization != place.organization);
        post.situations += usize::from(post.last != place);
        post.last = place;
        post.highest = post.highest.max(place.of(of).outcome.map(|outcome| outcome.residual));
    }
    posts.sort_by_key(|post| Reverse((post.highest, post.organizations, post.situations)));
    posts
}
