//! The exposed positions of all organisations, body by body: the same post of the same unit in two bodies is two posts.

use crate::case::Row;
use crate::consolidate::consolidation::{Consolidation, Place, numbered};
use crate::model::Level;
use foldhash::fast::FixedState;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A post of a unit of a body as its situations name it.
pub(crate) struct Post<'a> {
    /// The number of the body in the run.
    pub organization: u32,
    /// The post's name and the unit as the body's first situation has them.
    pub name: &'a str,
    pub unit: Option<&'a str>,
    /// How many situations name it.
    pub situations: usize,
    /// The highest level after controls.
    pub highest: Option<Level>,
    last: Place,
}

/// The posts, those of one body whose names and units have the same words as one. The bodies stand in the order of the run; of each
/// first the posts of the highest level, then those of more situations, then in the register's order.
pub(crate) fn posts<'a>(of: &Consolidation<'a>) -> Vec<Post<'a>> {
    let mut posts: Vec<Post<'a>> = Vec::new();
    let mut known: HashMap<(u32, u32, Option<u32>), usize, FixedState> = HashMap::default();
    let each = || {
        of.situations().flat_map(|(place, Row { situation, .. })| {
            situation.positions.iter().map(move |name| (place, name.as_str(), situation.unit.as_deref()))
        })
    };
    let names = numbered(each().map(|(_, name, _)| name));
    let units = numbered(each().map(|(.., unit)| unit.unwrap_or_default()));
    for ((place, name, unit), numbers) in each().zip(names.into_iter().zip(units)) {
        let (Some(of_name), of_unit) = numbers else { continue };
        let organization = place.organization;
        let number = *known.entry((organization, of_name, of_unit)).or_insert_with(|| {
            posts.push(Post { organization, name, unit, situations: 1, highest: None, last: place });
            posts.len() - 1
        });
        let post = &mut posts[number];
        post.situations += usize::from(post.last != place);
        post.last = place;
        post.highest = post.highest.max(place.of(of).outcome.map(|outcome| outcome.residual));
    }
    posts.sort_by_key(|post| (post.organization, Reverse((post.highest, post.situations))));
    posts
}
