//! The sheet of situations common to several organisations.

use super::NAMES_SHOWN;
use crate::consolidate::{Common, Consolidation, Overall, Place, Shared};
use crate::locale::Message;
use crate::sheet::{Cell, Role, Sheet, Stream};

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
