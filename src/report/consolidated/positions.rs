//! The exposed positions over all organisations, those with the highest level first.

use super::{Consolidation, Groups};
use crate::model::Level;
use crate::report::Digest;
use crate::sheet::{Cell, Role, Sheet};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A position with where it is exposed.
pub(super) struct Exposed<'a> {
    pub name: &'a str,
    pub organizations: usize,
    pub situations: usize,
    pub highest: Option<Level>,
}

pub(super) fn positions<'a>(all: &Consolidation<'a>) -> Vec<Exposed<'a>> {
    let mut groups: Groups<'a, (&'a Digest, Option<Level>)> = Groups::new();
    for (digest, situation) in all.situations() {
        let level = situation.outcome.as_ref().map(|outcome| outcome.residual);
        for position in &situation.positions {
            groups.add(position, (digest, level));
        }
    }
    let exposed = groups.groups.into_iter().map(|(name, members)| Exposed {
        name,
        organizations: members.iter().map(|(digest, _)| digest.path.as_str()).collect::<BTreeSet<_>>().len(),
        situations: members.len(),
        highest: members.iter().filter_map(|(_, level)| *level).max(),
    });
    let mut exposed: Vec<Exposed<'a>> = exposed.collect();
    exposed.sort_by_key(|one| Reverse((one.highest, one.situations, one.organizations)));
    exposed
}

pub(super) fn sheet<'a>(all: &Consolidation<'a>) -> Sheet<'a> {
    let mut sheet = all.table(
        ["consolidated-sheet-positions", "consolidated-positions", "consolidated-positions-remark"],
        &[
            ("column-position", 60),
            ("consolidated-organizations-count", 14),
            ("head-situations", 14),
            ("column-highest", 16),
        ],
    );
    for one in positions(all) {
        sheet.row(vec![
            Cell::text(Role::Body, one.name),
            Cell::number(Role::Short, one.organizations),
            Cell::number(Role::Short, one.situations),
            all.level_cell(one.highest),
        ]);
    }
    sheet
}
