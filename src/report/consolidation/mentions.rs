//! The sheet of what registers say about other bodies.

use crate::consolidate::{Mention, Overall};
use crate::sheet::{Cell, Role, Sheet, Stream};

/// What registers say about other bodies.
pub(super) fn mentions<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let columns = [
        ("fact-organization", 30),
        ("column-situation", 50),
        ("column-elsewhere", 50),
        ("consolidated-named", 30),
        ("consolidated-has-it", 20),
    ];
    let names = ["consolidated-sheet-elsewhere", "consolidated-title-elsewhere"];
    let mut sheet = of.listing(names, Some("consolidated-remark-elsewhere"), &columns, 1);
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
            Cell::text(Role::Body, all.named(*place)),
            Cell::optional(Role::Body, row.situation.elsewhere.as_deref()),
            other,
            Cell::text(Role::Short, of.text(answer)),
        ]
    }));
    sheet
}
