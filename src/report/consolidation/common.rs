//! The sheet of situations common to several organisations.

use crate::consolidate::{Common, Consolidation, Overall, Place, Shared};
use crate::locale::Message;
use crate::report::words::first_few;
use crate::sheet::{Cell, Role, Sheet, Stream};
use std::borrow::Cow;

/// How many organisations a cell names before it counts the rest.
const NAMES_SHOWN: usize = 5;

/// The comparison of what organisations have in common.
pub(super) fn common<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let columns = [
        ("consolidated-shared", 11),
        ("consolidated-shared-text", 42),
        ("consolidated-organizations-count", 11),
        ("fact-situations", 11),
        ("consolidated-assessed", 11),
        ("consolidated-least-sum", 11),
        ("consolidated-most-sum", 11),
        ("consolidated-spread", 10),
        ("consolidated-lowest-level", 11),
        ("consolidated-highest-level", 11),
        ("consolidated-lowest-at", 27),
        ("consolidated-highest-at", 27),
    ];
    let names = ["consolidated-sheet-common", "consolidated-title-common"];
    let mut sheet = of.listing(names, Some("consolidated-remark-common"), &columns, 2);
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
fn scored(of: &Consolidation<'_>, common: &Common, sum: u32, names: &[Cow<'_, str>]) -> String {
    let with_sum = |place: &&Place| place.of(of).outcome.is_some_and(|outcome| outcome.sum == sum);
    let mut organizations: Vec<_> = common.members.iter().filter(with_sum).map(|place| place.organization).collect();
    organizations.dedup();
    let names: Vec<_> = organizations.into_iter().map(|number| &names[number as usize]).collect();
    match first_few(&names, NAMES_SHOWN, "; ") {
        (shown, 0) => shown,
        (shown, more) => of.format(Message::new("consolidated-names-and-more").with("names", shown).with("more", more)),
    }
}
