//! The sheet of what registers say about other bodies.

use super::named;
use crate::consolidate::{Consolidation, Mention, Overall};
use crate::sheet::{Cell, Role, Sheet, Stream};

/// What registers say about other bodies.
pub(super) fn mentions<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let widths = vec![30, 50, 50, 30, 20];
    let mut sheet = of.sheet("consolidated-sheet-elsewhere", "consolidated-title-elsewhere", widths);
    of.remark(&mut sheet, "consolidated-remark-elsewhere");
    let titles = of.titles(&[
        "fact-organization",
        "column-situation",
        "column-elsewhere",
        "consolidated-named",
        "consolidated-has-it",
    ]);
    Consolidation::head(&mut sheet, titles, 1);
    let mentions = &all.mentions;
    of.or_nothing(mentions.is_empty(), &mut sheet);
    let names = of.names();
    sheet.stream = Some(Stream::new(mentions.len(), move |number| {
        let Mention { place, named: about } = &mentions[number];
        let row = place.of(of);
        let name = |organization: u32| Cell::text(Role::Body, names[organization as usize].clone());
        let (other, answer) = match about {
            None => (of.level_cell(None), "not-assessed-short"),
            Some((organization, true)) => (name(*organization), "consolidated-has"),
            Some((organization, false)) => (name(*organization), "consolidated-lacks"),
        };
        vec![
            name(place.organization),
            Cell::text(Role::Body, named(row)),
            Cell::optional(Role::Body, row.situation.elsewhere.as_deref()),
            other,
            Cell::text(Role::Short, of.text(answer)),
        ]
    }));
    sheet
}
